"""Reprints: which reports on a claim only pass on what another publisher had said.

Two reports of different publishers tell one story when one relays the other's publisher, when their articles have
nearly the same text, or when they have the same quotation: see `docs/standing.md`.
"""

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from math import ceil

from slategraph.model.dates import day_number
from slategraph.model.outlets import outlet_id, publisher_of
from slategraph.model.reports import Report
from slategraph.model.signatures import AGREEING, runs, words

Day = Callable[[Report], str]

#: Days after a story within which another publisher may be relaying it; one that does so later relays a newer story.
RELAYED_FOR = 93
# Which share of its runs of three words the shorter of two quotations has in the other when they are the same one.
_SAME = 0.6
# How many words a quotation needs besides the claim's own names, so that it is not said alike by chance: speech, prose.
_SPOKEN, _WRITTEN = 6, 10
_SPEECH = re.compile(r"“([^“”]+)”|\"([^\"]+)\"|«([^«»]+)»")

#: A quotation for comparing: its runs of three words.
Passage = frozenset[str]


def originals(reports: Sequence[Report], day: Day) -> list[Report]:
    """Of reports on one claim, in the order in which they take precedence, those that tell a story of their own.

    A report is left out when one before it, by another publisher, tells the same story. `day` returns the day
    from which a report counts.
    """
    if len(reports) < 2 or len({publisher_of(report.source) for report in reports}) < 2:
        return list(reports)
    alike = (_Relayed(day), _Copied(), _Quoted(reports))
    kept = []
    for report in reports:
        if not any(_apart(report, other) for kind in alike for other in kind.like(report)):
            kept.append(report)
        for kind in alike:
            kind.add(report)
    return kept


def _apart(one: Report, other: Report) -> bool:
    """Whether two reports come from two pages of two publishers: no publisher reprints itself."""
    return one.source.id != other.source.id and publisher_of(one.source) != publisher_of(other.source)


class _Relayed:
    """Reports by the publishers that they name: stories, and those that say soon after whose story it is."""

    def __init__(self, day: Day) -> None:
        self._day = day
        self._stories, self._relays = _Dated(), _Dated()

    def add(self, report: Report) -> None:
        number = day_number(self._day(report))
        for outlet in {publisher_of(report.source), *_relays(report)}:
            self._stories.add(outlet, number, report)
        for outlet in _relays(report):
            self._relays.add(outlet, number, report)

    def like(self, report: Report) -> Iterator[Report]:
        number = day_number(self._day(report))
        for outlet in _relays(report):
            yield from self._stories.between(outlet, number - RELAYED_FOR, number)
        for outlet in {publisher_of(report.source), *_relays(report)}:
            yield from self._relays.between(outlet, number, number + RELAYED_FOR)


class _Dated:
    """Reports by a publisher, in the order of their days."""

    def __init__(self) -> None:
        self._days: dict[str, list[int]] = {}
        self._reports: dict[str, list[Report]] = {}

    def add(self, outlet: str, day: int, report: Report) -> None:
        place = bisect_right(self._days.setdefault(outlet, []), day)
        self._days[outlet].insert(place, day)
        self._reports.setdefault(outlet, []).insert(place, report)

    def between(self, outlet: str, first: int, last: int) -> Iterator[Report]:
        days = self._days.get(outlet, [])
        found = range(bisect_left(days, first), bisect_right(days, last))
        return (self._reports[outlet][place] for place in found)


def _relays(report: Report) -> tuple[str, ...]:
    return (outlet_id(report.source.relays),) if report.source.relays else ()


class _Copied:
    """Reports by the signatures of their articles' texts."""

    def __init__(self) -> None:
        self._signed: dict[str, list[Report]] = {}

    def add(self, report: Report) -> None:
        if report.source.signature:
            self._signed.setdefault(report.source.signature, []).append(report)

    def like(self, report: Report) -> Iterator[Report]:
        if own := report.source.signature:
            from rapidfuzz import process  # takes a while to load, which a store without signatures need not pay
            from rapidfuzz.distance import Hamming

            yield from self._signed.get(own, ())
            near = process.extract_iter(own, self._signed.keys(), scorer=Hamming.similarity, score_cutoff=AGREEING)
            yield from (other for signature, _, _ in near for other in self._signed[signature])


class _Quoted:
    """Reports by what they quote; which quotations are the same is worked out beforehand."""

    def __init__(self, reports: Sequence[Report]) -> None:
        self._passages = {report.id: _passages(report) for report in reports}
        self._same = _same({passage for passages in self._passages.values() for passage in passages})
        self._quoting: dict[Passage, list[Report]] = {}

    def add(self, report: Report) -> None:
        for passage in self._passages[report.id]:
            self._quoting.setdefault(passage, []).append(report)

    def like(self, report: Report) -> Iterator[Report]:
        for passage in self._passages[report.id]:
            for same in self._same[passage]:
                yield from self._quoting.get(same, ())


def _same(passages: set[Passage]) -> dict[Passage, list[Passage]]:
    """For each quotation those that are the same: all but a few words of the shorter one are in the longer."""
    count = Counter(run for passage in passages for run in passage)
    found = {passage: [passage] for passage in passages}
    shorter: dict[str, list[Passage]] = {}
    for passage in sorted(passages, key=len):
        for other in {other for run in passage for other in shorter.get(run, ())}:
            if len(passage & other) >= _SAME * len(other):
                found[passage].append(other)
                found[other].append(passage)
        rarest = sorted(passage, key=count.__getitem__)
        for run in rarest[: len(passage) - ceil(_SAME * len(passage)) + 1]:  # one of these is in every longer one
            shorter.setdefault(run, []).append(passage)
    return found


def _passages(report: Report) -> tuple[Passage, ...]:
    return _quoted(report.quotation, tuple(sorted({e.name for e in report.claim.entities}))) if report.quotation else ()


@lru_cache(maxsize=20_000)
def _quoted(quotation: str, names: tuple[str, ...]) -> tuple[Passage, ...]:
    """What can be recognised of a quotation: the whole of it, and each stretch of direct speech in it."""
    own = {word for name in names for word in words(name)}
    spoken = (stretch for found in _SPEECH.finditer(quotation) if not _is_title(stretch := "".join(found.groups(""))))
    measured = [(words(quotation), _WRITTEN), *((words(stretch), _SPOKEN) for stretch in spoken)]
    telling = ([word for word in listed if word not in own] for listed, _ in measured)
    return tuple(
        frozenset(runs(left)) for left, (_, least) in zip(telling, measured, strict=True) if len(left) >= least
    )


def _is_title(stretch: str) -> bool:
    """Whether words between quotation marks are a title rather than speech: most begin with a capital."""
    parts = stretch.split()
    return 2 * sum(part[:1].isupper() for part in parts) > len(parts)
