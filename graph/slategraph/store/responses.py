"""What a SPARQL server is sent and what it answers: terms in place of variables, prefixes, rows and triples."""

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

import pyoxigraph as ox

from slategraph.model.vocabulary import PREFIXES
from slategraph.rdf.quads import Term

ROWS = "application/sparql-results+json, application/sparql-results+xml;q=0.8"
TRIPLES = "application/n-triples, text/turtle;q=0.8"
_TOKEN = re.compile(
    r"""(?P<skip>\#[^\n\r]*|<[^<>"{}|^`\\\s]*>
        |\"\"\"(?:\\.|[^\\])*?\"\"\"|'''(?:\\.|[^\\])*?'''|"(?:\\.|[^"\\\n\r])*"|'(?:\\.|[^'\\\n\r])*')
        |(?P<variable>[?$]\w+)|(?P<brace>[{}])|(?P<word>[\w:.-]+)""",
    re.VERBOSE | re.DOTALL,
)


_FORMS = ("SELECT", "ASK", "CONSTRUCT", "DESCRIBE")


class Cut(Exception):
    """An answer that breaks off, as when the server's time is up, or that is none."""


def rows(content: bytes) -> ox.QuerySolutions | ox.QueryBoolean:
    """An answer of rows, or of yes or no, in SPARQL's JSON or XML; raises `Cut` where it is not whole."""
    is_xml = content.lstrip()[:1] == b"<"
    try:
        if not is_xml:
            json.loads(content)  # four times faster than to go through the rows for the mistake at their end
            return ox.parse_query_results(content, ox.QueryResultsFormat.JSON)
        whole = ox.parse_query_results(content, ox.QueryResultsFormat.XML)
        if isinstance(whole, ox.QuerySolutions):
            list(whole)
        return ox.parse_query_results(content, ox.QueryResultsFormat.XML)
    except (SyntaxError, ValueError) as error:
        raise Cut from error


def triples(content: bytes) -> ox.QueryTriples:
    """An answer of triples, in N-Triples or Turtle; raises `Cut` where it is not whole."""
    store = ox.Store()
    try:
        store.extend(ox.parse(content, format=ox.RdfFormat.TURTLE))
    except SyntaxError as error:
        raise Cut from error
    answer = store.query("CONSTRUCT { ?s ?p ?o } { ?s ?p ?o }")
    assert isinstance(answer, ox.QueryTriples)
    return answer


def asks_for_triples(text: str) -> bool:
    """Whether a query is a CONSTRUCT or DESCRIBE.

    >>> asks_for_triples("PREFIX select: <x:> # ASK\\nCONSTRUCT { ?a ?b ?c } WHERE { ?a ?b ?c }")
    True
    """
    words = (token["word"].upper() for token in _TOKEN.finditer(text) if token["word"])
    return next((word for word in words if word in _FORMS), "") in ("CONSTRUCT", "DESCRIBE")


def with_prefixes(text: str) -> str:
    """A query with the prefixes of the ontology declared, on a line before it.

    >>> with_prefixes("ASK { ?film a sg:Film }")
    'PREFIX sg: <https://w3id.org/slategraph/ontology#>\\nASK { ?film a sg:Film }'
    """
    used = {name: space for name, space in PREFIXES.items() if f"{name}:" in text}
    return "".join(f"PREFIX {name}: <{space}> " for name, space in used.items()).rstrip() + "\n" * bool(used) + text


@dataclass
class _Group:
    """A pair of braces: where it begins, the variables in it but not in inner ones, and whether it is a subquery."""

    start: int
    names: set[str] = field(default_factory=set)
    is_query: bool = False
    body: "_Group | None" = None


def with_values(text: str, values: Mapping[str, Term]) -> str:
    """A query with terms for some of its variables: each group that mentions one gets its VALUES.

    >>> with_values("ASK { ?film a ?type }", {"type": ox.NamedNode("x:Film")})
    'ASK { VALUES ?type { <x:Film> } ?film a ?type }'
    """
    if not values:
        return text
    pieces, last = [], 0
    for group in sorted(_groups(text), key=lambda group: group.start):
        names = sorted(group.names & set(values))
        pieces.append(text[last : group.start] + "".join(f" VALUES ?{name} {{ {values[name]} }}" for name in names))
        last = group.start
    return "".join(pieces) + text[last:]


def _groups(text: str) -> Iterable[_Group]:
    """The groups of a query into which VALUES may be put."""
    open_, done, word = [_Group(0, is_query=True)], [], ""
    for token in _TOKEN.finditer(text):
        top = open_[-1]
        if token["word"]:
            word = token["word"].upper()
            top.is_query |= word == "SELECT"
        elif token["variable"]:
            top.names.add(token["variable"][1:])
        elif token["brace"] == "{":
            group = _Group(token.end())
            open_.append(group)
            if word not in ("CONSTRUCT", "VALUES"):
                done.append(group)
                if top.is_query and top.body is None:
                    top.body = group
            word = ""
        elif len(open_) > 1:
            open_.pop()
            word = ""
    queries = [group for group in [open_[0], *done] if group.is_query]
    for group in queries:
        if group.body:
            group.body.names |= group.names
    return [group for group in done if not group.is_query]
