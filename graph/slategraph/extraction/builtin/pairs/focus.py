"""Which project a text is about at each point: the last one named outside brackets, the paragraph's, the article's."""

from collections import Counter
from collections.abc import Sequence

from slategraph.extraction.builtin.pairs.items import Reading


class Focus:
    """For each item of a reading, the works that a sentence there may speak of without naming them."""

    def __init__(self, found: Reading) -> None:
        works = [
            (i, item.entity)
            for i, item in enumerate(found.items)
            if item.entity is not None
            and item.entity >= 0
            and item.how == "name"
            and found.entities[item.entity].mention_type == "Work"
        ]
        self._found = found
        self._works = works
        self._main = self._most_named(works)
        self._last = self._track(works)

    def _aside(self, i: int) -> bool:
        """Whether a work stands in brackets, as a credit does."""
        return self._found.in_bracket(i) is not None

    def _most_named(self, works: Sequence[tuple[int, int]]) -> int | None:
        counts = Counter(number for i, number in works if not self._aside(i))
        if not counts:
            return works[0][1] if works else None
        first = {number: i for i, number in reversed(works)}
        return max(counts, key=lambda number: (counts[number] + (1 if first[number] < 60 else 0), -first[number]))

    def _track(self, works: Sequence[tuple[int, int]]) -> dict[int, tuple[int, int]]:
        """For each sentence that names a work outside brackets: the first and the last such work."""
        found: dict[int, tuple[int, int]] = {}
        for i, number in works:
            if not self._aside(i):
                sentence = self._found.sentence(i)
                found[sentence] = (found.get(sentence, (number, number))[0], number)
        return found

    def at(self, i: int) -> dict[int, set[str]]:
        """The works that item `i` may be about, each with the reasons: last, first, paragraph, main."""
        sentence, paragraph = self._found.sentence(i), self._found.paragraph(i)
        reasons: dict[int, set[str]] = {}
        before = [s for s in self._last if s < sentence]
        if before:
            first, last = self._last[max(before)]
            reasons.setdefault(last, set()).add("last")
            reasons.setdefault(first, set()).add("first")
        heads = [
            number
            for k, number in self._works
            if k < i and self._found.paragraph(k) == paragraph and not self._aside(k)
        ]
        if heads:
            reasons.setdefault(heads[0], set()).add("paragraph")
        if self._main is not None:
            reasons.setdefault(self._main, set()).add("main")
        return reasons
