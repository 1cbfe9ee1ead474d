"""What slategraph is about: entities, claims, sources, reports and articles, as frozen values.

>>> from slategraph import Claim, Entity
>>> heat = Entity("Film", "Heat 2")
>>> Claim(Entity("Person", "Michael Mann"), "directs", heat)
Claim(person:michael-mann directs film:heat-2)
"""

import re
from dataclasses import dataclass

from slategraph.errors import BadInput
from slategraph.model.dates import checked_date
from slategraph.model.identifiers import claim_id, slug
from slategraph.model.vocabulary import PREDICATES, STAGES, TYPES, expand

_REFERENCE = re.compile(r"[a-z][a-z0-9+.-]*:[^\s<>\"{}|\\^`\x00-\x20\ud800-\udfff]+")


@dataclass(frozen=True, slots=True)
class Entity:
    """A person, company, film, series, book, play, game, character, franchise or place.

    `type` is one of `vocabulary.TYPES`; `same_as` holds its ids in other catalogues (``wd:Q38111``).
    Raises `BadInput` for an unknown type or an empty name.

        >>> Entity("Book", "Heat 2 (novel)").id
        'book:heat-2-novel'
    """

    type: str
    name: str
    aliases: tuple[str, ...] = ()
    same_as: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if self.type not in TYPES:
            raise BadInput(f"{self.type!r} is not a type of entity: use one of {', '.join(TYPES)}.")
        if not self.name.strip():
            raise BadInput("An entity needs a name.")
        for ref in self.same_as:
            if not _REFERENCE.fullmatch(ref):
                raise BadInput(f"{ref!r} is not an id in another catalogue: write it as wd:Q38111, or a full address.")

    @property
    def id(self) -> str:
        """The short id, from type and name: the same for the same name in whatever source."""
        return f"{TYPES[self.type].prefix}:{slug(self.name)}"

    @property
    def iri(self) -> str:
        """The full address."""
        return expand(self.id)

    def __repr__(self) -> str:
        return f"Entity({self.type}: {self.name})"


@dataclass(frozen=True, slots=True, repr=False)
class Claim:
    """Subject, predicate, object: *DiCaprio, attachedTo, Heat 2*; the same from two publishers is one claim.

    `object` is an `Entity`, or text for a stage or a date. `work` is the film or series that `portrays`
    speaks of. Raises `BadInput` for an unknown predicate, for types that it doesn't join, and for a work that is not
    a film or series or that the predicate doesn't take.
    """

    subject: Entity
    predicate: str
    object: Entity | str
    work: Entity | None = None

    def __post_init__(self) -> None:
        predicate = PREDICATES.get(self.predicate)
        if predicate is None:
            raise BadInput(f"{self.predicate!r} is not a predicate: use one of {', '.join(PREDICATES)}.")
        if self.subject.type not in predicate.subjects:
            raise BadInput(self._misfit("subject", self.subject.type, predicate.subjects))
        if predicate.literal:
            _check_literal(predicate.name, predicate.literal, self.object)
        elif not isinstance(self.object, Entity) or self.object.type not in predicate.objects:
            found = self.object.type if isinstance(self.object, Entity) else "text"
            raise BadInput(self._misfit("object", found, predicate.objects))
        if self.work is not None and not predicate.needs_work:
            raise BadInput(f"{self.predicate} takes no work beside its object.")
        if self.work is not None and self.work.type not in _projects():
            raise BadInput(self._misfit("work", self.work.type, _projects()))

    def _misfit(self, place: str, found: str, expected: tuple[str, ...]) -> str:
        return f"The {place} of {self.predicate} is a {found}; it has to be a {' or '.join(expected)}."

    @property
    def id(self) -> str:
        """The short id, a fingerprint of the terms."""
        return claim_id(self.subject.id, self.predicate, self.object_id, self.work.id if self.work else "")

    @property
    def object_id(self) -> str:
        """The object's short id, or the text itself for a date or stage."""
        return self.object.id if isinstance(self.object, Entity) else self.object

    @property
    def object_name(self) -> str:
        """The object as a person reads it."""
        return self.object.name if isinstance(self.object, Entity) else self.object

    @property
    def entities(self) -> tuple[Entity, ...]:
        """The entities that the claim names: subject, object, work."""
        return tuple(e for e in (self.subject, self.object, self.work) if isinstance(e, Entity))

    def __repr__(self) -> str:
        work = f" in {self.work.id}" if self.work else ""
        return f"Claim({self.subject.id} {self.predicate} {self.object_id}{work})"


def _projects() -> tuple[str, ...]:
    return PREDICATES["actsIn"].objects


def _check_literal(predicate: str, literal: str, value: object) -> None:
    if not isinstance(value, str):
        raise BadInput(f"The object of {predicate} is text, not an entity.")
    if literal == "date":
        checked_date(value)
    elif value not in STAGES:
        raise BadInput(f"{value!r} is not a stage: use one of {', '.join(STAGES)}.")
