"""The tagger that finds names: a linear chain over the features of each word, decoded by Viterbi.

Its weights are data (`mentions.npz`), made by `scripts/train` from the annotated training articles.
"""

import functools
from dataclasses import dataclass
from importlib import resources
from typing import Any

import numpy as np

from slategraph.extraction.builtin.models.linear import Floats, Linear, packed, unpacked
from slategraph.extraction.builtin.names.features import features
from slategraph.extraction.builtin.text.words import Words

#: How much the encoder's word counts beside the tagger's own.
SHARE = 16.0


@dataclass(frozen=True)
class Tagger:
    """Weights of features, and of steps from one tag to the next."""

    model: Linear
    steps: Floats

    def tag(self, words: Words) -> list[str]:
        """The best tag of each word, without the encoder."""
        return self.decoded(words, self.scores(words))

    def scores(self, words: Words) -> Floats:
        """The score of each tag for each word."""
        return self.model.scores(features(words, self.model.common))

    def decoded(self, words: Words, scores: Floats, more: Floats | None = None) -> list[str]:
        """The best tag of each word; `more` are the encoder's logarithms of the chances, one row a word."""
        if more is not None:
            scores = scores + np.float32(SHARE) * more
        found: list[str] = []
        for first, last in words.sentences:
            found += [self.model.labels[k] for k in viterbi(scores[first:last], self.steps)]
        return found


def viterbi(scores: Floats, steps: Floats) -> list[int]:
    """The best path through the scores."""
    if not len(scores):
        return []
    best = scores[0]
    back = []
    columns = np.arange(scores.shape[1])
    for row in scores[1:]:
        table = best[:, None] + steps
        choice = table.argmax(axis=0)
        back.append(choice)
        best = table[choice, columns] + row
    path = [int(best.argmax())]
    for choice in reversed(back):
        path.append(int(choice[path[-1]]))
    return path[::-1]


@functools.cache
def tagger() -> Tagger:
    """The tagger that ships with the package."""
    with resources.files("slategraph.extraction.builtin.models").joinpath("mentions.npz").open("rb") as file:
        data = np.load(file, allow_pickle=False)
        return Tagger(unpacked(data), data["steps"].astype(np.float32))


def packed_tagger(tagger: Tagger) -> dict[str, Any]:
    """A tagger as the arrays of its file."""
    return packed(tagger.model) | {"steps": tagger.steps}
