"""Where names stand in a text: what the tagger found, put right by quotation marks and by the rest of the text."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from slategraph.extraction.builtin.names.gazetteer import Gazetteer
from slategraph.extraction.builtin.names.tagging import tagger
from slategraph.extraction.builtin.text.words import Words
from slategraph.extraction.wordlists import listed

_MARKS = frozenset("“”\"‘’'«»,.;:!?()[]")
_NUMBER = re.compile(r"[2-9]|1[0-3]|II|III|IV|V|VI|VII|VIII|IX|X")
_PARTICLES = listed("de da di von van der den del la le el al bin ibn du dos das ter ten y af av st the")
_ROLES = listed(
    "director writer producer screenwriter actor actress composer cinematographer editor filmmaker helmer "
    "lenser scribe author novelist showrunner creator newcomer star playwright comedian thesp"
)
_FORMATS = listed(
    "hit film movie novel series sequel drama comedy thriller sitcom play musical book second third fourth next new"
)
_MENTION_TYPES = {"Film": "Work", "Series": "Work", "Book": "Work", "Play": "Work", "Game": "Work", "Franchise": "Work"}


@dataclass(frozen=True, slots=True)
class Mention:
    """A name in the text: first word, last word plus one, and its mention type (Person, Work …)."""

    first: int
    last: int
    type: str


def mentions(words: Words, known: Gazetteer | None = None, tags: list[str] | None = None) -> list[Mention]:
    """The names of a text in order, without overlap, by the tag of each word, else by the tagger alone."""
    found = list(_decoded(words, tagger().tag(words) if tags is None else tags))
    found = [_whole_title(words, m) for m in found]
    if known is not None:
        found = _with_known(found, known.find(words.forms))
    found = _of_one_type(words, _without_overlap(_numbered(words, m) for m in found))
    return _without_overlap([*found, *_repeated(words, found)])


def _decoded(words: Words, tags: Iterable[str]) -> Iterator[Mention]:
    start, kind = 0, ""
    for i, tag in enumerate([*tags, "O"]):
        if kind and not tag.startswith("I-"):
            mention = _trimmed(words, start, i, kind)
            kind = ""
            if mention:
                yield mention
        if tag.startswith("B-") or (tag.startswith("I-") and not kind):
            start, kind = i, tag[2:]


def _trimmed(words: Words, first: int, last: int, kind: str) -> Mention | None:
    while (
        last > first
        and (words.forms[last - 1] in _MARKS or words.lower[last - 1] in ("'s", "’s"))
        and not (words.forms[last - 1] in "!?" and kind == "Work")
    ):
        last -= 1
    while first < last and words.forms[first] in _MARKS:
        first += 1
    while first < last - 1 and _prefix(words, first, kind):
        first += 1
    return Mention(first, last, kind) if last > first else None


def _prefix(words: Words, i: int, kind: str) -> bool:
    """Whether a word before a name is not part of it: *safecracker Lou Dove*, *Screenwriter Wynne Zegers*."""
    low, form = words.lower[i], words.forms[i]
    if kind in ("Person", "Character"):
        return (form.islower() and low not in _PARTICLES) or (kind == "Person" and low in _ROLES)
    return (kind == "Work" and form.isdigit() and words.forms[i + 1].islower()) or (
        kind == "Work" and low in _FORMATS and form.islower()
    )


def _whole_title(words: Words, mention: Mention) -> Mention:
    """A title that begins or ends inside quotation marks takes all that they hold."""
    quote = words.in_quote[mention.first] or words.in_quote[mention.last - 1]
    if mention.type != "Work" or quote is None or not quote.title:
        return mention
    first, last = words.word_at(quote.start), words.word_at(quote.end - 1) + 1
    if last - first > 10 or mention.first > first + 3:
        return mention
    return Mention(first, last, "Work")


def _numbered(words: Words, mention: Mention) -> Mention:
    """A name with a number behind it is that of a sequel: *Heat 2*, *Rocky IV*."""
    if mention.type == "Place" or mention.last >= len(words) or not _NUMBER.fullmatch(words.forms[mention.last]):
        return mention
    after = words.last_of_run(mention.last)
    if mention.type != "Work" and (after or written(words, mention).endswith((".", "Channel", "Studio"))):
        return mention
    if after or words.ends[mention.last - 1] + 1 != words.starts[mention.last]:
        return mention
    return Mention(mention.first, mention.last + 1, "Work")


def _of_one_type(words: Words, found: list[Mention]) -> list[Mention]:
    """One mention type for each spelling: that of most of its mentions, a title's in a tie."""
    votes: dict[str, Counter[str]] = {}
    for mention in found:
        votes.setdefault(written(words, mention), Counter())[mention.type] += 2 if _set_off(words, mention) else 1
    types = {name: max(counts, key=lambda kind: (counts[kind], kind == "Work")) for name, counts in votes.items()}
    return [replace(m, type=types[written(words, m)]) for m in found]


def _set_off(words: Words, mention: Mention) -> bool:
    quote = words.in_quote[mention.first]
    return mention.type == "Work" and quote is not None and quote.title


_PEOPLE = ("Person", "Character")


def _with_known(found: list[Mention], known: Iterable[tuple[int, int, str]]) -> list[Mention]:
    """What the tagger found with the known names beside it; whether a known one is a person or a character is known."""
    extra = [Mention(a, b, _MENTION_TYPES.get(kind, kind)) for a, b, kind in known]
    people = {(e.first, e.last): e.type for e in extra if e.type in _PEOPLE}
    found = [replace(m, type=people.get((m.first, m.last), m.type)) if m.type in _PEOPLE else m for m in found]
    kept = [e for e in extra if not any(m.first <= e.first and e.last <= m.last for m in found)]
    return [*kept, *found]


def _without_overlap(found: Iterable[Mention]) -> list[Mention]:
    kept: list[Mention] = []
    for mention in found:
        if not any(mention.first < k.last and k.first < mention.last for k in kept):
            kept.append(mention)
    return sorted(kept, key=lambda m: m.first)


def written(words: Words, mention: Mention) -> str:
    """A mention as it is written."""
    return words.text[words.starts[mention.first] : words.ends[mention.last - 1]]


def _repeated(words: Words, found: Iterable[Mention]) -> Iterator[Mention]:
    """Names of two words or more that the tagger saw in one place and passed over in another."""
    types = {written(words, m): m.type for m in found if m.last - m.first > 1 and m.type != "Place"}
    for name in sorted(types, key=len, reverse=True):
        for place in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", words.text):
            first, last = words.word_at(place.start()), words.word_at(place.end() - 1) + 1
            yield Mention(first, last, types[name])
