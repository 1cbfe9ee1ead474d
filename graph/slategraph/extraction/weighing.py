"""The last word: a claim's chance by what the linear models and the encoder say of it and of its rivals."""

import functools
import json
import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from importlib import resources

from slategraph.extraction.encoder import Seen
from slategraph.extraction.pairs import Pair
from slategraph.extraction.relations import Found

_MOST = 8.0
Key = tuple[int, str, int | str]


@dataclass(frozen=True)
class Weights:
    """How much each word counts; `rivals` are for those of the same subject and predicate, of the same two things, and
    of the same predicate and object."""

    chance: float
    encoder: float
    start: float
    rivals: tuple[float, float, float]
    predicates: Mapping[str, float]


@functools.cache
def shipped_weights() -> Weights:
    """The weights that ship with the package."""
    data = json.loads(resources.files(__package__).joinpath("weighing.json").read_text("utf-8"))
    return Weights(**{**data, "rivals": tuple(data["rivals"])})


def scores(places: Iterable[Found], every: Sequence[Pair], seen: Seen) -> dict[Key, float]:
    """The best score that the encoder gives each claim, over all places that speak for it."""
    numbers = {id(pair): number for number, pair in enumerate(every)}
    columns = {label: column for column, label in enumerate(seen.labels)}
    found: dict[Key, float] = {}
    for claim in places:
        label = f"stage:{claim.object}" if claim.predicate == "stage" else claim.predicate
        score = float(seen.scores[numbers[id(claim.pair)], columns[label]])
        found[claim.key] = max(found.get(claim.key, -math.inf), score)
    return {key: max(-_MOST, min(score, _MOST)) for key, score in found.items()}


def weighed(claims: Sequence[Found], by_encoder: Mapping[Key, float], weights: Weights) -> list[Found]:
    """The claims with their chance weighed anew; `by_encoder` is what `scores` gives."""
    groups: dict[tuple[object, ...], list[float]] = defaultdict(list)
    for claim in claims:
        for group in _groups(claim.key):
            groups[group].append(by_encoder[claim.key])
    for values in groups.values():
        values.sort(reverse=True)
    return [replace(claim, chance=_chance(claim, by_encoder[claim.key], groups, weights)) for claim in claims]


def _groups(key: Key) -> list[tuple[object, ...]]:
    subject, predicate, target = key
    return [(0, subject, predicate), (1, subject, target), (2, predicate, target)]


def _chance(
    claim: Found, score: float, groups: Mapping[tuple[object, ...], Sequence[float]], weights: Weights
) -> float:
    chance = min(max(claim.chance, 1e-4), 1 - 1e-4)
    total = weights.start + weights.predicates.get(claim.predicate, 0.0)
    total += weights.chance * math.log(chance / (1 - chance)) + weights.encoder * score
    for weight, group in zip(weights.rivals, _groups(claim.key), strict=True):
        values = groups[group]
        rival = -_MOST if len(values) < 2 else values[1] if score == values[0] else values[0]
        total += weight * max(-6.0, min(score - rival, 6.0))
    return 1 / (1 + math.exp(-total))
