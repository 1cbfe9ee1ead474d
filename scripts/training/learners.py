"""The learners behind the built-in extractor: an averaged structured perceptron, and linear models by AdaGrad."""

import random
from collections import Counter
from collections.abc import Sequence

import numpy as np

from slategraph.extraction.builtin.models.linear import Linear
from slategraph.extraction.builtin.names.features import features
from slategraph.extraction.builtin.names.tagging import Tagger, viterbi
from slategraph.extraction.builtin.text.words import Words

MENTION_TYPES = ("Person", "Company", "Work", "Character", "Place")
TAGS = ("O", *(f"{place}-{kind}" for kind in MENTION_TYPES for place in "BI"))


def common_words(texts: Sequence[Words], least: int) -> frozenset[str]:
    """Words written small in at least so many texts: these count as themselves, others by their look."""
    counts: Counter[str] = Counter()
    for words in texts:
        counts.update({low for form, low in zip(words.forms, words.lower, strict=True) if form == low})
    return frozenset(word for word, count in counts.items() if count >= least)


def _legal() -> np.ndarray:
    steps = np.zeros((len(TAGS), len(TAGS)), np.float32)
    for i, before in enumerate(TAGS):
        for j, after in enumerate(TAGS):
            if after.startswith("I-") and before[2:] != after[2:]:
                steps[i, j] = -1e4
    return steps


def tagger(texts: Sequence[Words], tags: Sequence[Sequence[str]], epochs: int = 8, least: int = 3) -> Tagger:
    """A name tagger from texts and the right tag of each word."""
    common = common_words(texts, 4)
    rows, gold = [], []
    for words, right in zip(texts, tags, strict=True):
        found = features(words, common)
        numbers = [TAGS.index(tag) for tag in right]
        for first, last in words.sentences:
            rows.append(found[first:last])
            gold.append(numbers[first:last])
    counts = Counter(f for row in rows for word in row for f in word)
    index = {name: number for number, name in enumerate(sorted(n for n, c in counts.items() if c >= least))}
    known = [[np.array([index[f] for f in word if f in index]) for word in row] for row in rows]
    weights = np.zeros((len(index), len(TAGS)), np.float32)
    total = np.zeros_like(weights)
    steps, steps_total = _legal(), np.zeros((len(TAGS), len(TAGS)), np.float32)
    order, chance, count = list(range(len(known))), random.Random(0), 1
    for _ in range(epochs):
        chance.shuffle(order)
        for number in order:
            row, right_path = known[number], gold[number]
            path = viterbi(np.stack([weights[word].sum(axis=0) for word in row]), steps)
            for i, word in enumerate(row):
                good, guess = right_path[i], path[i]
                if guess != good:
                    for table, size in ((weights, 1), (total, count)):
                        table[word, good] += size
                        table[word, guess] -= size
                if i and (guess != good or path[i - 1] != right_path[i - 1]):
                    for table, size in ((steps, 1), (steps_total, count)):
                        table[right_path[i - 1], good] += size
                        table[path[i - 1], guess] -= size
            count += 1
    return Tagger(Linear(TAGS, index, weights - total / count, common), steps - steps_total / count)


def linear(
    rows: Sequence[Sequence[str]],
    right: np.ndarray,
    labels: Sequence[str],
    *,
    rate: float,
    epochs: int,
    shrink: float = 1e-5,
    least: int = 3,
    one: bool = False,
) -> Linear:
    """A linear model; `right` is 1, 0, or nan where nothing is known, and with `one` exactly one label holds."""
    counts: Counter[str] = Counter()
    for row in rows:
        counts.update(set(row))
    index = {name: number for number, name in enumerate(sorted(n for n, c in counts.items() if c >= least))}
    known = [np.array(sorted({index[f] for f in row if f in index}), dtype=np.int64) for row in rows]
    weights = np.zeros((len(index), len(labels)), np.float32)
    squares = np.full_like(weights, 1e-2)
    told, wanted = ~np.isnan(right), np.nan_to_num(right).astype(np.float32)
    order, chance = list(range(len(known))), random.Random(0)
    for _ in range(epochs):
        chance.shuffle(order)
        for number in order:
            row = known[number]
            if not len(row):
                continue
            scores = weights[row].sum(axis=0)
            if one:
                powers = np.exp(scores - scores.max())
                guess = powers / powers.sum()
            else:
                guess = 1 / (1 + np.exp(-np.clip(scores, -30, 30)))
            slope = (guess - wanted[number]) * told[number]
            if np.abs(slope).max() < 0.005:
                continue
            squares[row] += slope * slope
            weights[row] -= rate * (slope[None, :] + shrink * weights[row]) / np.sqrt(squares[row])
    return Linear(tuple(labels), index, weights)
