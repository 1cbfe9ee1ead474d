"""The encoder: a small language model that tags the words of an article once, then scores the pairs of its names."""

import functools
import io
import multiprocessing
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib import resources
from importlib.resources.abc import Traversable
from typing import Any

import numpy as np
import onnxruntime
from threadpoolctl import ThreadpoolController

from slategraph.extraction.builtin.encoder.encoding import (
    TRAITS,
    PairInputs,
    entity_markers,
    means,
    pair_inputs,
    rows_of,
)
from slategraph.extraction.builtin.encoder.wordpieces import Pieces, Tokens, Windows, pieces, windows
from slategraph.extraction.builtin.models.linear import SEPARATOR, Floats
from slategraph.extraction.builtin.pairs.items import Reading
from slategraph.extraction.builtin.pairs.pairs import Pair
from slategraph.extraction.builtin.text.words import Words

#: The order of the heads' statuses and certainties.
STATUS = ("attached", "in-talks", "considered", "exited")
CERTAINTY = ("confirmed", "reported", "rumored", "denied")
#: How many windows of some 500 pieces are run at once.
_AT_ONCE = 4


@dataclass(frozen=True)
class Encoded:
    """A text after the lower half: pieces, vectors, and each word's log-probabilities of tags and of types of work."""

    pieces: Pieces
    windows: Windows
    vectors: Floats
    tags: Floats
    types: Floats


@dataclass(frozen=True)
class EncoderOutput:
    """The encoder's scores of the pairs of one text for each label, and what their levels are computed from."""

    labels: tuple[str, ...]
    scores: Floats
    inner: Floats
    heads: Mapping[str, Any]

    def levels(self, number: int, label: str) -> tuple[Floats, Floats]:
        """The log-probabilities of each status and of each certainty for a pair, by the pair's number."""
        inner = _gelu(self.inner[number] + self.heads["label"][self.labels.index(label)])
        scores = inner @ self.heads["force"] + self.heads["force_start"]
        return _log_softmax(scores[: len(STATUS)]), _log_softmax(scores[len(STATUS) :])


class Encoder:
    """The two halves with their vocabulary and heads; `shipped_encoder` loads those of the package."""

    def __init__(self, lower: Any, upper: Any, vocabulary: Mapping[str, int], heads: Mapping[str, Any]) -> None:
        self._lower, self._upper, self._heads = lower, upper, heads
        self._tokens = Tokens(vocabulary)
        self.labels = tuple(str(heads["labels"]).split(SEPARATOR))

    def encode(self, words: Words) -> Encoded:
        """Run the lower half, up to the tags of names."""
        cut = pieces(words, self._tokens)
        windowed = windows(cut)
        mask = windowed.mask.astype(np.int32)
        vectors = _run(self._lower, {"ids": windowed.ids, "looks": windowed.features, "mask": mask})
        flat = vectors.reshape(-1, vectors.shape[-1])
        filled = [i for i in range(len(words)) if cut.last[i] > cut.first[i]]
        rows = flat[windowed.place[[cut.first[i] for i in filled]]] if filled else flat[:0]
        with _threads().limit(limits=1, user_api="blas"):
            tags, types = (self._log_probs(head, rows, filled, len(words)) for head in ("tags", "types"))
        return Encoded(cut, windowed, vectors, tags, types)

    def _log_probs(self, head: str, rows: Floats, filled: Sequence[int], size: int) -> Floats:
        """The log-probabilities of a head's labels for each word; zeros for spaces."""
        found = np.zeros((size, self._heads[head].shape[1]), np.float32)
        found[filled] = _log_softmax(rows @ self._heads[head] + self._heads[f"{head}_start"])
        return found

    def score(self, encoded: Encoded, found: Reading, pairs: Sequence[Pair]) -> EncoderOutput:
        """Run the upper half with the names marked, and score these pairs."""
        if not pairs:
            empty = np.zeros((0, len(self.labels)), np.float32)
            return EncoderOutput(self.labels, empty, np.zeros((0, 0), np.float32), self._heads)
        with _threads().limit(limits=1, user_api="blas"):
            return self._score(encoded, found, pairs)

    def _score(self, encoded: Encoded, found: Reading, pairs: Sequence[Pair]) -> EncoderOutput:
        heads, width = self._heads, self._heads["out"].shape[0]
        rows = rows_of(found, encoded.pieces.first, encoded.pieces.last)
        markers = entity_markers(rows, encoded.windows, range(len(found.entities)))
        given = {"lower": encoded.vectors, "marks": markers, "mask": encoded.windows.mask.astype(np.int32)}
        vectors = _run(self._upper, given)
        flat = vectors.reshape(-1, vectors.shape[-1])
        inputs = pair_inputs(found, rows, pairs)
        sums = self._sums(means(rows, encoded.windows.place, flat), inputs)
        scores = _gelu(sums[:, :width]) @ heads["out"] + heads["out_start"] + heads["bias"][inputs.kinds]
        return EncoderOutput(self.labels, np.asarray(scores, np.float32), sums[:, width:], heads)

    def _sums(self, vectors: Floats, inputs: PairInputs) -> Floats:
        """The first layer of the heads, over where each pair stands and what is known of both."""
        parts = self._heads["parts"]
        size = parts.shape[1] // 6
        by_row = vectors @ parts[:, : 5 * size]
        at, to, sentence, one, other = (by_row[:, k * size : (k + 1) * size] for k in range(5))
        sums = at[inputs.at] + to[inputs.to] + sentence[inputs.sentence]
        sums += _means(one, inputs.one) + _means(other, inputs.other)
        sums += (vectors[inputs.at] * vectors[inputs.to]) @ parts[:, 5 * size :]
        traits = np.zeros((len(inputs.at), TRAITS), np.float32)
        for number, row in enumerate(inputs.traits):
            traits[number, row] = 1
        sums += self._heads["kinds"][inputs.kinds] + traits @ self._heads["traits"] + self._heads["start"]
        return np.asarray(sums, np.float32)


@functools.cache
def _threads() -> ThreadpoolController:
    """Keeps numpy's linear algebra on one core: on such small tables more only burn time."""
    return ThreadpoolController()


def _run(half: Any, given: Mapping[str, Any]) -> Floats:
    """The vectors of all windows, a few at a time, so that a long text takes no more memory than a short one."""
    count = len(given["mask"])
    parts = ({name: rows[k : k + _AT_ONCE] for name, rows in given.items()} for k in range(0, count, _AT_ONCE))
    return np.concatenate([half.run(None, part)[0] for part in parts])


def _means(values: Floats, groups: Sequence[Sequence[int]]) -> Floats:
    """The mean of the values of each group; pairs share their groups, so each is worked out once."""
    places: dict[tuple[int, ...], int] = {}
    numbers = [places.setdefault(tuple(group), len(places)) for group in groups]
    return np.stack([values[list(group)].mean(axis=0) for group in places])[numbers]


def _gelu(values: Floats) -> Floats:
    """The activation that the heads were trained with (GELU in its usual form by tanh, right to three places)."""
    return np.asarray(0.5 * values * (1 + np.tanh(0.7978845608 * (values + 0.044715 * values**3))), np.float32)


def _log_softmax(scores: Floats) -> Floats:
    high = scores - scores.max(axis=-1, keepdims=True)
    return np.asarray(high - np.log(np.exp(high).sum(axis=-1, keepdims=True)), np.float32)


def shipped_encoder() -> Encoder:
    """The encoder that ships with the package, loaded at the first call in each process."""
    return _encoder_of(os.getpid())


@functools.cache
def _encoder_of(process: int) -> Encoder:
    """The encoder of one process: its threads do not survive a fork. One of several processes has one thread."""
    alone = multiprocessing.parent_process() is None
    return encoder_from(resources.files("slategraph.extraction.builtin.models"), threads=2 if alone else 1)


def encoder_from(folder: Traversable, threads: int = 2) -> Encoder:
    """The encoder of a folder: `lower.onnx`, `upper.onnx`, `heads.npz` and `vocabulary.txt`."""

    def session(name: str, threads: int) -> Any:
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")
        model = folder.joinpath(f"{name}.onnx").read_bytes()
        return onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])

    words = folder.joinpath("vocabulary.txt").read_text("utf-8").split("\n")
    with np.load(io.BytesIO(folder.joinpath("heads.npz").read_bytes()), allow_pickle=False) as file:
        heads = {
            name: file[name].astype(np.float32) if file[name].dtype.kind == "f" else str(file[name])
            for name in file.files
        }
    # The lower half runs on one thread, since spaCy is at work at the same time.
    return Encoder(
        session("lower", 1), session("upper", threads), {word: number for number, word in enumerate(words)}, heads
    )
