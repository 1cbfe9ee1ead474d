"""Questions to the graph: any SPARQL text, or a saved query by its name.

    >>> from slategraph import open_store
    >>> query(open_store(), "SELECT ?film WHERE { ?film a sg:Film }").columns
    ('film',)

A saved query is a file in `data/queries/`: its first comment line is its title, and each line
``# $name (Type, …): what it is`` declares a parameter, which stands in the text as ``$name``.
"""

import re
from collections.abc import Callable, Mapping
from difflib import get_close_matches
from typing import TYPE_CHECKING

import pyoxigraph as ox

from slategraph.errors import BadQuery
from slategraph.model.vocabulary import PREFIXES, XSD
from slategraph.query.saved import saved_queries
from slategraph.query.tables import Cell, Table
from slategraph.store.store import Store

if TYPE_CHECKING:
    from rdflib import Graph

_UPDATE = re.compile(
    r"^\s*(?:(?:#|(?:prefix|base)\b)[^\n]*\n\s*)*(insert|delete|load|clear|drop|create|copy|move|add|with)\b", re.I
)


def query(store: Store, question: str, /, **parameters: str) -> Table:
    """Ask the graph: a saved query by its name and parameters, or any SPARQL 1.1 SELECT or ASK.

    The prefixes of the ontology (``sg:``, ``film:``, ``person:`` …) need no declaration. Plain triple patterns
    speak of what is believed; ``GRAPH ?source { … }`` asks what a source says. Raises `BadQuery` with line and
    column, and `UnknownName` for a parameter that names nothing in the graph.

        >>> from slategraph import open_store
        >>> query(open_store(), "ASK { ?film a sg:Film }").rows
        ((False,),)
    """
    answer = _ask(store, _text_of(store, question, parameters))
    if isinstance(answer, ox.QueryBoolean):
        return Table(("answer",), ((bool(answer),),))
    if isinstance(answer, ox.QueryTriples):
        rows = tuple(tuple(_cell(term) for term in (t.subject, t.predicate, t.object)) for t in answer)
        return Table(("subject", "predicate", "object"), rows)
    columns = tuple(variable.value for variable in answer.variables)
    return Table(columns, _rows(answer))


def construct(store: Store, question: str, /, **parameters: str) -> "Graph":
    """The triples that a SPARQL CONSTRUCT or DESCRIBE gives, as an `rdflib.Graph`; raises `BadQuery` as `query` does.

    >>> from slategraph import open_store
    >>> len(construct(open_store(), "CONSTRUCT { ?a sg:directs ?b } WHERE { ?a sg:directs ?b }"))
    0
    """
    from rdflib import Graph  # takes half a second, which other questions need not pay

    answer = _ask(store, _text_of(store, question, parameters))
    if not isinstance(answer, ox.QueryTriples):
        raise BadQuery("The query gives no triples: write CONSTRUCT or DESCRIBE, or use query().")
    return Graph().parse(data=ox.serialize(answer, format=ox.RdfFormat.N_TRIPLES), format="ox-nt")


def _text_of(store: Store, question: str, parameters: Mapping[str, str]) -> str:
    saved = saved_queries()
    if question in saved:
        return saved[question].filled(store, parameters)
    if re.fullmatch(r"[\w-]+", question):
        near = get_close_matches(question, saved, 1)
        hint = f" Did you mean {near[0]!r}?" if near else ""
        raise BadQuery(f"There is no saved query {question!r}.{hint} The saved ones are {', '.join(saved)}.")
    if parameters:
        raise BadQuery("Only a saved query takes parameters: write the values into the SPARQL text.")
    return question


def _ask(store: Store, text: str) -> "ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples":
    if _UPDATE.match(text):
        raise BadQuery(
            "This is an update: a query only asks; use `slategraph add` and `slategraph remove` to change the graph."
        )
    try:
        return store.oxigraph.query(text, prefixes=dict(PREFIXES))
    except (SyntaxError, ValueError) as error:
        raise BadQuery(_explained(str(error), text)) from None
    except (RuntimeError, OSError) as error:
        raise BadQuery(f"The query can't be answered: {error}.") from None


def _rows(answer: ox.QuerySolutions) -> tuple[tuple[Cell, ...], ...]:
    try:
        return tuple(tuple(_cell(term) for term in solution) for solution in answer)
    except (RuntimeError, OSError) as error:
        raise BadQuery(f"The query can't be answered: {error}.") from None


def _explained(message: str, text: str) -> str:
    """A parser's complaint as one sentence with line, column and the words found there."""
    found = re.search(r"error at (\d+):(\d+): (.*)", message, re.DOTALL)
    if not found:
        return f"The query is wrong: {' '.join(message.split())}."
    line, column, expected = int(found[1]), int(found[2]), found[3]
    lines = text.splitlines() or [""]
    here = lines[min(line, len(lines)) - 1]
    place = f"line {line}, column {column}"
    if "Prefix not found" in expected:
        word = re.search(r"[\w-]*:?[\w-]*$", here[: column - 1])
        return f"The query is wrong at {place}: the prefix of {word[0] if word else here!r} is not declared."
    if not here[column - 1 :].strip() and line >= len(lines):
        return f"The query is wrong at {place}: it ends too early{_hoped(expected)}."
    return f"The query is wrong at {place}, at {here[column - 1 : column + 19].strip()!r}{_hoped(expected)}."


def _hoped(expected: str) -> str:
    """What the parser would have liked, where that is short enough to help."""
    words = re.findall(r"[A-Z]{3,}|\"[^\"\w]\"", expected.replace("expected", ""))
    return f" (expected {' or '.join(dict.fromkeys(words))})" if 0 < len(set(words)) <= 4 else ""


def _cell(term: object) -> Cell:
    """An RDF term as a plain value: text, number, truth, an address as text, or None where there is none."""
    if isinstance(term, ox.Literal):
        fitting, plain = _PLAIN.get(term.datatype.value, (_ANYTHING, str))
        return plain(term.value) if fitting.fullmatch(term.value) else term.value
    return term.value if isinstance(term, (ox.NamedNode, ox.BlankNode)) else None if term is None else str(term)


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
