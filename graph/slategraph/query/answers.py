"""Answers of RDF terms: as the table that people read, and in the syntaxes of SPARQL and RDF that programs read."""

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from slategraph.errors import BadQuery
from slategraph.model.vocabulary import XSD
from slategraph.query.tables import Cell, Table
from slategraph.rdf import syntaxes
from slategraph.rdf.quads import BlankNode, Literal, NamedNode, Triple

Term = Any  # NamedNode, BlankNode, Literal or Triple
Row = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """What a query found: rows of terms under their variables, triples (`is_graph`), or yes or no (`truth`)."""

    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    is_graph: bool = False
    truth: bool | None = None

    def table(self) -> Table:
        """The answer with plain values in place of terms."""
        if self.truth is not None:
            return Table(("answer",), ((self.truth,),))
        return Table(self.columns, tuple(tuple(map(cell, row)) for row in self.rows))

    def triples(self) -> Iterator[Triple]:
        """The triples of a graph."""
        return (Triple(*row) for row in self.rows)


def cell(term: Term | None) -> Cell:
    """A term as a plain value: a text, number or truth value; an address as text; None for no term."""
    if isinstance(term, Literal):
        known = _PLAIN.get(term.datatype.value)
        return known[1](term.value) if known and known[0].fullmatch(term.value) else term.value
    return term.value if isinstance(term, (NamedNode, BlankNode)) else None if term is None else str(term)


_ANYTHING = re.compile(r".*", re.DOTALL)
_NUMBER = re.compile(r"[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][+-]?[0-9]{1,2})?")

# What a literal becomes, by its datatype, where it is written as that asks; else it stays text.
_PLAIN: Mapping[str, tuple[re.Pattern[str], Callable[[str], Cell]]] = {
    f"{XSD}integer": (re.compile(r"[+-]?[0-9]{1,1000}"), int),
    f"{XSD}decimal": (_NUMBER, float),
    f"{XSD}double": (_NUMBER, float),
    f"{XSD}float": (_NUMBER, float),
    f"{XSD}boolean": (_ANYTHING, lambda value: value in ("true", "1")),
}


def packed(term: Term | None) -> Any:
    """A term as tuples of texts, which `unpacked` turns back."""
    if isinstance(term, NamedNode):
        return term.value
    if isinstance(term, Literal):
        return ("literal", term.value, term.language, term.datatype.value)
    if isinstance(term, Triple):
        return ("triple", packed(term.subject), packed(term.predicate), packed(term.object))
    return None if term is None else ("blank", term.value)


def unpacked(found: Any) -> Any:
    """The term that `packed` has packed."""
    if isinstance(found, str):
        return NamedNode(found)
    if found is None:
        return None
    kind, *parts = found
    if kind == "literal":
        value, language, datatype = parts
        return Literal(value, language=language) if language else Literal(value, datatype=NamedNode(datatype))
    return BlankNode(parts[0]) if kind == "blank" else Triple(*(unpacked(part) for part in parts))


def sparql_json(answer: Answer) -> str:
    """SPARQL 1.1 Query Results JSON."""
    if answer.truth is not None:
        return json.dumps({"head": {}, "boolean": answer.truth}, indent=2)
    rows = [{c: _in_json(t) for c, t in zip(answer.columns, row, strict=True) if t is not None} for row in answer.rows]
    found = {"head": {"vars": list(answer.columns)}, "results": {"bindings": rows}}
    return json.dumps(found, ensure_ascii=False, indent=2)


def _in_json(term: Term) -> dict[str, Any]:
    if isinstance(term, NamedNode):
        return {"type": "uri", "value": term.value}
    if isinstance(term, BlankNode):
        return {"type": "bnode", "value": term.value}
    if isinstance(term, Triple):
        ends = {"subject": term.subject, "predicate": term.predicate, "object": term.object}
        return {"type": "triple", "value": {name: _in_json(end) for name, end in ends.items()}}
    kind = {"xml:lang": term.language} if term.language else _datatype(term)
    return {"type": "literal", "value": term.value} | kind


def _datatype(term: Literal) -> dict[str, str]:
    datatype = term.datatype.value
    return {} if datatype == f"{XSD}string" else {"datatype": datatype}


def sparql_xml(answer: Answer) -> str:
    """SPARQL 1.1 Query Results XML."""
    return "\n".join(('<?xml version="1.0" encoding="UTF-8"?>', *_xml_lines(answer)))


def _xml_lines(answer: Answer) -> Iterator[str]:
    yield '<sparql xmlns="http://www.w3.org/2005/sparql-results#">'
    if answer.truth is not None:
        yield f"  <head/>\n  <boolean>{str(answer.truth).lower()}</boolean>\n</sparql>"
        return
    yield f"  <head>{''.join(f'<variable name={quoteattr(column)}/>' for column in answer.columns)}</head>\n  <results>"
    for row in answer.rows:
        bound = ((c, t) for c, t in zip(answer.columns, row, strict=True) if t is not None)
        bindings = (f"<binding name={quoteattr(column)}>{_in_xml(term)}</binding>" for column, term in bound)
        yield f"    <result>{''.join(bindings)}</result>"
    yield "  </results>\n</sparql>"


def _in_xml(term: Term) -> str:
    if isinstance(term, Triple):
        ends = (("subject", term.subject), ("predicate", term.predicate), ("object", term.object))
        return f"<triple>{''.join(f'<{name}>{_in_xml(end)}</{name}>' for name, end in ends)}</triple>"
    value = _NOT_XML.sub("\ufffd", escape(term.value, {"\r": "&#13;"}))
    if isinstance(term, Literal):
        kind = {"xml:lang": term.language} if term.language else _datatype(term)
        return f"<literal{''.join(f' {key}={quoteattr(text)}' for key, text in kind.items())}>{value}</literal>"
    return f"<uri>{value}</uri>" if isinstance(term, NamedNode) else f"<bnode>{value}</bnode>"


# What no XML document may hold, however it is written.
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def _tabled(write: Callable[[Table], str]) -> Callable[[Answer], str]:
    return lambda answer: write(answer.table())


#: How the rows of a SELECT, or the yes or no of an ASK, can be written, by the name that `--format` takes.
ROWS: Mapping[str, Callable[[Answer], str]] = MappingProxyType(
    {
        "table": _tabled(Table.text),
        "json": sparql_json,
        "xml": sparql_xml,
        "csv": _tabled(Table.csv),
        "tsv": _tabled(Table.tsv),
        "markdown": _tabled(Table.markdown),
        "rows": _tabled(Table.json),
    }
)
#: How the triples of a CONSTRUCT or DESCRIBE can be written; as tables too.
TRIPLES: Mapping[str, Callable[[Answer], str]] = MappingProxyType(
    {name: lambda answer, name=name: syntaxes.serialized(answer.triples(), name) for name in syntaxes.SYNTAXES}
    | {name: write for name, write in ROWS.items() if name not in ("json", "xml")}
)
#: All formats of `slategraph query`.
FORMATS: Iterable[str] = tuple(dict.fromkeys((*ROWS, *TRIPLES)))


def written(answer: Answer, form: str | None = None) -> str:
    """An answer in a format: by default a table for rows, Turtle for triples.

    Raises `BadQuery` for a format that can't hold such an answer.
    """
    known = TRIPLES if answer.is_graph else ROWS
    chosen = form or ("turtle" if answer.is_graph else "table")
    if chosen not in known:
        what = "the triples of CONSTRUCT and DESCRIBE" if answer.is_graph else "the rows of SELECT and ASK"
        raise BadQuery(f"The format {chosen} can't hold {what}: use one of {', '.join(known)}.")
    return known[chosen](answer)
