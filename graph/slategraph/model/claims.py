"""What slategraph is about: entities, claims, sources, reports and articles, as frozen values.

>>> from slategraph import Claim, Entity
>>> heat = Entity("Film", "Heat 2")
>>> Claim(Entity("Person", "Michael Mann"), "directs", heat)
Claim(person:michael-mann directs film:heat-2)
"""

import calendar
import hashlib
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, fields
from functools import lru_cache

from slategraph.errors import BadInput
from slategraph.model.signatures import is_signature
from slategraph.model.vocabulary import CERTAINTIES, PREDICATES, STAGES, STATUSES, TYPES, expand

DATE = re.compile(r"[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?")
_MOMENT = re.compile(r"[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])T[0-9:.]+Z")
_REFERENCE = re.compile(r"[a-z][a-z0-9+.-]*:[^\s<>\"{}|\\^`\x00-\x20\ud800-\udfff]+")
# How a report was read that no reader made.
BY_HAND = "hand"
SOURCE_KINDS = ("article", "press-release", "interview", "reference", "curated")


def digest(parts: Iterable[str]) -> str:
    """A short fingerprint of some texts: 20 hexadecimal digits, the same for the same texts."""
    return hashlib.sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:20]


# Accents of Latin letters, and marks that choose between drawings of one character.
_DROPPED = re.compile("[\u0300-\u036f\ufe00-\ufe0f\U000e0000-\U000e0fff]")


@lru_cache(maxsize=100_000)
def slug(name: str) -> str:
    """A name as the end of an address: ``Amélie's Affair`` becomes ``amelies-affair``.

    Accents of Latin letters, case and apostrophes go; other scripts stay as they are. A name without a
    letter or digit becomes its fingerprint.
    """
    latin = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", name).casefold())
    kept = unicodedata.normalize("NFC", _DROPPED.sub("", latin))
    initials = re.sub(r"\b(\w)\.\s+(?=\w\.)", r"\1", kept)
    joined = re.sub(r"(?<=\w)['’](?=\w)|(?<=[^\W\d])\.", "", initials)
    words = "".join(c if _in_word(c) else " " for c in joined).split()
    return "-".join(word for word in words if any(c.isalnum() for c in word)) or digest([name])


def _in_word(character: str) -> bool:
    """Letters, digits, and the vowel signs of Indian and other scripts, without which two names would be one."""
    return character.isalnum() or unicodedata.category(character) in ("Mn", "Mc")


def checked_date(text: str) -> str:
    """A date as `YYYY`, `YYYY-MM` or `YYYY-MM-DD`; raises `BadInput` for anything else."""
    if not DATE.fullmatch(text):
        raise BadInput(f"{text!r} is no date: write YYYY, YYYY-MM or YYYY-MM-DD.")
    if not is_date(text):
        raise BadInput(f"{text!r} is no day of the calendar.")
    return text


def is_date(text: str) -> bool:
    """Whether a text is a year, month or day of the calendar, written as `YYYY`, `YYYY-MM` or `YYYY-MM-DD`."""
    if not DATE.fullmatch(text):
        return False
    year, month, day = (int(part) for part in f"{text}-01-01"[:10].split("-"))
    return year > 0 and day <= calendar.monthrange(year, month)[1]


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
            raise BadInput(f"{self.type!r} is no type of entity: use one of {', '.join(TYPES)}.")
        if not self.name.strip():
            raise BadInput("An entity needs a name.")
        for ref in self.same_as:
            if not _REFERENCE.fullmatch(ref):
                raise BadInput(f"{ref!r} is no id in another catalogue: write it as wd:Q38111, or a full address.")

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


@lru_cache(maxsize=100_000)
def claim_id(subject: str, predicate: str, obj: str, work: str = "") -> str:
    """The id of the claim with these terms, given by their ids: a fingerprint of all four."""
    return f"claim:{digest([subject, predicate, obj, work])}"


@dataclass(frozen=True, slots=True, repr=False)
class Claim:
    """Subject, predicate, object: *DiCaprio, attachedTo, Heat 2*; the same from two papers is one claim.

    `object` is an `Entity`, or text for a stage or a date. `work` is the film or series that `portrays`
    speaks of. Raises `BadInput` for an unknown predicate, for types that it doesn't join, and for a work that is no
    film or series or that the predicate doesn't take.
    """

    subject: Entity
    predicate: str
    object: Entity | str
    work: Entity | None = None

    def __post_init__(self) -> None:
        predicate = PREDICATES.get(self.predicate)
        if predicate is None:
            raise BadInput(f"{self.predicate!r} is no predicate: use one of {', '.join(PREDICATES)}.")
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
        raise BadInput(f"{value!r} is no stage: use one of {', '.join(STAGES)}.")


@lru_cache(maxsize=10_000)
def source_id(key: str) -> str:
    """The id of the source with this key."""
    return f"source:{digest([key])}"


@dataclass(frozen=True, slots=True)
class Source:
    """An article, press release, interview or other page that says something.

    `key` is what makes it one and the same: its address, or the name under which it came. `published`
    is a date as exact as known; `relays` names the outlet whose story it takes over; `retracted` is the day from which
    its publisher no longer stands by it; `signature` is that of its text (`slategraph.model.signatures`), by which a reprint
    is known. Raises `BadInput` where one of them is none.
    """

    key: str
    kind: str = "article"
    publisher: str | None = None
    published: str | None = None
    url: str | None = None
    title: str | None = None
    author: str | None = None
    relays: str | None = None
    retracted: str | None = None
    signature: str | None = None

    def __post_init__(self) -> None:
        if not self.key.strip():
            raise BadInput("A source needs an address or a name.")
        if self.kind not in SOURCE_KINDS:
            raise BadInput(f"{self.kind!r} is no kind of source: use one of {', '.join(SOURCE_KINDS)}.")
        for date in (self.published, self.retracted):
            if date is not None:
                checked_date(date)
        if self.signature is not None and not is_signature(self.signature):
            raise BadInput(
                f"{self.signature[:20]!r} is no signature of a text: leave it out, or have the article read."
            )

    @property
    def id(self) -> str:
        """The short id, which also names the graph of what the source says."""
        return source_id(self.key)

    def corrected(self, later: "Source") -> "Source":
        """What is known of the source after it was described anew: what that leaves out stays as it was."""
        known = {f.name: getattr(later, f.name) or getattr(self, f.name) for f in fields(self)}
        return Source(**known | {"kind": self.kind if later.kind == SOURCE_KINDS[0] else later.kind})


@lru_cache(maxsize=50_000)
def report_id(claim: str, source: str, quotation: str) -> str:
    """The id of what a source says of a claim in these words."""
    return f"report:{digest([claim, source, quotation])}"


def _is_span(start: int | None, end: int | None) -> bool:
    return start is end if start is None or end is None else 0 <= start <= end


@dataclass(frozen=True, slots=True)
class Report:
    """One source saying one claim: how far it has got, how surely, when, and in which words.

    `quotation` is verbatim, `start` and `end` its offsets in the article's text; `before` and `after` are what its
    sentence has around it, where it is a part of one. `extractor` says how it
    was read (``hand``, ``builtin/2``) and `confidence`, from 0 to 1, how sure the reader was. `learned` is
    set by the store: when it first got the report (ISO 8601, UTC).
    """

    claim: Claim
    source: Source
    status: str = "attached"
    certainty: str = "reported"
    quotation: str | None = None
    start: int | None = None
    end: int | None = None
    speaker: str | None = None
    extractor: str = BY_HAND
    confidence: float = 1.0
    learned: str | None = None
    before: str | None = None
    after: str | None = None

    def __post_init__(self) -> None:
        if self.status not in STATUSES:
            raise BadInput(f"{self.status!r} is no status: use one of {', '.join(STATUSES)}.")
        if self.certainty not in CERTAINTIES:
            raise BadInput(f"{self.certainty!r} is no certainty: use one of {', '.join(CERTAINTIES)}.")
        if self.status != "attached" and not PREDICATES[self.claim.predicate].has_status:
            raise BadInput(f"{self.claim.predicate} always carries the status attached, not {self.status}.")
        if not 0 <= self.confidence <= 1:
            raise BadInput(f"A confidence lies between 0 and 1, not at {self.confidence}.")
        if not _is_span(self.start, self.end):
            raise BadInput(f"A quotation lies between two offsets of the text, not at {self.start} to {self.end}.")
        if self.learned is not None and not _MOMENT.fullmatch(self.learned):
            raise BadInput(f"{self.learned!r} is no moment: write it as 2025-10-31T12:00:00Z.")

    @property
    def id(self) -> str:
        """The short id, a fingerprint of claim, source and quotation."""
        return report_id(self.claim.id, self.source.id, self.quotation or "")


@dataclass(frozen=True, slots=True)
class Article:
    """A text to be read: paragraphs parted by a blank line, with what is known of where it appeared.

    `emphasis` holds the spans (start, end) of `text` that were set in italics, since trades set titles so.
    """

    id: str
    text: str
    title: str | None = None
    publisher: str | None = None
    published: str | None = None
    url: str | None = None
    author: str | None = None
    emphasis: tuple[tuple[int, int], ...] = ()

    @property
    def source(self) -> Source:
        """The article as the source of its reports; its key is its address, else its id and its text's fingerprint."""
        return Source(
            key=self.url or f"{self.id} {digest([self.text])[:8]}",
            publisher=self.publisher,
            published=self.published,
            url=self.url,
            title=self.title,
            author=self.author,
        )
