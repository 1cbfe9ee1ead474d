"""A text as the encoder reads it: word pieces with the features of their words, cut into windows of one length."""

import math
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from slategraph.extraction.builtin.names.gazetteer import trade
from slategraph.extraction.builtin.text.words import Words

Numbers = npt.NDArray[np.int64]

#: How many word features there are, shapes (1 to 9) and those below; 0 is none.
WORD_FEATURES = 18
#: A word in quoted speech; the first of a quoted title, with the inner ones and the last behind it; a known company's.
SPEECH, TITLE, _COMPANY = 10, 11, 16
_START, _STOP, _UNKNOWN, _PARAGRAPH = 101, 102, 100, 1
_SIZE, _OVERLAP = 500, 64


@dataclass(slots=True)
class Pieces:
    """A text as word pieces: their numbers and word features; for each word its first piece and the end of its last."""

    ids: list[int] = field(default_factory=list)
    features: list[tuple[int, int, int]] = field(default_factory=list)
    first: list[int] = field(default_factory=list)
    last: list[int] = field(default_factory=list)

    def add(self, ids: Sequence[int], features: tuple[int, int, int]) -> None:
        """Add a word."""
        self.first.append(len(self.ids))
        self.ids += ids
        self.features += [features] * len(ids)
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
    """A word in lower case without accents, punctuation split off."""
    plain = "".join(c for c in unicodedata.normalize("NFD", word.lower()) if unicodedata.category(c) != "Mn")
    spaced = "".join(f" {c} " if unicodedata.category(c)[0] == "P" or c in "$+<=>^`|~" else c for c in plain)
    return spaced.split()


def pieces(words: Words, tokens: Tokens) -> Pieces:
    """A text as word pieces."""
    found = Pieces()
    for form, features in zip(words.forms, word_features(words), strict=True):
        found.add(tokens.of(form), features)
    return found


def word_features(words: Words) -> Iterator[tuple[int, int, int]]:
    """For each word its shape, its place between quotation marks, and whether the trade knows it as a company."""
    known = [0] * len(words)
    for start, end, _ in trade().find(words.forms):
        known[start:end] = [_COMPANY] + [_COMPANY + 1] * (end - start - 1)
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
        return SPEECH
    return TITLE if words.starts[i] <= quote.start else TITLE + 2 if words.ends[i] >= quote.end else TITLE + 1


@dataclass(frozen=True)
class Windows:
    """A text cut into windows of one length; `place` is where each piece is at its most central."""

    ids: Numbers
    features: Numbers
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
    features = np.zeros((count, length + 2, 3), np.int64)
    place, near = np.zeros(size, np.int64), np.full(size, -1, np.int64)
    for number, start in enumerate(starts):
        end = min(size, start + length)
        ids[number, : end - start + 2] = [_START, *found.ids[start:end], _STOP]
        if end > start:
            features[number, 1 : end - start + 1] = found.features[start:end]
        here = np.arange(start, end)
        depth = np.minimum(here - start + (start == 0) * size, end - 1 - here + (end == size) * size)
        better = depth > near[start:end]
        near[start:end] = np.where(better, depth, near[start:end])
        place[start:end] = np.where(better, number * (length + 2) + 1 + here - start, place[start:end])
    spans = tuple((start, min(size, start + length)) for start in starts)
    return Windows(ids, features, (ids > 0).astype(np.int64), place, spans)
