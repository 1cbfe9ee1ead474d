"""One article as the reader sees it: its words, its things, and a line of items in which a name counts as one."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from slategraph.extraction.builtin.names.things import Thing
from slategraph.extraction.builtin.text.dates import Moment, moments
from slategraph.extraction.builtin.text.words import Words
from slategraph.extraction.wordlists import listed

_SKIPPED = frozenset("“”\"‘’'«»*_")
_HE = listed("he him his himself she her hers herself")
_PERSONS = listed(
    "director filmmaker helmer actor actress star writer screenwriter scribe author novelist producer "
    "comedian winner nominee veteran thesp scripter lenser composer auteur playwright editor "
    "cinematographer performer newcomer multihyphenate"
)
_COMPANIES = listed(
    "studio streamer network distributor company mini-major shingle label outfit broadcaster channel "
    "cabler financier major indie"
)
_SOURCES = {
    "novel": "novel",
    "book": "book",
    "memoir": "memoir",
    "bestseller": "novel",
    "best-seller": "novel",
    "novella": "novella",
    "play": "play",
    "musical": "musical",
    "comic": "comic",
    "comics": "comics",
    "manga": "manga",
    "autobiography": "book",
    "biography": "book",
    "article": "article",
    "videogame": "game",
    "novels": "novels",
    "books": "books",
    "tome": "book",
    "comicbook": "comic",
    "paperback": "book",
    "bestsellers": "books",
    "poem": "poem",
    "story": "story",
}


@dataclass(frozen=True, slots=True)
class Item:
    """A word, or a whole name: what it reads as, and its first and last word."""

    form: str
    first: int
    last: int
    thing: int | None = None
    how: str = ""


@dataclass
class Reading:
    """An article with all that the steps have found so far."""

    words: Words
    things: list[Thing]
    published: str | None = None
    items: list[Item] = field(default_factory=list)
    item_at: list[int] = field(default_factory=list)
    dates: list[Moment] = field(default_factory=list)
    stands_for: dict[int, int] = field(default_factory=dict)

    def sentence(self, item: int) -> int:
        """The number of an item's sentence."""
        return self.words.sentence_of[self.items[item].first]

    def paragraph(self, item: int) -> int:
        """The number of an item's paragraph."""
        return self.words.paragraph_of[self.items[item].first]


def reading(words: Words, things: list[Thing], published: str | None) -> Reading:
    """The article with its names laid out in a line, pronouns and descriptions resolved."""
    found = Reading(words, things, published)
    found.dates = list(_free(words, things, moments(words.text, published)))
    _lay_out(found)
    _resolve(found)
    return found


def _free(words: Words, things: Sequence[Thing], dates: Iterable[Moment]) -> list[Moment]:
    taken = [(words.starts[m.first], words.ends[m.last - 1]) for t in things for m in t.mentions]
    return [d for d in dates if not any(a < d.end and d.start < b for a, b in taken)]


def _lay_out(found: Reading) -> None:
    words = found.words
    spans: dict[int, tuple[int, int, int | None, str]] = {}
    for thing in found.things:
        for mention in thing.mentions:
            spans[mention.first] = (mention.last, thing.number, thing.number, f"<{thing.kind[0]}>")
    for number, date in enumerate(found.dates):
        first, last = words.word_at(date.start), words.word_at(date.end - 1) + 1
        if first not in spans:
            spans[first] = (last, -1 - number, -1 - number, "<D>")
    i = 0
    found.item_at = [0] * len(words)
    while i < len(words):
        last, _, thing_number, form = spans.get(i, (i + 1, 0, None, words.lower[i]))
        found.item_at[i:last] = [len(found.items)] * (last - i)
        if not (form in _SKIPPED or form.isspace()):
            found.items.append(Item(form, i, last, thing_number, "name" if thing_number is not None else ""))
        i = last
    found.item_at = [min(k, len(found.items) - 1) for k in found.item_at]


def _resolve(found: Reading) -> None:
    """Let pronouns and descriptions stand for the person or company before them."""
    tracker = _Recent(found)
    for i, item in enumerate(found.items):
        if item.thing is not None and item.thing >= 0:
            tracker.saw(i, found.things[item.thing])
            continue
        stands = (
            tracker.person(i)
            if _is_person_word(found, i)
            else tracker.company(i)
            if _is_company_word(found, i)
            else None
        )
        if stands is not None:
            how = "pronoun" if item.form in _HE else "description"
            found.items[i] = replace(item, thing=stands, how=how)


def _is_person_word(found: Reading, i: int) -> bool:
    form = found.items[i].form
    if form in _HE:
        return True
    after = found.items[i + 1].form if i + 1 < len(found.items) else ""
    return form in _PERSONS and _definite(found, i) and not after.startswith("<") and after != ","


def _is_company_word(found: Reading, i: int) -> bool:
    after = found.items[i + 1].form if i + 1 < len(found.items) else ""
    return found.items[i].form in _COMPANIES and _definite(found, i) and not after.startswith("<")


def _definite(found: Reading, i: int) -> bool:
    return any(
        found.items[k].form in ("the", "this")
        for k in range(max(0, i - 3), i)
        if not found.items[k].form.startswith("<")
    )


class _Recent:
    """Who was spoken of last: the subject of the sentence before, else the last one named."""

    def __init__(self, found: Reading) -> None:
        self.found = found
        self.last: dict[str, list[tuple[int, int, bool]]] = {"Person": [], "Company": []}

    def saw(self, i: int, thing: Thing) -> None:
        if thing.kind in self.last:
            item = self.found.items[i]
            deps = {self.found.words.deps[k] for k in range(item.first, item.last)}
            bracket = self.found.words.in_bracket[item.first] is not None
            subject = bool(deps & {"nsubj", "nsubjpass"})
            if not bracket or not self.last[thing.kind]:
                self.last[thing.kind].append((i, thing.number, subject))

    def person(self, i: int) -> int | None:
        seen = self.last["Person"][-8:]
        here = self.found.sentence(i)
        recent = [(k, number, subject) for k, number, subject in seen if here - self.found.sentence(k) <= 3]
        if not recent:
            return None
        same = [number for k, number, subject in recent if self.found.sentence(k) == here and subject]
        before = [number for k, number, subject in recent if self.found.sentence(k) == here - 1 and subject]
        return (same or before[-1:] or [recent[-1][1]])[-1]

    def company(self, i: int) -> int | None:
        return self.last["Company"][-1][1] if self.last["Company"] else None


def source_kind(found: Reading, i: int) -> str | None:
    """The kind of source that an item names: novel, play, comic … A story is one only where it is someone's."""
    form = found.items[i].form
    before = [found.items[k].form for k in range(max(0, i - 3), i)]
    if form == "story" and not ({"short", "magazine"} & set(before[-1:]) or {"'s", "’s", "’", "'"} & set(before)):
        return None
    if form == "story" and i + 1 < len(found.items) and found.items[i + 1].form in ("of", "about", "by", "editor"):
        return None
    return _SOURCES.get(form)


YEAR = re.compile(r"(?:18[89]|19\d|20[0-4])\d")
