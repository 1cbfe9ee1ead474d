"""The words of a SPARQL text: what is keyword, name or variable, and what is only string, comment or address.

>>> [word.text for word in words("SELECT ?film # SERVICE\\nWHERE { ?film a 'LOAD' }") if word.kind == "bare"]
['SELECT', 'WHERE', 'a']
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import lru_cache

from slategraph.model.vocabulary import CERTAINTIES, PREFIXES, SG, STAGES, STATUSES, TERMS

_WORD = re.compile(
    r"""
      (?P<string>'''(?:[^\\]|\\.)*?'''|\"\"\"(?:[^\\]|\\.)*?\"\"\"|'(?:[^'\\\n\r]|\\.)*'|"(?:[^"\\\n\r]|\\.)*")
    | (?P<comment>\#[^\n\r]*)
    | (?P<address><[^<>"{}|^`\\\x00-\x20]*>)
    | (?P<variable>[?$]\w+)
    | (?P<blank>_:\w[\w.-]*)
    | (?P<language>@[A-Za-z]+(?:-\w+)*)
    | (?P<prefixed>(?:[^\W\d_](?:[\w.-]*[\w-])?)?:(?:[\w:%-]|\\.|\.(?=[\w:%\\-]))*)
    | (?P<number>\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)
    | (?P<bare>[^\W\d]\w*)
    | (?P<unclosed>["'])
    """,
    re.VERBOSE | re.DOTALL,
)
#: What changes a graph; a query begins with one of the others.
UPDATES = frozenset(("INSERT", "DELETE", "LOAD", "CLEAR", "DROP", "CREATE", "COPY", "MOVE", "ADD", "WITH"))
_KEYWORDS = """
BASE PREFIX VERSION SELECT DISTINCT REDUCED AS CONSTRUCT DESCRIBE ASK FROM NAMED WHERE GROUP BY HAVING ORDER ASC DESC
LIMIT OFFSET VALUES UNDEF OPTIONAL GRAPH SERVICE SILENT BIND MINUS UNION FILTER EXISTS NOT IN LATERAL COUNT SUM MIN MAX
AVG SAMPLE GROUP_CONCAT SEPARATOR A TRUE FALSE STR LANG LANGMATCHES LANGDIR DATATYPE BOUND IRI URI BNODE RAND ABS CEIL
FLOOR ROUND CONCAT STRLEN UCASE LCASE ENCODE_FOR_URI CONTAINS STRSTARTS STRENDS STRBEFORE STRAFTER YEAR MONTH DAY HOURS
MINUTES SECONDS TIMEZONE TZ NOW UUID STRUUID MD5 SHA1 SHA256 SHA384 SHA512 COALESCE IF STRLANG STRLANGDIR STRDT SAMETERM
ISIRI ISURI ISBLANK ISLITERAL ISNUMERIC HASLANG HASLANGDIR REGEX SUBSTR REPLACE TRIPLE ISTRIPLE SUBJECT PREDICATE OBJECT
ADJUST REIFIES
"""
_KNOWN = UPDATES.union(_KEYWORDS.split())
_CLOSED: Mapping[str, frozenset[str]] = {
    SG: TERMS,
    PREFIXES["status"]: frozenset(STATUSES),
    PREFIXES["certainty"]: frozenset(CERTAINTIES),
    PREFIXES["stage"]: frozenset(STAGES),
}


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a SPARQL text, its kind, and where it begins."""

    kind: str
    text: str
    start: int


def words(text: str) -> Iterator[Word]:
    """The words of a SPARQL text in order; signs are left out."""
    return (Word(m.lastgroup or "", m[0], m.start()) for m in _WORD.finditer(text))


def without(text: str, *kinds: str) -> str:
    """A SPARQL text without its words of some kinds."""
    return _WORD.sub(lambda found: "" if found.lastgroup in kinds else found[0], text)


def with_terms(text: str, terms: Mapping[str, str]) -> str:
    """A SPARQL text with terms in place of the variables ``$name``; strings and comments stay as they are."""
    between, names = _cut(text)
    put = (terms.get(name, f"${name}") for name in names)
    return "".join(part for pair in zip(between, (*put, ""), strict=True) for part in pair)


@lru_cache(maxsize=64)
def _cut(text: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What stands between the variables ``$name`` of a text, and their names."""
    found = [word for word in words(text) if word.kind == "variable" and word.text[0] == "$"]
    starts = [0, *(word.start + len(word.text) for word in found)]
    ends = [*(word.start for word in found), len(text)]
    between = tuple(text[start:end] for start, end in zip(starts, ends, strict=True))
    return between, tuple(word.text[1:] for word in found)


def form(text: str) -> str:
    """The keyword with which a query or update begins, behind its prefixes, in capitals; empty if there is none."""
    bare = (word.text.upper() for word in words(text) if word.kind == "bare")
    return next((word for word in bare if word not in ("PREFIX", "BASE", "VERSION")), "")


def misspelt(text: str) -> tuple[Word, str] | None:
    """The first word that SPARQL does not have, and a hint at the nearest that it has; None where it has all."""
    for word in words(text):
        if word.kind == "bare" and word.text.upper() not in _KNOWN:
            return word, _nearest(word.text, _KEYWORDS.split())
    return None


def undeclared(text: str) -> tuple[Word, str] | None:
    """The first name whose prefix is not declared, and a hint at the nearest prefix; None where all are."""
    known = {**PREFIXES, **_declared(text)}
    for word in _names(text):
        prefix = word.text.partition(":")[0]
        if prefix not in known:
            return word, _nearest(prefix, sorted(known))
    return None


def unknown_term(text: str) -> tuple[Word, str] | None:
    """The first name that the ontology does not have though it is in its namespace, and a hint at the nearest.

    A CONSTRUCT may make names of its own.
    """
    if form(text) == "CONSTRUCT":
        return None
    declared = _declared(text)
    for word in _names(text):
        prefix, _, name = word.text.partition(":")
        terms = _CLOSED.get(declared.get(prefix, PREFIXES.get(prefix, "")))
        if name and terms is not None and name not in terms:
            near = _nearest(name, sorted(terms))
            return word, near and f"{prefix}:{near}"
    return None


def _names(text: str) -> Iterator[Word]:
    """The prefixed names of a text, apart from those that declare a prefix."""
    before = ""
    for word in words(text):
        if word.kind == "prefixed" and before.upper() != "PREFIX":
            yield word
        before = word.text


def _declared(text: str) -> Mapping[str, str]:
    """The prefixes that a text itself declares."""
    found = list(words(text))
    return {
        name.text[:-1]: address.text[1:-1]
        for keyword, name, address in zip(found, found[1:], found[2:], strict=False)
        if keyword.text.upper() == "PREFIX" and name.kind == "prefixed" and address.kind == "address"
    }


def _nearest(word: str, known: Iterable[str]) -> str:
    by_case = {one.casefold(): one for one in known}
    near = get_close_matches(word.casefold(), by_case, 1)
    return by_case[near[0]] if near else ""
