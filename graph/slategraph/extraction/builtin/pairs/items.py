"""One article laid out for extraction: its words, its entities, and a line of items in which a name counts as one."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from slategraph.extraction.builtin.names.entities import TextEntity
from slategraph.extraction.builtin.text.date_phrases import Moment, moments
from slategraph.extraction.builtin.text.words import Words
from slategraph.extraction.wordlists import listed

_SKIPPED = frozenset("“”\"‘’'«»*_")
_PRONOUNS = listed("he him his himself she her hers herself")
_PERSONS = listed(
    "director filmmaker helmer actor actress star writer screenwriter scribe author novelist producer "
    "comedian winner nominee veteran thesp scripter lenser composer auteur playwright editor "
    "cinematographer performer newcomer multihyphenate"
)
_COMPANIES = listed(
    "studio streamer network distributor company mini-major shingle label outfit broadcaster channel "
    "cabler financier major indie"
)
_SOURCE_WORDS = {
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
    """A word, or a whole name or date: its form, its first word, and the word behind its last.

    `entity` is the number of the entity that it names or stands for; of a date it is -1 minus the date's number. `how`
    says how it names the entity: name, pronoun, description or source.
    """

    form: str
    first: int
    last: int
    entity: int | None = None
    how: str = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """An article with all that the steps have found so far; each step makes a new one."""

    words: Words
    entities: tuple[TextEntity, ...]
    published: str | None
    dates: tuple[Moment, ...]
    items: tuple[Item, ...]
    item_at: tuple[int, ...]

    def sentence(self, item: int) -> int:
        """The number of an item's sentence."""
        return self.words.sentence_of[self.items[item].first]

    def paragraph(self, item: int) -> int:
        """The number of an item's paragraph."""
        return self.words.paragraph_of[self.items[item].first]

    def entity(self, item: int) -> TextEntity | None:
        """The entity that an item names or stands for."""
        number = self.items[item].entity
        return None if number is None or number < 0 else self.entities[number]

    def date(self, item: int) -> Moment | None:
        """The date that an item is."""
        number = self.items[item].entity
        return self.dates[-1 - number] if number is not None and number < 0 else None

    def in_bracket(self, item: int) -> tuple[int, int] | None:
        """The bracketed stretch around an item."""
        return self.words.in_bracket[self.items[item].first]

    def root(self, item: int) -> int:
        """The word of an item that depends on a word outside it, else its first word."""
        words, inside = self.words, range(self.items[item].first, self.items[item].last)
        return next((k for k in inside if words.heads[k] not in inside), inside.start)

    def form(self, item: int) -> str:
        """An item's form, or nothing beyond the text's ends."""
        return self.items[item].form if 0 <= item < len(self.items) else ""


def reading(words: Words, entities: Sequence[TextEntity], published: str | None) -> Reading:
    """The article with its names laid out in a line, pronouns and descriptions resolved."""
    dates = tuple(_free(words, entities, moments(words.text, published)))
    items, item_at = _laid_out(words, entities, dates)
    return _resolved(Reading(words, tuple(entities), published, dates, items, item_at))


def _free(words: Words, entities: Sequence[TextEntity], dates: Iterable[Moment]) -> list[Moment]:
    """The dates that are not part of a name."""
    taken = [(words.starts[m.first], words.ends[m.last - 1]) for e in entities for m in e.mentions]
    return [d for d in dates if not any(a < d.end and d.start < b for a, b in taken)]


def _laid_out(
    words: Words, entities: Sequence[TextEntity], dates: Sequence[Moment]
) -> tuple[tuple[Item, ...], tuple[int, ...]]:
    """The items of a text, and for each word the number of its item."""
    spans: dict[int, tuple[int, int, str]] = {}
    for entity in entities:
        for mention in entity.mentions:
            spans[mention.first] = (mention.last, entity.number, f"<{entity.mention_type[0]}>")
    for number, date in enumerate(dates):
        first, last = words.word_at(date.start), words.word_at(date.end - 1) + 1
        spans.setdefault(first, (last, -1 - number, "<D>"))
    items: list[Item] = []
    item_at = [0] * len(words)
    i = 0
    while i < len(words):
        last, named, form = spans.get(i, (i + 1, None, words.lower[i]))
        item_at[i:last] = [len(items)] * (last - i)
        if not (form in _SKIPPED or form.isspace()):
            items.append(Item(form, i, last, named, "name" if named is not None else ""))
        i = last
    return tuple(items), tuple(min(k, len(items) - 1) for k in item_at)


def _resolved(found: Reading) -> Reading:
    """Let pronouns and descriptions stand for the person or company before them."""
    recent = _Recent(found)
    items = []
    for i, item in enumerate(found.items):
        entity, stands = found.entity(i), None
        if entity is not None:
            recent.add(i, entity)
        elif _is_person_word(found, i):
            stands = recent.person(i)
        elif _is_company_word(found, i):
            stands = recent.company()
        how = "pronoun" if item.form in _PRONOUNS else "description"
        items.append(item if stands is None else replace(item, entity=stands, how=how))
    return replace(found, items=tuple(items))


def _is_person_word(found: Reading, i: int) -> bool:
    form, after = found.items[i].form, found.form(i + 1)
    if form in _PRONOUNS:
        return True
    return form in _PERSONS and _definite(found, i) and not after.startswith("<") and after != ","


def _is_company_word(found: Reading, i: int) -> bool:
    return found.items[i].form in _COMPANIES and _definite(found, i) and not found.form(i + 1).startswith("<")


def _definite(found: Reading, i: int) -> bool:
    return any(item.form in ("the", "this") for item in found.items[max(0, i - 3) : i])


class _Recent:
    """Who was named last: the subject of the sentence before, else the last one named."""

    def __init__(self, found: Reading) -> None:
        self.found = found
        self.last: dict[str, list[tuple[int, int, bool]]] = {"Person": [], "Company": []}

    def add(self, i: int, entity: TextEntity) -> None:
        if entity.mention_type not in self.last:
            return
        named, item = self.last[entity.mention_type], self.found.items[i]
        subject = bool({"nsubj", "nsubjpass"} & set(self.found.words.deps[item.first : item.last]))
        if self.found.in_bracket(i) is None or not named:
            named.append((i, entity.number, subject))

    def person(self, i: int) -> int | None:
        here = self.found.sentence(i)
        seen = [(self.found.sentence(k), number, subject) for k, number, subject in self.last["Person"][-8:]]
        recent = [(s, number, subject) for s, number, subject in seen if here - s <= 3]
        if not recent:
            return None
        same = [number for s, number, subject in recent if s == here and subject]
        before = [number for s, number, subject in recent if s == here - 1 and subject]
        return (same or before[-1:] or [recent[-1][1]])[-1]

    def company(self) -> int | None:
        return self.last["Company"][-1][1] if self.last["Company"] else None


def source_kind(found: Reading, i: int) -> str | None:
    """The kind of source that an item names: novel, play, comic … A story is one only where it is someone's."""
    form = found.items[i].form
    before = [item.form for item in found.items[max(0, i - 3) : i]]
    if form == "story" and not ({"short", "magazine"} & set(before[-1:]) or {"'s", "’s", "’", "'"} & set(before)):
        return None
    if form == "story" and found.form(i + 1) in ("of", "about", "by", "editor"):
        return None
    return _SOURCE_WORDS.get(form)


YEAR = re.compile(r"(?:18[89]|19\d|20[0-4])\d")
