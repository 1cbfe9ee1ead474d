"""What tells two names apart: each difference with its weight and its words.

A score is the product of the weights: 1 where nothing differs, 0.88 for a nickname, near 0 for Rocky II and Rocky III.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from math import prod


@dataclass(frozen=True, slots=True)
class Difference:
    """One way in which two names differ: how much of the likeness it leaves, from 0 to 1, and what it is.

    One that `parts` them needs no other: then the names speak of two.
    """

    weight: float
    words: str
    parts: bool = False


@dataclass(frozen=True, slots=True)
class Likeness:
    """How alike two entities are, from 0 to 1, and one sentence that says why.

    With `settled` the names don't count any more: an id in another catalogue, a type or a year has decided.
    """

    score: float
    why: str
    settled: bool = False


def weighed(differences: Iterable[Difference]) -> Likeness:
    """The likeness that some differences leave.

    >>> weighed([Difference(0.88, "the nickname Leo, which stands for Leonardo")]).why
    'The names are the same but for the nickname Leo, which stands for Leonardo.'
    """
    listed = list(differences)
    if not listed:
        return Likeness(1.0, "The names are the same.")
    score = round(prod(d.weight for d in listed), 4)
    parting = [d.words for d in listed if d.parts]
    if parting:
        return Likeness(score, f"The names are not the same: {together(parting)}.")
    return Likeness(score, f"The names are the same but for {together(d.words for d in listed)}.")


def together(parts: Iterable[str]) -> str:
    """Several phrases as one: a, b and c."""
    *front, last = parts
    return f"{', '.join(front)} and {last}" if front else last
