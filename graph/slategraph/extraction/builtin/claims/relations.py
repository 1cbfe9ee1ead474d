"""From pairs to claims: which predicate joins the two, and what a claim of it looks like."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from slategraph.extraction.builtin.encoder.encoder import Seen
from slategraph.extraction.builtin.models.linear import Linear, sure
from slategraph.extraction.builtin.names.things import Thing
from slategraph.extraction.builtin.pairs.layout import Reading
from slategraph.extraction.builtin.pairs.pairs import Pair
from slategraph.model.vocabulary import PREDICATES

#: How much the encoder's score counts beside the linear model's.
SHARE = 0.5
#: Pairs for which the encoder's best score is not above this are not looked at by the linear model.
_HOPELESS = -5.0
#: Pairs whose second thing is the subject.
TURNED = frozenset(("PC", "LW", "SW", "DW"))


@dataclass(frozen=True, slots=True)
class Found:
    """A claim that the reader sees: subject, predicate, object (a thing, a date or a stage), where and how surely."""

    subject: Thing
    predicate: str
    object: Thing | str
    pair: Pair
    chance: float
    second: float = 0.0  # the chance by the encoder alone

    @property
    def key(self) -> tuple[int, str, int | str]:
        """What makes two finds the same claim."""
        return self.subject.number, self.predicate, self.object if isinstance(self.object, str) else self.object.number


def finds(
    found: Reading, pairs: Sequence[Pair], model: Linear, floor: float, seen: Seen | None = None
) -> Iterator[Found]:
    """The claims with a chance of `floor` or more, one a pair and predicate, by the linear model and the encoder."""
    kept, second = list(pairs), None
    if seen is not None:
        second = seen.scores[:, [seen.labels.index(label) for label in model.labels]]
        likely = np.flatnonzero(second.max(axis=1, initial=-99) > _HOPELESS)
        kept, second = [pairs[int(k)] for k in likely], second[likely]
    scores = model.scores([pair.features for pair in kept])
    if second is None:
        second = scores
    chances, alone = sure((1 - SHARE) * scores + SHARE * second), sure(second)
    for k, column in zip(*(chances >= floor).nonzero(), strict=True):
        claim = _claim(found, kept[int(k)], model.labels[column], float(chances[k, column]))
        if claim is not None and fits(claim):
            yield replace(claim, second=float(alone[k, column]))


def _claim(found: Reading, pair: Pair, label: str, chance: float) -> Found | None:
    predicate, _, stage = label.partition(":")
    literal = PREDICATES[predicate].literal
    if (literal == "stage") != (pair.pair == "SW") or (literal == "date") != (pair.pair == "DW"):
        return None
    if literal:
        value = stage if literal == "stage" else found.dates[-1 - pair.one].value
        return Found(found.things[pair.other], predicate, value, pair, chance)
    one, other = found.things[pair.one], found.things[pair.other]
    subject, thing = (other, one) if pair.pair in TURNED else (one, other)
    known = PREDICATES[predicate]
    return Found(_as(subject, known.subjects), predicate, _as(thing, known.objects), pair, chance)


def _as(thing: Thing, allowed: tuple[str, ...]) -> Thing:
    """A title as the film that is made of it, where only a film can be meant: *to direct the novel "Dune"*."""
    if thing.kind != "Work" or thing.of is not None or thing.type in allowed or thing.type == "Franchise":
        return thing
    return replace(thing, type="Film") if "Film" in allowed else thing


def fits(claim: Found) -> bool:
    """Whether the vocabulary allows the types of a claim's subject and object."""
    predicate = PREDICATES[claim.predicate]
    if claim.subject.type not in predicate.subjects:
        return False
    if isinstance(claim.object, str):
        return bool(predicate.literal)
    return claim.object.type in predicate.objects and claim.object.number != claim.subject.number
