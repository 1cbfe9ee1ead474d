"""Who and what a text is about: its mentions gathered into persons, companies, works, characters and places."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from slategraph.extraction.builtin.names.mentions import Mention
from slategraph.extraction.builtin.text.words import Words
from slategraph.extraction.wordlists import listed

_GENERIC = listed(
    "pictures films film entertainment studios studio productions production media television tv company co inc group "
    "partners ventures the distribution agency cinema"
)
_AFTER = re.compile(r"\s+(Jr|Sr|II|III|IV)\.?$")


@dataclass(slots=True)
class Thing:
    """One entity of the text: its kind, its name as the text gives it at its fullest, its type, its mentions."""

    number: int
    kind: str
    name: str
    type: str
    mentions: list[Mention] = field(default_factory=list)
    forms: set[str] = field(default_factory=set)
    of: int | None = None  # of a source that has no name of its own: the film made from it


def key(name: str) -> str:
    """A name for comparing: small letters and figures only, without accents and a leading article."""
    text = unicodedata.normalize("NFKD", name).casefold()
    words = "".join(c for c in text if c.isalnum() or c.isspace()).split()
    return "".join(words[1:] if len(words) > 1 and words[0] in ("the", "a", "an") else words)


def things(words: Words, found: Iterable[Mention]) -> list[Thing]:
    """The entities of a text, in the order in which they come up."""
    gathered: list[Thing] = []
    fullest_first = sorted(found, key=lambda m: (m.first - m.last, m.first))
    for mention in fullest_first:
        name = clean(words.text[words.starts[mention.first] : words.ends[mention.last - 1]])
        same = _same(words, gathered, mention, name)
        if same is None:
            same = Thing(len(gathered), mention.kind, name, "Film" if mention.kind == "Work" else mention.kind)
            gathered.append(same)
        same.mentions.append(mention)
        same.forms.add(name)
    return _in_order(gathered)


def clean(name: str) -> str:
    """A name on one line, without the marks around it."""
    return re.sub(r"\s+", " ", name).strip(" ,;:“”\"‘’'«»")


def _in_order(gathered: list[Thing]) -> list[Thing]:
    for thing in gathered:
        thing.mentions.sort(key=lambda m: m.first)
    gathered.sort(key=lambda t: t.mentions[0].first)
    for number, thing in enumerate(gathered):
        thing.number = number
    return gathered


def _same(words: Words, gathered: Sequence[Thing], mention: Mention, name: str) -> Thing | None:
    test = _TESTS[mention.kind]
    fitting = [t for t in gathered if t.kind == mention.kind and test(t.name, name)]
    if not fitting:
        return None
    before = [t for t in fitting if min(m.first for m in t.mentions) < mention.first]
    return max(
        before or fitting, key=lambda t: max((m.first for m in t.mentions if m.first < mention.first), default=-1)
    )


def _same_person(full: str, name: str) -> bool:
    if key(full) == key(name):
        return True
    longer, shorter = (_AFTER.sub("", n).split() for n in (full, name))
    if len(shorter) == 1:
        return len(longer) > 1 and key(shorter[0]) in (key(longer[-1]), key(longer[0]))
    return (
        len(shorter) < len(longer) and key(longer[-1]) == key(shorter[-1]) and key(longer[0])[:1] == key(shorter[0])[:1]
    )


def _same_company(full: str, name: str) -> bool:
    if key(full) == key(name):
        return True
    longer, shorter = full.casefold().split(), name.casefold().split()
    rest = longer[len(shorter) :]
    return longer[: len(shorter)] == shorter and all(w.strip(".,") in _GENERIC for w in rest)


def _same_work(full: str, name: str) -> bool:
    if key(full) == key(name):
        return True
    longer, shorter = full.split(), name.split()
    return len(shorter) == 1 and len(longer) > 2 and len(name) > 3 and longer[-1] == name


def _same_character(full: str, name: str) -> bool:
    longer, shorter = full.split(), name.split()
    return key(full) == key(name) or (len(shorter) == 1 and len(longer) > 1 and name in (longer[0], longer[-1]))


def _same_place(full: str, name: str) -> bool:
    return key(full) == key(name)


_TESTS = {
    "Person": _same_person,
    "Company": _same_company,
    "Work": _same_work,
    "Character": _same_character,
    "Place": _same_place,
}
