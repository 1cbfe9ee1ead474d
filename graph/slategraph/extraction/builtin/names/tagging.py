"""The tagger that finds names: a linear chain over the features of each word, decoded by Viterbi.

Its weights are data (`mentions.npz`), made by `scripts/train` from the annotated training articles.
"""

import functools
from dataclasses import dataclass
from importlib import resources

import numpy as np

from slategraph.extraction.builtin.models.linear import Floats, Linear, unpacked
from slategraph.extraction.builtin.names.features import features
from slategraph.extraction.builtin.text.words import Words

#: The weight of the encoder's log-probabilities beside the tagger's own scores.
SHARE = 16.0


@dataclass(frozen=True)
class Tagger:
    """Weights of features, and transition scores from one tag to the next."""

    model: Linear
    transitions: Floats

    def tag(self, words: Words) -> list[str]:
        """The best tag of each word, without the encoder."""
        return self.decoded(words, self.scores(words))

    def scores(self, words: Words) -> Floats:
        """The score of each tag for each word."""
        return self.model.scores(features(words, self.model.common))

    def decoded(self, words: Words, scores: Floats, log_probs: Floats | None = None) -> list[str]:
        """The best tag of each word; `log_probs` are the encoder's log-probabilities of the tags, one row a word."""
        if log_probs is not None:
            scores = scores + np.float32(SHARE) * log_probs
        tags: list[str] = []
        for first, last in words.sentences:
            tags += [self.model.labels[k] for k in viterbi(scores[first:last], self.transitions)]
        return tags


def viterbi(scores: Floats, transitions: Floats) -> list[int]:
    """The best path through the scores."""
    if not len(scores):
        return []
    best = scores[0]
    back = []
    columns = np.arange(scores.shape[1])
    for row in scores[1:]:
        table = best[:, None] + transitions
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
