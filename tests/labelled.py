"""The labelled pairs of `pairs.csv`: two entities, what the graph knows of both, and whether they are one.

`one_more` and `other_more` hold a fact beside the name: `aka` another name, an id in another catalogue, a year of
release. The halves are fixed: one is for choosing the threshold, the other for testing it.
"""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from slategraph.identity.likeness import Evidence, Likeness, likeness
from slategraph.model.claims import Entity


@dataclass(frozen=True)
class Pair:
    one: Entity
    other: Entity
    evidence: Evidence
    same: bool
    half: str
    kind: str

    @property
    def likeness(self) -> Likeness:
        return likeness(self.one, self.other, self.evidence)


def _entity(type_: str, name: str, more: str) -> tuple[Entity, frozenset[int]]:
    if more.isdigit():
        return Entity(type_, name), frozenset((int(more),))
    if more.startswith("aka "):
        return Entity(type_, name, (more.removeprefix("aka "),)), frozenset()
    return Entity(type_, name, (), (more,) if more else ()), frozenset()


def _pairs() -> Iterator[Pair]:
    with (Path(__file__).parent / "pairs.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            one, its = _entity(row["type"], row["one"], row["one_more"])
            other, others = _entity(row["other_type"], row["other"], row["other_more"])
            shared = tuple(part for part in row["shared"].split(";") if part)
            yield Pair(one, other, Evidence(shared, (its, others)), row["verdict"] == "same", row["half"], row["kind"])


PAIRS = tuple(_pairs())


def precision_and_recall(half: str, threshold: float) -> tuple[float, float]:
    """Of the pairs at or above a threshold how many are one; of those that are one how many reach it."""
    pairs = [pair for pair in PAIRS if pair.half == half]
    taken = [pair for pair in pairs if pair.likeness.score >= threshold]
    right = sum(pair.same for pair in taken)
    return right / max(len(taken), 1), right / sum(pair.same for pair in pairs)
