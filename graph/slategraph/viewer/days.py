"""What was believed on past days, as the page reads it: the days, and for each edge and project what began on them."""

import json
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

Row = Mapping[str, Any]
Place = Callable[[Any], int]

_DAY = re.compile(r"\d{4}-\d\d-\d\d")


def listed(value: object) -> Sequence[Any]:
    """A list, or the one that a JSON text holds; nothing of anything else."""
    if isinstance(value, str):
        try:
            value = json.loads(value or "[]")
        except ValueError:
            return []
    return value if isinstance(value, Sequence) and not isinstance(value, str) else []


def steps(value: object, keys: Sequence[str]) -> list[list[Any]]:
    """A history as rows of `keys`, in the order of days: dictionaries or lists, also as JSON text.

    Whatever does not begin with a day, or has another length, is left out.

    >>> steps('[["2026-01-02", "b"], {"day": "2026-01-01", "status": "a"}, ["soon", "c"], 7]', ("day", "status"))
    [['2026-01-01', 'a'], ['2026-01-02', 'b']]
    """
    found = ([step.get(key) for key in keys] if isinstance(step, Mapping) else step for step in listed(value))
    kept = [list(step) for step in found if isinstance(step, Sequence) and len(step) == len(keys) and _is_day(step[0])]
    return sorted(kept, key=lambda step: str(step[0])) if len(kept) > 1 else kept


def _is_day(value: object) -> bool:
    return isinstance(value, str) and _DAY.fullmatch(value) is not None


def days(rows: Iterable[Row]) -> list[str]:
    """The days on which anything changed, in their order."""
    return sorted({step[0] for row in rows for step in row.get("history", ())})


def edge_columns(edges: Sequence[Row], day: Mapping[str, int], places: tuple[Place, Place, Place]) -> dict[str, Any]:
    """For each edge the day from which it is there (-1: always), and for those that changed their earlier states.

    `past` has for such an edge the earlier states one after another, each as day, status, certainty, belief, sources
    and since, and then the day from which it is as it is now. `places` number a status, a certainty and a date.
    """
    status, certainty, date = places
    histories = [edge.get("history", ()) for edge in edges]
    past: dict[int, list[Any]] = {}
    for place, states in enumerate(histories):
        if len(states) > 1:
            past[place] = [
                number
                for on, status_name, certainty_name, belief, sources, since in states[:-1]
                for number in (day[on], status(status_name), certainty(certainty_name), belief, sources, date(since))
            ] + [day[states[-1][0]]]
    return {"born": [day[states[0][0]] if states else -1 for states in histories] if day else [], "past": past}


def node_column(
    nodes: Sequence[Row], day: Mapping[str, int], certainty: Place, shown: Callable[[str], str]
) -> dict[int, Any]:
    """For each project what became of its stage and its release date: day, predicate, value, certainty."""
    return {
        place: [[day[on], name, shown(value), certainty(sure)] for on, name, value, sure in node["history"]]
        for place, node in enumerate(nodes)
        if node.get("history")
    }
