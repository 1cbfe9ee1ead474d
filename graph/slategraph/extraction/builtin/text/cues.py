"""Cues, read from the ontology: the words that hint at a predicate, a status, a certainty or a stage."""

import functools
import re
from collections.abc import Mapping, Sequence

from slategraph.model.vocabulary import CERTAINTIES, PREDICATES, STAGES, STATUSES


@functools.cache
def _table() -> Mapping[str, list[tuple[tuple[str, ...], str]]]:
    """For the first word of each cue, the cues that begin with it and what they stand for."""
    found: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for words in (PREDICATES, STATUSES, CERTAINTIES, STAGES):
        for word in words.values():
            for cue in word.cues:
                parts = tuple(re.findall(r"\w+|[^\w\s]", cue))
                found.setdefault(parts[0], []).append((parts, word.name))
    return found


def cues_at(forms: Sequence[str], plain: Sequence[str]) -> list[list[str]]:
    """For each item, the predicates, statuses, certainties and stages whose cue begins there."""
    table = _table()
    return [
        [name for parts, name in table.get(form, ()) if tuple(plain[i : i + len(parts)]) == parts]
        for i, form in enumerate(plain)
    ]
