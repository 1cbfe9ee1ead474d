"""Saved queries: SPARQL under a name, with parameters; each is a file of `data/queries/`."""

import functools
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from slategraph.errors import BadQuery
from slategraph.files import shipped
from slategraph.model.vocabulary import CERTAINTIES, STATUSES, TYPES
from slategraph.query.lookup import find
from slategraph.query.tokens import with_terms
from slategraph.rdf import mapping
from slategraph.store.store import Store

_PARAMETER = re.compile(r"# \$(?P<name>\w+) \((?P<kinds>[^)]*)\)(?: = (?P<default>\S+))?: (?P<meaning>.*)")


@dataclass(frozen=True, slots=True)
class Parameter:
    """A value that a saved query takes: its name, the types it may have, and its default if it has one."""

    name: str
    kinds: tuple[str, ...]
    meaning: str
    default: str | None


@dataclass(frozen=True, slots=True)
class SavedQuery:
    """A question kept under a name, with its title, parameters and SPARQL text."""

    name: str
    title: str
    parameters: tuple[Parameter, ...]
    text: str

    def filled(self, store: Store, values: Mapping[str, str]) -> str:
        """The SPARQL text with terms in place of the parameters; raises `BadQuery` for missing or unknown ones."""
        known = {p.name: p for p in self.parameters}
        if unknown := set(values) - set(known):
            raise BadQuery(f"{self.name} has no parameter {min(unknown)!r}: it takes {_listed(known)}.")
        terms: dict[str, str] = {}
        for parameter in self.parameters:
            value = values.get(parameter.name, parameter.default)
            if value is None:
                raise BadQuery(f"{self.name} needs {parameter.name}: {parameter.meaning}.")
            terms[parameter.name] = _term(store, parameter, value)
        return with_terms(self.text, terms)


def _listed(names: Mapping[str, object]) -> str:
    return ", ".join(names) or "none"


def _term(store: Store, parameter: Parameter, value: str) -> str:
    """A parameter's value as a term of SPARQL, with all that could end the term escaped."""
    kinds = parameter.kinds
    for scale, levels in (("status", STATUSES), ("certainty", CERTAINTIES)):
        if kinds == (scale,):
            if value not in levels:
                raise BadQuery(f"{value!r} is not a {scale}: use one of {', '.join(levels)}.")
            return str(mapping.node(f"{scale}:{value}"))
    if kinds == ("text",):
        return str(mapping.text(value))
    return str(mapping.node(find(store, value, [k for k in kinds if k in TYPES]).id))


def saved_queries() -> Mapping[str, SavedQuery]:
    """The saved queries by name: each file of `data/queries/`. They are read again when a file comes or goes.

    >>> saved_queries()["who-left"].title
    'Who left, passed or let a project go'
    """
    return _read_at(_folder().stat().st_mtime_ns)


@functools.cache
def _folder() -> Path:
    return shipped("data/queries")


@functools.lru_cache(maxsize=1)
def _read_at(_changed: int) -> Mapping[str, SavedQuery]:
    paths = sorted(_folder().glob("*.rq"))
    return MappingProxyType({path.stem: _read(path.stem, path.read_text("utf-8")) for path in paths})


def _read(name: str, text: str) -> SavedQuery:
    title = text.partition("\n")[0].removeprefix("# ")
    found = (_PARAMETER.match(line) for line in text.splitlines())
    return SavedQuery(name, title, tuple(_parameter(m) for m in found if m), text)


def _parameter(match: re.Match[str]) -> Parameter:
    kinds = tuple(kind.strip() for kind in match["kinds"].split(","))
    return Parameter(match["name"], kinds, match["meaning"], match["default"])
