"""The encoder's inputs for names and pairs: the pieces of names, dates and sentences, and the positions of pairs."""

import math
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import IntEnum

import numpy as np

from slategraph.extraction.builtin.encoder.wordpieces import Numbers, Windows
from slategraph.extraction.builtin.models.linear import Floats
from slategraph.extraction.builtin.pairs.items import Reading
from slategraph.extraction.builtin.pairs.links import REASONS
from slategraph.extraction.builtin.pairs.pairs import Pair

#: The mention types, as the markers of names number them.
MENTION_TYPES = ("Person", "Company", "Work", "Character", "Place", "Date")
PAIR_KINDS = ("PW", "CW", "XW", "LW", "DW", "SW", "WW", "VV", "PX", "PC")
_PAIR_KIND = {kind: number for number, kind in enumerate(PAIR_KINDS)}
_HOWS = ("name", "pronoun", "description", "source")
_WORK_TYPES = ("Film", "Series", "Book")
#: How many entities of one text are distinguished.
ENTITIES = 48
#: Where the markers of entities begin, behind those of mention types; the last marks a sentence's start; 0 is none.
_ENTITY = 1 + 24
MARKERS = _ENTITY + ENTITIES + 1


class Trait(IntEnum):
    """Where the numbers of each group of traits of a pair begin, as the encoder was trained with them."""

    WHY = 0  # a place each for `REASONS`
    HOW = 5  # a place each for `_HOWS`
    IN_BRACKET = 9
    MENTIONS_OF_OTHER = 11  # 0 to 5
    MENTIONS_OF_ONE = 17
    UNNAMED = 23
    HOW_NEAR = 24
    NEAR_IN_BRACKET = 28
    SENTENCES_APART = 30  # -3 to 5
    ITEMS_APART = 39  # powers of two: seven before, seven behind
    ONE_PARAGRAPH = 53
    IN_QUOTE = 55
    WORK_TYPE = 56  # a place each for `_WORK_TYPES`, and one for the rest


TRAITS = Trait.WORK_TYPE + len(_WORK_TYPES) + 1


@dataclass
class Rows:
    """A row for each name, date and sentence, with its pieces, and the markers that these give the pieces."""

    rows: list[tuple[int, int, int, int]] = field(
        default_factory=list
    )  # first, behind the first, last, behind the last
    markers: list[tuple[int, int, int, int]] = field(default_factory=list)  # first, behind the last, type, entity
    of_item: dict[int, int] = field(default_factory=dict)
    of_sentence: dict[int, int] = field(default_factory=dict)
    of_entity: dict[int, list[int]] = field(default_factory=lambda: defaultdict(list))


def rows_of(found: Reading, first: Sequence[int], last: Sequence[int]) -> Rows:
    """The rows of a reading; `first` and `last` say for each word where its pieces begin and end."""
    rows = Rows()
    for number, (a, b) in enumerate(found.words.sentences):
        rows.of_sentence[number] = len(rows.rows)
        rows.rows.append((first[a], last[b - 1], first[a], last[b - 1]))
        rows.markers.append((first[a], first[a] + 1, -1, -1))
    for i, item in enumerate(found.items):
        if item.entity is None:
            continue
        a, b = first[item.first], last[item.last - 1]
        entity = found.entity(i)
        type_ = entity.mention_type if entity else "Date"
        rows.of_item[i] = len(rows.rows)
        rows.of_entity[item.entity].append(len(rows.rows))
        rows.rows.append((a, min(a + 1, b), max(a, b - 1), b))
        rows.markers.append((a, b, MENTION_TYPES.index(type_) * 2 + (item.how != "name"), item.entity))
    return rows


def entity_markers(rows: Rows, windows: Windows, order: Sequence[int]) -> Numbers:
    """For each piece of each window: the marker of a mention type, of an entity, of a sentence's start; 0 is none.

    `order` numbers the entities from 0 up, so that training can shuffle them.
    """
    flat = np.zeros((max(1, len(windows.place)), 3), np.int64)
    for first, last, type_, entity in rows.markers:
        if type_ < 0:
            flat[first:last, 2] = MARKERS - 1
            continue
        flat[first:last, 0] = 1 + type_ * 2 + 1
        flat[first : min(first + 1, last), 0] = 1 + type_ * 2
        if entity >= 0:
            flat[first:last, 1] = _ENTITY + order[entity] % ENTITIES
    found = np.zeros((*windows.ids.shape, 3), np.int64)
    for number, (start, end) in enumerate(windows.spans):
        if end > start:
            found[number, 1 : end - start + 1] = flat[start:end]
    return found


def means(rows: Rows, place: Numbers, flat: Floats) -> Floats:
    """The mean vector of each row: of a name's first and last piece, of all pieces of a sentence."""
    found = np.zeros((len(rows.rows), flat.shape[-1]), np.float32)
    for row, (a, b, c, d) in enumerate(rows.rows):
        for first, last in ((a, b), (c, d)):
            if last > first:
                found[row] += 0.5 * flat[place[first:last]].mean(axis=0)
    return found


@dataclass(frozen=True)
class PairInputs:
    """Pairs by numbers: kind; rows of the two, of the sentence; rows of all their mentions; traits."""

    kinds: list[int]
    at: list[int]
    to: list[int]
    sentence: list[int]
    one: list[list[int]]
    other: list[list[int]]
    traits: list[list[int]]


def pair_inputs(found: Reading, rows: Rows, pairs: Sequence[Pair]) -> PairInputs:
    """Where the encoder looks for each pair."""
    items_of: dict[int, list[int]] = defaultdict(list)
    for i in rows.of_item:
        number = found.items[i].entity
        if number is not None:
            items_of[number].append(i)
    columns = zip(*(_pair_input(found, rows, items_of, pair) for pair in pairs), strict=True)
    return PairInputs(*(list(column) for column in columns)) if pairs else PairInputs([], [], [], [], [], [], [])


_PairInput = tuple[int, int, int, int, list[int], list[int], list[int]]


def _pair_input(found: Reading, rows: Rows, items_of: Mapping[int, Sequence[int]], pair: Pair) -> _PairInput:
    sentence = rows.of_sentence[found.sentence(pair.at)]
    near = pair.to if pair.to is not None and pair.kind != "SW" else _nearest(items_of[pair.other], pair.at)
    at = sentence if pair.kind == "SW" else rows.of_item[pair.at]
    to = sentence if near is None else rows.of_item[near]
    one = [at] if pair.kind == "SW" else rows.of_entity[pair.one]
    other = rows.of_entity[pair.other] or [to]
    return _PAIR_KIND[pair.kind], at, to, sentence, one[:12], other[:12], list(_traits(found, items_of, pair, near))


def _nearest(places: Sequence[int], at: int) -> int | None:
    """The last mention up to a place, else the first one behind it."""
    return max((k for k in places if k <= at), default=min(places, default=None))


def _traits(found: Reading, items_of: Mapping[int, Sequence[int]], pair: Pair, near: int | None) -> Iterator[int]:
    why = pair.link.why.reasons if pair.link else frozenset[str]()
    yield from (Trait.WHY + k for k, reason in enumerate(REASONS) if reason in why)
    yield Trait.HOW + _HOWS.index(found.items[pair.at].how or "name")
    yield Trait.IN_BRACKET + (found.in_bracket(pair.at) is not None)
    yield Trait.MENTIONS_OF_OTHER + min(len(items_of[pair.other]), 5)
    if pair.one >= 0 and pair.kind != "SW":
        yield Trait.MENTIONS_OF_ONE + min(len(items_of[pair.one]), 5)
    type_ = found.entities[pair.other].type
    yield Trait.WORK_TYPE + (_WORK_TYPES.index(type_) if type_ in _WORK_TYPES else len(_WORK_TYPES))
    if near is None:
        yield Trait.UNNAMED
        return
    yield Trait.HOW_NEAR + _HOWS.index(found.items[near].how or "name")
    yield Trait.NEAR_IN_BRACKET + (found.in_bracket(near) is not None)
    yield Trait.SENTENCES_APART + 3 + max(-3, min(found.sentence(pair.at) - found.sentence(near), 5))
    steps = int(math.log2(abs(near - pair.at) + 1))
    yield Trait.ITEMS_APART + min(steps, 6) + (7 if near > pair.at else 0)
    yield Trait.ONE_PARAGRAPH + (found.paragraph(near) == found.paragraph(pair.at))
    if found.words.in_quote[found.items[pair.at].first] is not None:
        yield Trait.IN_QUOTE
