"""Quads as Turtle text: sorted, one value a line, the same bytes for the same content."""

import re
from collections.abc import Iterable
from itertools import groupby

import pyoxigraph as ox

from slategraph.model.vocabulary import PREFIXES, RDF, shorten

_TYPE = f"{RDF}type"


# A short name that every Turtle parser reads: letters, digits and hyphens of ASCII, not ending in a dot.
_SAFE = re.compile(r"[a-z]+:[A-Za-z0-9_][A-Za-z0-9_-]*")


def document(body: str) -> str:
    """A body with the declarations of the prefixes that it uses."""
    used = {match[1] for match in re.finditer(r"(?:^|[\s^(])([a-z]+):(?=[A-Za-z0-9_])", body)}
    head = "".join(f"@prefix {prefix}: <{PREFIXES[prefix]}> .\n" for prefix in sorted(used & set(PREFIXES)))
    return f"{head}\n{body}"


def statements(quads: Iterable[ox.Quad]) -> str:
    """Quads of one graph as Turtle statements, by subject."""
    rows = sorted((term(q.subject), q.predicate.value != _TYPE, _predicate(q.predicate), term(q.object)) for q in quads)
    return "".join(f"{subject}{_block(list(some))} .\n\n" for subject, some in groupby(rows, key=lambda row: row[0]))


def _block(rows: list[tuple[str, bool, str, str]]) -> str:
    """The properties of one subject, one value a line."""
    return " ;".join(_property(predicate, list(some)) for predicate, some in groupby(rows, key=lambda row: row[2]))


def _property(predicate: str, rows: list[tuple[str, bool, str, str]]) -> str:
    if len(rows) == 1:
        return f"\n    {predicate} {rows[0][3]}"
    return f"\n    {predicate}\n        " + " ,\n        ".join(row[3] for row in rows)


def _predicate(predicate: ox.NamedNode) -> str:
    return "a" if predicate.value == _TYPE else term(predicate)


def term(value: object) -> str:
    """An RDF term in Turtle: addresses short where that is safe, literals as N-Triples has them."""
    if isinstance(value, ox.NamedNode):
        short = shorten(value.value)
        return short if _SAFE.fullmatch(short) else str(value)
    if isinstance(value, ox.Literal) and value.language is None and not _plain(value):
        return f"{ox.Literal(value.value)}^^{term(value.datatype)}"
    return str(value)


def _plain(literal: ox.Literal) -> bool:
    return literal.datatype.value.endswith("#string")
