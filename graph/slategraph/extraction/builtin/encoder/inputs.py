"""What the encoder sees of a text: the numbers of its word pieces, the look of each word, and which words are names."""

import math
import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from slategraph.extraction.builtin.names.gazetteer import trade
from slategraph.extraction.builtin.pairs.layout import Reading
from slategraph.extraction.builtin.pairs.pairs import Pair
from slategraph.extraction.builtin.text.words import Words

Numbers = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float32]

#: The kinds of thing, as the marks of names number them.
KINDS = ("Person", "Company", "Work", "Character", "Place", "Date")
PAIRS = ("PW", "CW", "XW", "LW", "DW", "SW", "WW", "VV", "PX", "PC")
_PAIR = {pair: number for number, pair in enumerate(PAIRS)}
_REASONS = ("here", "last", "first", "paragraph", "main")
_HOWS = ("name", "pronoun", "description", "source")
#: How many looks, marks and traits there are; 0 is none.
LOOKS, MARKS, TRAITS = 18, 1 + 24 + 48 + 1, 60
ENTITIES = 48
_START, _STOP, _UNKNOWN, _PARAGRAPH = 101, 102, 100, 1
_SIZE, _OVERLAP = 500, 64


@dataclass(slots=True)
class Pieces:
    """A text as word pieces: their numbers and looks, and for each word its first piece and the one behind its last."""

    ids: list[int] = field(default_factory=list)
    looks: list[tuple[int, int, int]] = field(default_factory=list)
    first: list[int] = field(default_factory=list)
    last: list[int] = field(default_factory=list)

    def add(self, ids: Sequence[int], look: tuple[int, int, int]) -> None:
        """Add a word."""
        self.first.append(len(self.ids))
        self.ids += ids
        self.looks += [look] * len(ids)
        self.last.append(len(self.ids))


class Tokens:
    """The numbers of a word's pieces, by the vocabulary of the encoder: the longest piece that fits, then the rest."""

    def __init__(self, vocabulary: Mapping[str, int]) -> None:
        self._vocabulary = vocabulary
        self._known: dict[str, list[int]] = {}

    def of(self, word: str) -> list[int]:
        """The pieces of one word; a break between paragraphs has a piece of its own."""
        if word not in self._known:
            found = [number for part in _parts(word) for number in self._cut(part)][:8]
            self._known[word] = found or ([_PARAGRAPH] if "\n" in word else [])
        return self._known[word]

    def _cut(self, part: str) -> list[int]:
        found: list[int] = []
        start = 0
        while start < len(part):
            before = "##" if start else ""
            end = next((k for k in range(len(part), start, -1) if before + part[start:k] in self._vocabulary), None)
            if end is None:
                return [_UNKNOWN]
            found.append(self._vocabulary[before + part[start:end]])
            start = end
        return found


def _parts(word: str) -> list[str]:
    """A word in small letters without accents, its marks parted from its letters."""
    plain = "".join(c for c in unicodedata.normalize("NFD", word.lower()) if unicodedata.category(c) != "Mn")
    spaced = "".join(f" {c} " if unicodedata.category(c)[0] == "P" or c in "$+<=>^`|~" else c for c in plain)
    return spaced.split()


def pieces(words: Words, tokens: Tokens) -> Pieces:
    """A text as word pieces."""
    found = Pieces()
    for form, look in zip(words.forms, looks(words), strict=True):
        found.add(tokens.of(form), look)
    return found


def looks(words: Words) -> Iterator[tuple[int, int, int]]:
    """For each word its shape, its place between quotation marks, and whether the trade knows it as a company."""
    known = [0] * len(words)
    for start, end, _ in trade().find(words.forms):
        known[start:end] = [16] + [17] * (end - start - 1)
    for i, form in enumerate(words.forms):
        yield shape(form, words.forms[i - 1] if i else "\n"), _quoted(words, i), known[i]


def shape(form: str, before: str) -> int:
    """The number of a word's shape: small, capital, capital after a full stop, all capitals, figure, mixed, a mark."""
    if form.isspace():
        return 8
    if not form[0].isalnum():
        return 1
    if form.islower():
        return 2
    if form[0].isdigit():
        return 3
    if len(form) == 1:
        return 4
    if form.isupper():
        return 5
    if form[0].isupper() and form[1:].islower():
        return 6 if before[-1:] in '.?!\n“"' else 7
    return 9


def _quoted(words: Words, i: int) -> int:
    quote = words.in_quote[i]
    if quote is None:
        return 0
    if not quote.title:
        return 10
    return 11 if words.starts[i] <= quote.start else 13 if words.ends[i] >= quote.end else 12


@dataclass(frozen=True)
class Windows:
    """A text cut into windows of one length: pieces, looks, mask, and where each piece is at its most central."""

    ids: Numbers
    looks: Numbers
    mask: Numbers
    place: Numbers
    spans: tuple[tuple[int, int], ...]


def windows(found: Pieces) -> Windows:
    """Cut a text into windows that overlap."""
    size = len(found.ids)
    count = 1 if size <= _SIZE else math.ceil((size - _OVERLAP) / (_SIZE - _OVERLAP))
    length = math.ceil((size + (count - 1) * _OVERLAP) / count)
    starts = [round(k * (size - length) / max(1, count - 1)) for k in range(count)]
    ids = np.zeros((count, length + 2), np.int64)
    seen = np.zeros((count, length + 2, 3), np.int64)
    place, near = np.zeros(size, np.int64), np.full(size, -1, np.int64)
    for number, start in enumerate(starts):
        end = min(size, start + length)
        ids[number, : end - start + 2] = [_START, *found.ids[start:end], _STOP]
        if end > start:
            seen[number, 1 : end - start + 1] = found.looks[start:end]
        here = np.arange(start, end)
        depth = np.minimum(here - start + (start == 0) * size, end - 1 - here + (end == size) * size)
        better = depth > near[start:end]
        near[start:end] = np.where(better, depth, near[start:end])
        place[start:end] = np.where(better, number * (length + 2) + 1 + here - start, place[start:end])
    spans = tuple((start, min(size, start + length)) for start in starts)
    return Windows(ids, seen, (ids > 0).astype(np.int64), place, spans)


@dataclass
class Layout:
    """Which pieces a reading's names, dates and sentences are: a row each, and the marks that they give the pieces."""

    rows: list[tuple[int, int, int, int]] = field(
        default_factory=list
    )  # first, behind the first, last, behind the last
    marks: list[tuple[int, int, int, int]] = field(default_factory=list)  # first, behind the last, kind, thing
    row_of_item: dict[int, int] = field(default_factory=dict)
    row_of_sentence: dict[int, int] = field(default_factory=dict)
    rows_of_thing: dict[int, list[int]] = field(default_factory=lambda: defaultdict(list))


def lay_out(found: Reading, first: Sequence[int], last: Sequence[int]) -> Layout:
    """The layout of a reading; `first` and `last` say for each word where its pieces begin and end."""
    layout = Layout()
    for number, (a, b) in enumerate(found.words.sentences):
        layout.row_of_sentence[number] = len(layout.rows)
        layout.rows.append((first[a], last[b - 1], first[a], last[b - 1]))
        layout.marks.append((first[a], first[a] + 1, -1, -1))
    for i, item in enumerate(found.items):
        if item.thing is None:
            continue
        a, b = first[item.first], last[item.last - 1]
        kind = "Date" if item.thing < 0 else found.things[item.thing].kind
        layout.row_of_item[i] = len(layout.rows)
        layout.rows_of_thing[item.thing].append(len(layout.rows))
        layout.rows.append((a, min(a + 1, b), max(a, b - 1), b))
        layout.marks.append((a, b, KINDS.index(kind) * 2 + (item.how != "name"), item.thing))
    return layout


def marks(layout: Layout, seen: Windows, order: Sequence[int]) -> Numbers:
    """For each piece of each window: the sign of a name's kind, of its thing, of a sentence's start; 0 is none.

    `order` numbers the things from 0 up, so that training can shuffle them.
    """
    flat = np.zeros((max(1, len(seen.place)), 3), np.int64)
    for first, last, kind, thing in layout.marks:
        if kind < 0:
            flat[first:last, 2] = MARKS - 1
            continue
        flat[first:last, 0] = 1 + kind * 2 + 1
        flat[first : min(first + 1, last), 0] = 1 + kind * 2
        if thing >= 0:
            flat[first:last, 1] = 25 + order[thing] % ENTITIES
    found = np.zeros((*seen.ids.shape, 3), np.int64)
    for number, (start, end) in enumerate(seen.spans):
        if end > start:
            found[number, 1 : end - start + 1] = flat[start:end]
    return found


def shares(layout: Layout, place: Numbers, size: int) -> Floats:
    """The share of each piece in each row: of a name its first and last piece, of a sentence all pieces alike."""
    found = np.zeros((len(layout.rows), size), np.float32)
    for row, (a, b, c, d) in enumerate(layout.rows):
        if b > a:
            found[row, place[a:b]] += 0.5 / (b - a)
        if d > c:
            found[row, place[c:d]] += 0.5 / (d - c)
    return found


def means(layout: Layout, place: Numbers, flat: Floats) -> Floats:
    """What `shares` give of the vectors of all pieces, row by row."""
    found = np.zeros((len(layout.rows), flat.shape[-1]), np.float32)
    for row, (a, b, c, d) in enumerate(layout.rows):
        for first, last in ((a, b), (c, d)):
            if last > first:
                found[row] += 0.5 * flat[place[first:last]].mean(axis=0)
    return found


@dataclass(frozen=True)
class Sights:
    """Pairs by numbers: kind; rows of the two, of the sentence; rows of all their mentions; traits."""

    kinds: list[int]
    at: list[int]
    to: list[int]
    sentence: list[int]
    one: list[list[int]]
    other: list[list[int]]
    traits: list[list[int]]


def sights(found: Reading, layout: Layout, pairs: Sequence[Pair]) -> Sights:
    """Where the encoder looks for each pair."""
    items_of: dict[int, list[int]] = defaultdict(list)
    for i in layout.row_of_item:
        number = found.items[i].thing
        if number is not None:
            items_of[number].append(i)
    seen = [_sight(found, layout, items_of, pair) for pair in pairs]
    return Sights(*(list(column) for column in zip(*seen, strict=True))) if seen else Sights([], [], [], [], [], [], [])


_Sight = tuple[int, int, int, int, list[int], list[int], list[int]]


def _sight(found: Reading, layout: Layout, items_of: Mapping[int, Sequence[int]], pair: Pair) -> _Sight:
    sentence = layout.row_of_sentence[found.sentence(pair.at)]
    near = pair.to if pair.to is not None and pair.pair != "SW" else _nearest(items_of[pair.other], pair.at)
    at = sentence if pair.pair == "SW" else layout.row_of_item[pair.at]
    to = sentence if near is None else layout.row_of_item[near]
    one = [at] if pair.pair == "SW" else layout.rows_of_thing[pair.one]
    other = layout.rows_of_thing[pair.other] or [to]
    return _PAIR[pair.pair], at, to, sentence, one[:12], other[:12], list(_traits(found, items_of, pair, near))


def _nearest(places: Sequence[int], at: int) -> int | None:
    """The last mention up to a place, else the first one behind it."""
    return max((k for k in places if k <= at), default=min(places, default=None))


def _traits(found: Reading, items_of: Mapping[int, Sequence[int]], pair: Pair, near: int | None) -> Iterator[int]:
    why = next((f.split(":why=", 1)[1] for f in pair.features if ":why=" in f), "")
    yield from (k for k, reason in enumerate(_REASONS) if reason in why.split("+"))  # 0..4
    yield 5 + _HOWS.index(found.items[pair.at].how or "name")  # 5..8
    words = found.words
    yield 9 + (words.in_bracket[found.items[pair.at].first] is not None)  # 9, 10
    yield 11 + min(len(items_of[pair.other]), 5)  # 11..16
    if pair.one >= 0 and pair.pair != "SW":
        yield 17 + min(len(items_of[pair.one]), 5)  # 17..22
    yield 56 + ("Film", "Series", "Book").index(t) if (t := found.things[pair.other].type) in _TYPES else 59  # 56..59
    if near is None:
        yield 23
        return
    yield 24 + _HOWS.index(found.items[near].how or "name")  # 24..27
    yield 28 + (words.in_bracket[found.items[near].first] is not None)  # 28, 29
    gap = found.sentence(pair.at) - found.sentence(near)
    yield 30 + max(-3, min(gap, 5)) + 3  # 30..38
    steps = int(math.log2(abs(near - pair.at) + 1))
    yield 39 + min(steps, 6) + (7 if near > pair.at else 0)  # 39..52
    yield 53 + (found.paragraph(near) == found.paragraph(pair.at))  # 53, 54
    if words.in_quote[found.items[pair.at].first] is not None:
        yield 55


_TYPES = ("Film", "Series", "Book")
