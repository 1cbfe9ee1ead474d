"""The graph as a file, to take elsewhere: the format is the suffix.

>>> import tempfile, pathlib
>>> from slategraph import open_store
>>> path = pathlib.Path(tempfile.mkdtemp()) / "slate.ttl"
>>> export(open_store(), path) == path
True
"""

import re
from collections.abc import Callable, Iterable, Mapping
from itertools import groupby
from pathlib import Path
from types import MappingProxyType

import pyoxigraph as ox

from slategraph.errors import BadInput
from slategraph.files import write
from slategraph.model.vocabulary import PREFIXES, RDF, shorten
from slategraph.store.store import Store

_TYPE = f"{RDF}type"
# A short name that every Turtle parser reads: letters, digits and hyphens of ASCII, not ending in a dot.
_SAFE = re.compile(r"[a-z]+:[A-Za-z0-9_][A-Za-z0-9_-]*")


def export(store: Store, path: str | Path) -> Path:
    """Write the graph to a file and give its path: ``.ttl`` for what is believed, ``.trig`` for everything.

    The same content gives the same bytes, sorted, one value a line, so that a diff shows what changed. Raises
    `BadInput` for an unknown suffix and `Unreadable` where the file can't be written; then nothing is.
    """
    target = Path(path)
    write(target, FORMATS[_suffix(target)](store).encode("utf-8"))
    return target


def _suffix(path: Path) -> str:
    if path.suffix.lower() not in FORMATS:
        raise BadInput(f"{path} has no suffix of a known format: use one of {', '.join(FORMATS)}.")
    return path.suffix.lower()


def turtle(store: Store) -> str:
    """What is believed, as Turtle."""
    return _document(_statements(store.oxigraph.quads_for_pattern(None, None, None, ox.DefaultGraph())))


def trig(store: Store) -> str:
    """Everything, as TriG: what is believed, the standings, and what each source says, each in its graph."""
    parts = [_statements(store.oxigraph.quads_for_pattern(None, None, None, ox.DefaultGraph()))]
    for graph in sorted(store.oxigraph.named_graphs(), key=str):
        if body := _statements(store.oxigraph.quads_for_pattern(None, None, None, graph)):
            parts.append(f"{_term(graph)} {{\n{body}}}\n\n")
    return _document("".join(parts))


def _document(body: str) -> str:
    """A body with the declarations of the prefixes that it uses."""
    used = {match[1] for match in re.finditer(r"(?:^|[\s^(])([a-z]+):(?=[A-Za-z0-9_])", body)}
    head = "".join(f"@prefix {prefix}: <{PREFIXES[prefix]}> .\n" for prefix in sorted(used & set(PREFIXES)))
    return f"{head}\n{body}"


def _statements(quads: Iterable[ox.Quad]) -> str:
    rows = sorted(
        (_term(q.subject), q.predicate.value != _TYPE, _predicate(q.predicate), _term(q.object)) for q in quads
    )
    return "".join(f"{subject}{_block(list(some))} .\n\n" for subject, some in groupby(rows, key=lambda row: row[0]))


def _block(rows: list[tuple[str, bool, str, str]]) -> str:
    """The properties of one subject, one value a line."""
    return " ;".join(_property(predicate, list(some)) for predicate, some in groupby(rows, key=lambda row: row[2]))


def _property(predicate: str, rows: list[tuple[str, bool, str, str]]) -> str:
    if len(rows) == 1:
        return f"\n    {predicate} {rows[0][3]}"
    return f"\n    {predicate}\n        " + " ,\n        ".join(row[3] for row in rows)


def _predicate(predicate: ox.NamedNode) -> str:
    return "a" if predicate.value == _TYPE else _term(predicate)


def _term(term: object) -> str:
    """An RDF term in Turtle: addresses short where that is safe, literals as N-Triples has them."""
    if isinstance(term, ox.NamedNode):
        short = shorten(term.value)
        return short if _SAFE.fullmatch(short) else str(term)
    if isinstance(term, ox.Literal) and term.language is None and not _plain(term):
        return f"{ox.Literal(term.value)}^^{_term(term.datatype)}"
    return str(term)


def _plain(literal: ox.Literal) -> bool:
    return literal.datatype.value.endswith("#string")


#: How the graph can be written, by suffix.
FORMATS: Mapping[str, Callable[[Store], str]] = MappingProxyType({".ttl": turtle, ".trig": trig})
