"""Linear models over features that are strings; `scripts/train` makes their weights, which are data."""

import functools
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from importlib import resources
from typing import Any

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]
#: What separates the names of features, labels and words in a model's file.
SEPARATOR = "\x1f"


@dataclass(frozen=True)
class Linear:
    """A weight for each feature and label; `common` are the words that count as themselves in the features."""

    labels: tuple[str, ...]
    index: Mapping[str, int]
    weights: Floats
    common: frozenset[str] = frozenset()

    def scores(self, rows: Sequence[Iterable[str]]) -> Floats:
        """The score of each label for each row of features."""
        scores = np.zeros((len(rows), len(self.labels)), np.float32)
        look_up = self.index.get
        for i, row in enumerate(rows):
            known = [k for k in map(look_up, row) if k is not None]
            if known:
                scores[i] = self.weights.take(known, axis=0).sum(axis=0)
        return scores

    def probabilities(self, rows: Sequence[Iterable[str]]) -> Floats:
        """The probability of each label on its own (one model a label): the sigmoid of its score."""
        return sigmoid(self.scores(rows))

    def distribution(self, rows: Sequence[Iterable[str]]) -> Floats:
        """The probabilities of labels of which exactly one holds, which add up to 1: the softmax of the scores."""
        return softmax(self.scores(rows))


def sigmoid(scores: Floats) -> Floats:
    """Scores as independent probabilities."""
    return np.asarray(1 / (1 + np.exp(-np.clip(scores, -30, 30))), np.float32)


def softmax(scores: Floats) -> Floats:
    """Each row of scores as one probability distribution."""
    powers = np.exp(scores - scores.max(axis=1, keepdims=True, initial=-1e9))
    return np.asarray(powers / powers.sum(axis=1, keepdims=True), np.float32)


def unpacked(data: Any) -> Linear:
    """A model from the arrays of its file, as `scripts/training/packing.py` writes them."""
    names = str(data["features"]).split(SEPARATOR)
    return Linear(
        labels=tuple(str(data["labels"]).split(SEPARATOR)),
        index={name: number for number, name in enumerate(names)},
        weights=data["weights"].astype(np.float32) * np.float32(data["scale"]),
        common=frozenset(str(data["common"]).split(SEPARATOR)) if "common" in data else frozenset(),
    )


@functools.cache
def shipped_model(name: str) -> Linear:
    """A model that ships with the package."""
    with resources.files(__package__).joinpath(f"{name}.npz").open("rb") as file:
        return unpacked(np.load(file, allow_pickle=False))
