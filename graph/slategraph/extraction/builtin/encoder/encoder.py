"""The encoder: a small language model that reads an article once, says which words are names, then what joins them."""

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

from slategraph.extraction.builtin.encoder.inputs import (
    TRAITS,
    Floats,
    Pieces,
    Sights,
    Tokens,
    Windows,
    lay_out,
    marks,
    means,
    pieces,
    sights,
    windows,
)
from slategraph.extraction.builtin.pairs.layout import Reading
from slategraph.extraction.builtin.pairs.pairs import Pair
from slategraph.extraction.builtin.text.words import Words

#: The order in which the heads give status and certainty.
STATUS = ("attached", "in-talks", "considered", "exited")
CERTAINTY = ("confirmed", "reported", "rumored", "denied")
_MARK = "\x1f"
#: How many windows of some 500 pieces are read at once.
_AT_ONCE = 4


@dataclass(frozen=True)
class Half:
    """A text half read: its pieces and vectors, and for each word the scores of tags and of types of work."""

    pieces: Pieces
    windows: Windows
    vectors: Floats
    tags: Floats
    types: Floats


@dataclass(frozen=True)
class Seen:
    """What the encoder makes of some pairs of one text: a score for each pair and label, and what force needs."""

    labels: tuple[str, ...]
    scores: Floats
    inner: Floats
    heads: Mapping[str, Any]

    def force(self, number: int, label: str) -> tuple[Floats, Floats]:
        """The logarithms of the chances of each status and certainty for a pair, by its place in the list."""
        inner = _gelu(self.inner[number] + self.heads["label"][self.labels.index(label)])
        scores = inner @ self.heads["force"] + self.heads["force_start"]
        return _logs(scores[: len(STATUS)]), _logs(scores[len(STATUS) :])


class Encoder:
    """The two halves with their vocabulary and heads; `shipped_encoder` loads those of the package."""

    def __init__(self, lower: Any, upper: Any, vocabulary: Mapping[str, int], heads: Mapping[str, Any]) -> None:
        self._lower, self._upper, self._heads = lower, upper, heads
        self._tokens = Tokens(vocabulary)
        self.labels = tuple(str(heads["labels"]).split(_MARK))

    def begin(self, words: Words) -> Half:
        """Read a text up to the names."""
        found = pieces(words, self._tokens)
        seen = windows(found)
        mask = seen.mask.astype(np.int32)
        vectors = _run(self._lower, {"ids": seen.ids, "looks": seen.looks, "mask": mask})
        flat = vectors.reshape(-1, vectors.shape[-1])
        told = [i for i in range(len(words)) if found.last[i] > found.first[i]]
        rows = flat[seen.place[[found.first[i] for i in told]]] if told else flat[:0]
        with _threads().limit(limits=1, user_api="blas"):
            return Half(found, seen, vectors, *self._told(rows, told, len(words)))

    def _told(self, rows: Floats, told: Sequence[int], size: int) -> tuple[Floats, Floats]:
        """For each word the logarithms of the chances of tags and of types of work; nothing for spaces."""
        tags = np.zeros((size, self._heads["tags"].shape[1]), np.float32)
        tags[told] = _logs(rows @ self._heads["tags"] + self._heads["tags_start"])
        types = np.zeros((size, self._heads["types"].shape[1]), np.float32)
        types[told] = _logs(rows @ self._heads["types"] + self._heads["types_start"])
        return tags, types

    def see(self, half: Half, found: Reading, pairs: Sequence[Pair]) -> Seen:
        """Read on with the names marked, and score these pairs."""
        with _threads().limit(limits=1, user_api="blas"):
            return self._see(half, found, pairs)

    def _see(self, half: Half, found: Reading, pairs: Sequence[Pair]) -> Seen:
        heads, width = self._heads, self._heads["out"].shape[0]
        if not pairs:
            return Seen(self.labels, np.zeros((0, len(self.labels)), np.float32), np.zeros((0, 0), np.float32), heads)
        layout = lay_out(found, half.pieces.first, half.pieces.last)
        marked = marks(layout, half.windows, range(len(found.things)))
        given = {"lower": half.vectors, "marks": marked, "mask": half.windows.mask.astype(np.int32)}
        vectors = _run(self._upper, given)
        flat = vectors.reshape(-1, vectors.shape[-1])
        rows = means(layout, half.windows.place, flat)
        seen = sights(found, layout, pairs)
        sums = self._sums(rows, seen)
        scores = _gelu(sums[:, :width]) @ heads["out"] + heads["out_start"] + heads["bias"][seen.kinds]
        return Seen(self.labels, np.asarray(scores, np.float32), sums[:, width:], heads)

    def _sums(self, vectors: Floats, seen: Sights) -> Floats:
        """The first layer of the heads, over where each pair stands and what is known of both."""
        parts = self._heads["parts"]
        size = parts.shape[1] // 6
        by_row = vectors @ parts[:, : 5 * size]
        at, to, sentence, one, other = (by_row[:, k * size : (k + 1) * size] for k in range(5))
        sums = at[seen.at] + to[seen.to] + sentence[seen.sentence]
        sums += _means(one, seen.one) + _means(other, seen.other)
        sums += (vectors[seen.at] * vectors[seen.to]) @ parts[:, 5 * size :]
        traits = np.zeros((len(seen.at), TRAITS), np.float32)
        for number, row in enumerate(seen.traits):
            traits[number, row] = 1
        sums += self._heads["kinds"][seen.kinds] + traits @ self._heads["traits"] + self._heads["start"]
        return np.asarray(sums, np.float32)


@functools.cache
def _threads() -> ThreadpoolController:
    """What tells numpy's linear algebra to stay on one core: on such small tables more only burn time."""
    return ThreadpoolController()


def _run(half: Any, given: Mapping[str, Any]) -> Floats:
    """What a half makes of all windows, a few at a time, so that a long text takes no more memory than a short one."""
    count = len(given["mask"])
    parts = ({name: rows[k : k + _AT_ONCE] for name, rows in given.items()} for k in range(0, count, _AT_ONCE))
    return np.concatenate([half.run(None, part)[0] for part in parts])


def _means(values: Floats, groups: Sequence[Sequence[int]]) -> Floats:
    """The mean of the values of each group; pairs share their groups, so each is worked out once."""
    places: dict[tuple[int, ...], int] = {}
    numbers = [places.setdefault(tuple(group), len(places)) for group in groups]
    return np.stack([values[list(group)].mean(axis=0) for group in places])[numbers]


def _gelu(values: Floats) -> Floats:
    """The smooth step that the heads were trained with (its usual form by tanh, right to three places)."""
    return np.asarray(0.5 * values * (1 + np.tanh(0.7978845608 * (values + 0.044715 * values**3))), np.float32)


def _logs(scores: Floats) -> Floats:
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
    # The lower half is read on one thread, since spaCy is at work at the same time.
    return Encoder(
        session("lower", 1), session("upper", threads), {word: number for number, word in enumerate(words)}, heads
    )
