"""What was believed of each claim from which day on, by the rule that decides today.

>>> from slategraph import Claim, Entity, Report, Source
>>> from slategraph.belief.rule import decide_all
>>> claim = Claim(Entity("Person", "Christian Bale"), "actsIn", Entity("Film", "Heat 2"))
>>> days = (("in-talks", "reported", "2025-12-29"), ("attached", "confirmed", "2026-02-26"))
>>> told = [Report(claim, Source(day, published=day), status, word) for status, word, day in days]
>>> [(state.day, state.status) for state in histories(decide_all(told))[claim.id]]
[('2025-12-29', 'in-talks'), ('2026-02-26', 'attached')]
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from slategraph.belief.order import day
from slategraph.belief.rule import TODAY, AsOf, Standing, by_claim, decide, supersede, together, without_reprints
from slategraph.model.dates import last_day
from slategraph.model.reports import Report


@dataclass(frozen=True, slots=True)
class State:
    """What was believed of a claim from a day on, until the next state.

    `in_force` is False once another value has replaced this one: a later stage, another release date.
    """

    day: str
    status: str
    certainty: str
    belief: float
    sources: int
    since: str
    in_force: bool = True

    @property
    def holds(self) -> bool:
        """Whether the claim belonged to what was believed: attached, not denied, not replaced."""
        return self.status == "attached" and self.certainty != "denied" and self.in_force


Told = Mapping[str, Sequence[Report]]


def histories(
    standings: Iterable[Standing], as_of: AsOf = TODAY, told: Told | None = None
) -> dict[str, tuple[State, ...]]:
    """The states of each claim, by its id, from the first report to the given standing, each from its day on.

    A day on which nothing changed begins no state. The values of a stage or a release date are decided together,
    as they are today. `as_of` is how the standings were decided, `told` all reports by the claims' ids, where some of
    them no longer count, since their source was retracted.
    """
    found: dict[str, tuple[State, ...]] = {}
    for some in together(standings).values():
        found.update(_states(some, as_of, told))
    return found


def _states(standings: Sequence[Standing], as_of: AsOf, told: Told | None) -> Iterator[tuple[str, tuple[State, ...]]]:
    reports = [r for s in standings for r in (s.reports if told is None else told[s.claim.id])]
    *earlier, last = _days(reports, as_of.on)
    steps: dict[str, list[State]] = {s.claim.id: [] for s in standings}
    # most claims have one day, and nothing to decide
    for on, decided in [*_decided(reports, earlier, as_of), (last, standings)]:
        for s in decided:
            _append(steps[s.claim.id], _state(s, on))
    return ((id_, tuple(states)) for id_, states in steps.items())


def day_by_day(reports: Iterable[Report], as_of: AsOf = TODAY) -> Iterator[tuple[str, list[Standing]]]:
    """The standings on each day on which a report begins to count, or no longer does."""
    listed = list(reports)
    return _decided(listed, _days(listed, as_of.on), as_of)


def _decided(reports: Sequence[Report], days: Iterable[str], as_of: AsOf) -> Iterator[tuple[str, list[Standing]]]:
    """The standings on some days.

    From one retraction to the next the reports that count on a day come first among those that count later, and so do
    those of them that are not reprints.
    """
    retractions, claims = sorted(_retractions(reports)), list(by_claim(reports, as_of))
    for _, span in groupby(days, key=lambda on: bisect_right(retractions, last_day(on))):
        listed = list(span)
        latest = replace(as_of, on=max(map(last_day, listed)))
        stories = {r.id for some in claims for r in without_reprints(list(filter(latest.counts, some)))}
        for on in listed:
            that_day = replace(as_of, on=on)
            yield on, supersede(s for some in claims if (s := decide(some, that_day, stories)))


def _days(reports: Sequence[Report], until: str | None) -> list[str]:
    """The days on which reports begin to count, or no longer do."""
    days = {day(report) for report in reports} | _retractions(reports)
    return sorted(on for on in days if until is None or on <= last_day(until))


def _retractions(reports: Iterable[Report]) -> set[str]:
    return {last_day(report.source.retracted) for report in reports if report.source.retracted}


def _append(states: list[State], state: State) -> None:
    if not states or _content(states[-1]) != _content(state):
        states.append(state)


def _content(state: State) -> tuple[object, ...]:
    return state.status, state.certainty, state.belief, state.sources, state.since, state.in_force


def _state(s: Standing, on: str) -> State:
    return State(on, s.status, s.certainty, s.belief, s.sources, s.since or "", s.superseded_by is None)


def values(states: Mapping[str, Sequence[State]]) -> list[tuple[str, str, State | None]]:
    """Which of several values was believed from which day on: the day, the value, and its state.

    `states` are those of a project's stages, or release dates, by value. Where none was believed any more, the value
    is empty and the state None.

        >>> one, other = State("2025-01-01", "attached", "reported", 0.8, 1, ""), State("2026-01-01", "", "", 0, 1, "")
        >>> [(day, value) for day, value, _ in values({"filming": [one, other]})]
        [('2025-01-01', 'filming'), ('2026-01-01', '')]
    """
    found: list[tuple[str, str, State | None]] = []
    for on in sorted({state.day for some in states.values() for state in some}):
        value, state = next(_held(states, on), ("", None))
        if (found[-1:] and found[-1][1:] == (value, state)) or not (found or state):
            continue
        found.append((on, value, state))
    return found


def _held(states: Mapping[str, Sequence[State]], on: str) -> Iterator[tuple[str, State]]:
    for value, some in states.items():
        known = [state for state in some if state.day <= on]
        if known and known[-1].holds:
            yield value, known[-1]
