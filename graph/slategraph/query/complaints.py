"""What is wrong with a SPARQL text, as one sentence that names the place and the word."""

import re

from slategraph.errors import BadQuery
from slategraph.query.tokens import UPDATES, form, misspelt, undeclared, unknown_term, without, words

_EXPECTED = re.compile(r"\b[A-Z][A-Z0-9_]+\b")


def check(text: str) -> None:
    """Raise `BadQuery` for an update, and for a name that the ontology does not have."""
    if form(text) in UPDATES:
        raise BadQuery(
            "This is an update: a query only asks; use `slategraph add` and `slategraph remove` to change the graph."
        )
    if found := unknown_term(text):
        word, near = found
        raise BadQuery(f"{_at(text, word.start)}: the ontology has no {word.text!r}{_hint(near)}")


def explained(message: str, text: str) -> str:
    """A parser's message as one sentence with line, column and the word found there."""
    found = re.search(r"error at (\d+):(\d+): (.*)", message, re.DOTALL)
    if not found:
        return f"The query is wrong: {' '.join(message.split()).removesuffix('.')}."
    expected = found[3]
    if "Prefix not found" in expected and (name := undeclared(text)):
        word, near = name
        prefix = f"the prefix {word.text.partition(':')[0]!r} of {word.text!r} is not declared"
        return f"{_at(text, word.start)}: {prefix}{_hint(near)}"
    if quote := next((word for word in words(text) if word.kind == "unclosed"), None):
        return f"{_at(text, quote.start)}: the string that begins there is not closed."
    if wrong := misspelt(text):
        word, near = wrong
        return f"{_at(text, word.start)}: {word.text!r} is not a word of SPARQL{_hint(near)}"
    if "variable that is unbound" in expected:
        return "The query is wrong: SELECT names a variable that GROUP BY does not; add it there or aggregate it."
    place = _place(text, int(found[1]), int(found[2]), expected)
    if not text[place:].strip() and _is_closed(text):
        return (
            f"{_at(text, place)}: its parts don't fit together, "
            "such as a variable that is set by BIND or AS after it was used."
        )
    if not text[place:].strip():
        return f"{_at(text, place)}: it ends too early{_hoped(expected)}."
    return f"{_at(text, place)}, at {text[place : place + 20].splitlines()[0].strip()!r}{_hoped(expected)}."


def _place(text: str, line: int, column: int, expected: str) -> int:
    """Where a text is wrong. The parser points behind as many characters as the keyword has that it expected."""
    lines = text.splitlines(keepends=True)
    end = sum(map(len, lines[: line - 1])) + column - 1
    starts = {word.start for word in words(text)}
    before = [end - len(keyword) for keyword in _EXPECTED.findall(expected)]
    return max((start for start in before if start in starts), default=min(end, len(text)))


def _at(text: str, place: int) -> str:
    before = text[:place]
    return f"The query is wrong at line {before.count(chr(10)) + 1}, column {place - before.rfind(chr(10))}"


def _is_closed(text: str) -> bool:
    """Whether all brackets of a text are closed."""
    signs = without(text, "string", "comment", "address")
    return "{" in signs and signs.count("{") == signs.count("}") and signs.count("(") == signs.count(")")


def _hint(near: str) -> str:
    return f"; did you mean {near!r}?" if near else "."


def _hoped(expected: str) -> str:
    """What the parser would have taken, where that is short enough to help."""
    found = re.findall(r"[A-Z]{3,}|\"[^\"\w]\"", expected.replace("expected", ""))
    return f" (expected {' or '.join(dict.fromkeys(found))})" if 0 < len(set(found)) <= 4 else ""
