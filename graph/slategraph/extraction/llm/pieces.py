"""Long articles in overlapping pieces, cut between sentences."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

_BREAK = re.compile(r"\n\s*\n|(?<=[.!?])[\"'”’)\]]*\s+")
_WORD = re.compile(r"\S+")
_OVERLAP = 8  # a piece repeats an eighth of the one before
_LEAST = 40  # words of a piece that is not halved any more
_OPENING = 80

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of an article: its offsets, its number of how many, and how the article opens where that lies behind."""

    start: int
    end: int
    number: int = 1
    of: int = 1
    opening: Span | None = None


def cut(text: str, words: int) -> list[Piece]:
    """The pieces of a text, each of at most that many words, each repeating the end of the one before.

    >>> story = "One two. Three four. Five six."
    >>> [story[piece.start : piece.end] for piece in cut(story, 4)]
    ['One two. Three four. ', 'Five six.']
    """
    return _pieces(text, _spans(text, 0, len(text), words))


def halves(text: str, piece: Piece) -> list[Piece]:
    """A piece as two or three smaller ones; none where it is too short for that."""
    count = _count(text, piece.start, piece.end)
    smaller = -(-count * 5 // 8)  # with what is repeated a little more than the half
    return _pieces(text, _spans(text, piece.start, piece.end, smaller)) if count >= 2 * _LEAST else []


def _pieces(text: str, spans: Sequence[Span]) -> list[Piece]:
    opening = _spans(text, 0, len(text), _OPENING)[0]
    return [
        Piece(start, end, number, len(spans), opening if start >= opening[1] else None)
        for number, (start, end) in enumerate(spans, 1)
    ]


def _spans(text: str, start: int, end: int, words: int) -> list[Span]:
    """Sentences joined into spans of at most that many words, each beginning with the last ones of the span before."""
    repeated = words // _OVERLAP
    units = _units(text, start, end, words - repeated)
    counts = [_count(text, *unit) for unit in units]
    spans: list[Span] = []
    first = last = 0
    while last < len(units):
        last = _reach(counts, first, words)
        spans.append((units[first][0], units[last - 1][1]))
        first = _back(counts, first, last, repeated)
    return spans


def _reach(counts: Sequence[int], first: int, words: int) -> int:
    last, held = first + 1, counts[first]
    while last < len(counts) and held + counts[last] <= words:
        held += counts[last]
        last += 1
    return last


def _back(counts: Sequence[int], first: int, last: int, words: int) -> int:
    held = 0
    while last - 1 > first and held + counts[last - 1] <= words:
        last -= 1
        held += counts[last]
    return last


def _units(text: str, start: int, end: int, words: int) -> list[Span]:
    """Sentences, and of those that are longer than that many words their parts."""
    cuts = [start, *(m.end() for m in _BREAK.finditer(text, start, end)), end]
    return [part for a, b in pairwise(cuts) if a < b for part in _parts(text, a, b, words)]


def _parts(text: str, start: int, end: int, words: int) -> list[Span]:
    starts = [m.start() for m in _WORD.finditer(text, start, end)][::words]
    return list(pairwise([start, *starts[1:], end]))


def _count(text: str, start: int, end: int) -> int:
    return sum(1 for _ in _WORD.finditer(text, start, end))
