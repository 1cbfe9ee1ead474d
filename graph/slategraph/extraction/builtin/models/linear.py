"""Linear models over features that are strings: the weights are data, made by `scripts/train`."""

import functools
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from importlib import resources
from typing import Any

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]
_MARK = "\x1f"


@dataclass(frozen=True)
class Linear:
    """A weight for each feature and label; `common` are the words that count as themselves in the features."""

    labels: tuple[str, ...]
    index: Mapping[str, int]
    weights: Floats
    common: frozenset[str] = frozenset()

    def scores(self, rows: Sequence[Iterable[str]]) -> Floats:
        """The score of each label for each row of features."""
        found = np.zeros((len(rows), len(self.labels)), np.float32)
        look = self.index.get
        for i, row in enumerate(rows):
            known = [k for k in map(look, row) if k is not None]
            if known:
                found[i] = self.weights.take(known, axis=0).sum(axis=0)
        return found

    def chances(self, rows: Sequence[Iterable[str]]) -> Floats:
        """The chance of each label by itself, between 0 and 1."""
        return sure(self.scores(rows))

    def shares(self, rows: Sequence[Iterable[str]]) -> Floats:
        """The chances of the labels where exactly one holds: they add up to 1."""
        scores = self.scores(rows)
        powers = np.exp(scores - scores.max(axis=1, keepdims=True, initial=-1e9))
        return np.asarray(powers / powers.sum(axis=1, keepdims=True), np.float32)


def sure(scores: Floats) -> Floats:
    """Scores as chances between 0 and 1."""
    return np.asarray(1 / (1 + np.exp(-np.clip(scores, -30, 30))), np.float32)


def packed(model: Linear, levels: int = 32000) -> dict[str, Any]:
    """A model as the arrays of its file: weights as whole numbers with one scale; 127 levels make a small file."""
    scale = float(np.abs(model.weights).max(initial=1e-6)) / levels
    names = sorted(model.index, key=lambda name: model.index[name])
    kept = [n for n in names if np.abs(model.weights[model.index[n]]).max() > scale / 2]
    return {
        "features": np.array(_MARK.join(kept)),
        "labels": np.array(_MARK.join(model.labels)),
        "weights": np.round(model.weights[[model.index[n] for n in kept]] / scale).astype(
            np.int16 if levels > 127 else np.int8
        ),
        "scale": np.float32(scale),
        "common": np.array(_MARK.join(sorted(model.common))),
    }


def unpacked(data: Any) -> Linear:
    """A model from the arrays of its file."""
    names = str(data["features"]).split(_MARK)
    return Linear(
        labels=tuple(str(data["labels"]).split(_MARK)),
        index={name: number for number, name in enumerate(names)},
        weights=data["weights"].astype(np.float32) * np.float32(data["scale"]),
        common=frozenset(str(data["common"]).split(_MARK)) if "common" in data else frozenset(),
    )


@functools.cache
def shipped_model(name: str) -> Linear:
    """A model that ships with the package."""
    with resources.files(__package__).joinpath(f"{name}.npz").open("rb") as file:
        return unpacked(np.load(file, allow_pickle=False))
