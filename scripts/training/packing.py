"""Trained linear models as the arrays of their files; `slategraph.extraction.builtin.models.linear` reads them."""

from typing import Any

import numpy as np

from slategraph.extraction.builtin.models.linear import SEPARATOR, Linear
from slategraph.extraction.builtin.names.tagging import Tagger


def packed(model: Linear, levels: int = 32000) -> dict[str, Any]:
    """A model as the arrays of its file: weights as integers with one scale; 127 levels make a small file."""
    scale = float(np.abs(model.weights).max(initial=1e-6)) / levels
    names = sorted(model.index, key=lambda name: model.index[name])
    kept = [n for n in names if np.abs(model.weights[model.index[n]]).max() > scale / 2]
    return {
        "features": np.array(SEPARATOR.join(kept)),
        "labels": np.array(SEPARATOR.join(model.labels)),
        "weights": np.round(model.weights[[model.index[n] for n in kept]] / scale).astype(
            np.int16 if levels > 127 else np.int8
        ),
        "scale": np.float32(scale),
        "common": np.array(SEPARATOR.join(sorted(model.common))),
    }


def packed_tagger(tagger: Tagger) -> dict[str, Any]:
    """A tagger as the arrays of its file."""
    return packed(tagger.model) | {"steps": tagger.transitions}
