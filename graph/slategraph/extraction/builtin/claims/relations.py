"""From pairs to candidates for claims: which predicate joins the two, and the claim that follows."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from slategraph.extraction.builtin.encoder.encoder import EncoderOutput
from slategraph.extraction.builtin.models.linear import Linear, sigmoid
from slategraph.extraction.builtin.names.entities import TextEntity
from slategraph.extraction.builtin.pairs.items import Reading
from slategraph.extraction.builtin.pairs.pairs import Pair
from slategraph.model.vocabulary import PREDICATES

#: The weight of the encoder's score; the rest is the linear model's.
SHARE = 0.5
#: Pairs whose best encoder score is not above this are not scored by the linear model.
_HOPELESS = -5.0
#: Kinds of pairs whose second name is the subject.
TURNED = frozenset(("PC", "LW", "SW", "DW"))


@dataclass(frozen=True, slots=True)
class Candidate:
    """A candidate for a claim: subject, predicate, object (an entity, a date or a stage), where, and how probable."""

    subject: TextEntity
    predicate: str
    object: TextEntity | str
    pair: Pair
    probability: float
    encoder_probability: float = 0.0

    @property
    def key(self) -> tuple[int, str, int | str]:
        """What makes two candidates the same claim."""
        return self.subject.number, self.predicate, self.object if isinstance(self.object, str) else self.object.number


def candidates(
    found: Reading, pairs: Sequence[Pair], model: Linear, floor: float, encoded: EncoderOutput
) -> Iterator[Candidate]:
    """Candidates with a probability of `floor` or more, one a pair and predicate, by linear model and encoder."""
    encoder_scores = encoded.scores[:, [encoded.labels.index(label) for label in model.labels]]
    likely = np.flatnonzero(encoder_scores.max(axis=1, initial=-99) > _HOPELESS)
    kept, encoder_scores = [pairs[int(k)] for k in likely], encoder_scores[likely]
    scores = model.scores([pair.features for pair in kept])
    probabilities = sigmoid((1 - SHARE) * scores + SHARE * encoder_scores)
    by_encoder = sigmoid(encoder_scores)
    for k, column in zip(*(probabilities >= floor).nonzero(), strict=True):
        claim = _candidate(found, kept[int(k)], model.labels[column], float(probabilities[k, column]))
        if claim is not None and fits(claim):
            yield replace(claim, encoder_probability=float(by_encoder[k, column]))


def _candidate(found: Reading, pair: Pair, label: str, probability: float) -> Candidate | None:
    predicate, _, stage = label.partition(":")
    literal = PREDICATES[predicate].literal
    if (literal == "stage") != (pair.kind == "SW") or (literal == "date") != (pair.kind == "DW"):
        return None
    if literal:
        value = stage if literal == "stage" else found.dates[-1 - pair.one].value
        return Candidate(found.entities[pair.other], predicate, value, pair, probability)
    one, other = found.entities[pair.one], found.entities[pair.other]
    subject, target = (other, one) if pair.kind in TURNED else (one, other)
    known = PREDICATES[predicate]
    return Candidate(_as(subject, known.subjects), predicate, _as(target, known.objects), pair, probability)


def _as(entity: TextEntity, allowed: tuple[str, ...]) -> TextEntity:
    """A title as the film that is made of it, where only a film can be meant: *to direct the novel "Dune"*."""
    named_work = entity.mention_type == "Work" and entity.source_of is None and entity.type != "Franchise"
    if not named_work or entity.type in allowed or "Film" not in allowed:
        return entity
    return replace(entity, type="Film")


def fits(claim: Candidate) -> bool:
    """Whether the vocabulary allows the types of a candidate's subject and object."""
    predicate = PREDICATES[claim.predicate]
    if claim.subject.type not in predicate.subjects:
        return False
    if isinstance(claim.object, str):
        return bool(predicate.literal)
    return claim.object.type in predicate.objects and claim.object.number != claim.subject.number
