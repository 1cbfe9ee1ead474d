"""Reports as lines: one flat record a report, as `slategraph extract` prints it and `slategraph add` takes it.

The keys of a line are `article`, `subject`, `predicate`, `object`, `status`, `certainty`, `evidence`, `start`, `end`,
`before`, `after`, `confidence`, `subject_type`, `object_type`, `work`, `work_type`, `speaker`, `extractor`, and of the
article `publisher`, `published`, `url`, `title`, `author`, `kind`, `relays`, `retracted`, `signature` and `source_key`.
Only the first four must be there.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from slategraph.errors import BadInput
from slategraph.model.claims import BY_HAND, SOURCE_KINDS, Claim, Entity, Report, Source
from slategraph.model.vocabulary import PREDICATES, TYPES, Predicate

Line = Mapping[str, Any]

REQUIRED = ("article", "subject", "predicate", "object")

# What a bracket at the end of a title says of its type.
_BRACKETS = {
    "Book": r"books?|novels?|novella|(?:short )?story|stories|memoir|comics?|graphic novel|article|manga",
    "Play": r"play|(?:stage )?musical",
    "Game": r"(?:video ?|board )?games?",
    "Series": r"(?:tv |limited |mini)?-?series|podcast",
}
_COMPANY = re.compile(
    r"\b(pictures|films?|studios?|entertainment|productions?|media|television|tv|network|group|inc|llc|ltd|bros|"
    r"company|distribution|releasing|international|partners|agency|capital|works)\b\.?$|^[A-Z0-9&]{2,5}$",
    re.IGNORECASE,
)
# Where the predicate leaves several types open, the likeliest first.
_PREFERRED = ("Film", "Person", "Book", "Series", "Play", "Game", "Company", "Character", "Franchise", "Place")


def line_of(report: Report) -> dict[str, Any]:
    """A report as a flat record, ready for JSON.

    >>> from slategraph import Claim, Entity, Report, Source
    >>> claim = Claim(Entity("Person", "Michael Mann"), "directs", Entity("Film", "Heat 2"))
    >>> line_of(Report(claim, Source("story")))["object_type"]
    'Film'
    """
    claim, source = report.claim, report.source
    return {
        "article": source.key,
        "subject": claim.subject.name,
        "predicate": claim.predicate,
        "object": claim.object_name,
        "status": report.status,
        "certainty": report.certainty,
        "evidence": report.quotation,
        "start": report.start,
        "end": report.end,
        "before": report.before,
        "after": report.after,
        "confidence": round(report.confidence, 4),
        "subject_type": claim.subject.type,
        "object_type": claim.object.type if isinstance(claim.object, Entity) else None,
        "work": claim.work.name if claim.work else None,
        "work_type": claim.work.type if claim.work else None,
        "speaker": report.speaker,
        "extractor": report.extractor,
        "source_key": source.key,
        "publisher": source.publisher,
        "published": source.published,
        "url": source.url,
        "title": source.title,
        "author": source.author,
        "kind": source.kind,
        "relays": source.relays,
        "retracted": source.retracted,
        "signature": source.signature,
    }


def source_of(line: Line) -> Source:
    """The source that a line names: its key, else its address, else the article's id."""
    return Source(
        key=_text(line, "source_key") or _text(line, "url") or _text(line, "article") or "",
        kind=_text(line, "kind") or SOURCE_KINDS[0],
        publisher=_text(line, "publisher"),
        published=_text(line, "published"),
        url=_text(line, "url"),
        title=_text(line, "title"),
        author=_text(line, "author"),
        relays=_text(line, "relays"),
        retracted=_text(line, "retracted"),
        signature=_text(line, "signature"),
    )


def reports_of(lines: Iterable[tuple[str, Line]], known: Iterable[Entity] = ()) -> Iterator[Report]:
    """Reports from lines, each given with the place to name when it is wrong (``claims.csv:7``).

    Types that a line leaves out follow from `known` entities, the predicate, a bracket such as "(novel)", and
    what the other lines say of the same name; the work of a portrayal that a line leaves out follows from what its
    article says of the person's other parts, where that is plain. Raises `BadInput` that begins with the place.
    """
    placed = list(lines)
    for place, line in placed:
        checked(place, line)
    placed = list(_with_works(placed))
    types = Types(known, [line for _, line in placed])
    for place, line in placed:
        try:
            yield _report(line, types)
        except BadInput as error:
            raise BadInput(f"{place}: {error}") from None


def _with_works(placed: Iterable[tuple[str, Line]]) -> Iterator[tuple[str, Line]]:
    """Lines, the portrayals among them with the work that their article leaves no doubt of."""
    listed = list(placed)
    told: dict[tuple[object, object, object], list[Line]] = {}
    for _, line in listed:
        if line["predicate"] in ("actsIn", "attachedTo", "characterIn"):
            told.setdefault((line.get("article"), line.get("url"), line["subject"]), []).append(line)
    for place, line in listed:
        if PREDICATES[line["predicate"]].needs_work and not _present(line.get("work")):
            article = line.get("article"), line.get("url")
            parts = told.get((*article, line["subject"]), [])
            appears = {other["object"] for other in told.get((*article, line["object"]), [])}
            line = {**line, "work": _work(line, parts, appears)}  # noqa: PLW2901
        yield place, line


def _work(line: Line, parts: Iterable[Line], appears: set[str]) -> str | None:
    """The work of a portrayal: of the person's parts the one in the same words, with the character, of like status."""
    likely: list[Callable[[Line], bool]] = [
        lambda part: part.get("evidence") == line.get("evidence"),
        lambda part: part["object"] in appears,
        lambda part: all(part.get(key) == line.get(key) for key in ("status", "certainty")),
    ]
    found = list(parts)
    for fits in likely:
        found = [part for part in found if fits(part)] or found
    works = {part["object"] for part in found} or appears
    return works.pop() if len(works) == 1 else None


def checked(place: str, line: Line) -> None:
    """Raise `BadInput`, beginning with the place, unless a line has what it needs, as text."""
    if not isinstance(line, Mapping):
        raise BadInput(f"{place}: a line holds one object with {', '.join(REQUIRED)}.")
    missing = [key for key in REQUIRED if not _present(line.get(key)) and not (key == "article" and line.get("url"))]
    if missing:
        raise BadInput(f"{place}: {', '.join(missing)} {'is' if len(missing) == 1 else 'are'} missing.")
    for key in _TEXTS:
        if line.get(key) is not None and not isinstance(line[key], str):
            raise BadInput(f"{place}: {key} has to be text, not {line[key]!r}.")
    if line["predicate"] not in PREDICATES:
        raise BadInput(f"{place}: {line['predicate']!r} is no predicate: use one of {', '.join(PREDICATES)}.")


_TEXTS = (
    "article", "source_key", "subject", "predicate", "object", "status", "certainty", "evidence", "subject_type",
    "object_type", "work", "work_type", "speaker", "extractor", "publisher", "published", "url", "title", "kind",
    "relays", "author", "retracted", "before", "after", "signature",
)  # fmt: skip


def _present(value: object) -> bool:
    return value is not None and str(value).strip() != ""


def _text(line: Line, key: str) -> str | None:
    """A text of a line without blanks around it; half surrogate pairs become the replacement character."""
    value = line.get(key)
    if value is None or not value.strip():
        return None
    return str(value).encode("utf-16", "surrogatepass").decode("utf-16", "replace").strip()


def _number(line: Line, key: str) -> float | None:
    value = line.get(key)
    if value is None or value == "":
        return None
    if isinstance(value, bool) or not re.fullmatch(r"-?\d+(\.\d+)?([eE]-?\d+)?", str(value)):
        raise BadInput(f"{key} has to be a number, not {value!r}.")
    return float(value)


def _report(line: Line, types: "Types") -> Report:
    start, end, confidence = (_number(line, key) for key in ("start", "end", "confidence"))
    evidence = line.get("evidence")
    return Report(
        claim=claim_of(line, types),
        source=source_of(line),
        status=_text(line, "status") or "attached",
        certainty=_text(line, "certainty") or "reported",
        quotation=evidence.encode("utf-16", "surrogatepass").decode("utf-16", "replace") if evidence else None,
        start=None if start is None else int(start),
        end=None if end is None else int(end),
        before=_text(line, "before"),
        after=_text(line, "after"),
        speaker=_text(line, "speaker"),
        extractor=_text(line, "extractor") or BY_HAND,
        confidence=1.0 if confidence is None else confidence,
    )


def claim_of(line: Line, types: "Types") -> Claim:
    """The claim of a line, each name with the type that it has there or else by `types`; raises `BadInput`."""
    predicate = PREDICATES[line["predicate"]]
    subject = types.entity(line, "subject", predicate.subjects)
    work = _text(line, "work") if predicate.needs_work else None
    return Claim(
        subject,
        predicate.name,
        (_text(line, "object") or "") if predicate.literal else types.entity(line, "object", predicate.objects),
        types.entity(line, "work", PREDICATES["actsIn"].objects) if work else None,
    )


class Types:
    """Which types a name can have, from all that is said of it."""

    def __init__(self, known: Iterable[Entity], lines: Iterable[Line]) -> None:
        self._known: dict[str, list[Entity]] = {}
        self._open: dict[str, set[str]] = {}
        for entity in known:
            self._known.setdefault(entity.name, []).append(entity)
        for line in lines:
            predicate = PREDICATES[line["predicate"]]
            for key, fitting in _fields(predicate):
                self._narrow(line, key, fitting)

    def _narrow(self, line: Line, key: str, fitting: tuple[str, ...]) -> None:
        name, given = _text(line, key), line.get(f"{key}_type")
        if name:
            possible = {given} if given else set(fitting)
            self._open[name] = (self._open.get(name, possible) & possible) or possible

    def entity(self, line: Line, key: str, fitting: tuple[str, ...]) -> Entity:
        """The entity under a key of a line, of one of the fitting types unless the line or a list says otherwise."""
        name = _text(line, key) or ""
        given = _text(line, f"{key}_type")
        known = self._known.get(name, [])
        if given:
            return next((e for e in known if e.type == given), None) or Entity(given, name)
        if known:  # one that fits, else the first, so that the misfit is said
            return next((e for e in known if e.type in fitting), known[0])
        return Entity(_likeliest(name, [t for t in fitting if t in self._open.get(name, fitting)] or fitting), name)


def _fields(predicate: Predicate) -> Iterator[tuple[str, tuple[str, ...]]]:
    yield "subject", predicate.subjects
    if predicate.objects:
        yield "object", predicate.objects
    if predicate.needs_work:
        yield "work", PREDICATES["actsIn"].objects


def _likeliest(name: str, fitting: Iterable[str]) -> str:
    """The type that a name most likely has among those that fit."""
    possible = [t for t in _PREFERRED if t in fitting]
    for kind, words in _BRACKETS.items():
        if kind in possible and re.search(rf"\((?:{words})\)$", name, re.IGNORECASE):
            return kind
    if "Company" in possible and _COMPANY.search(name):
        return "Company"
    return possible[0]


assert set(_PREFERRED) == set(TYPES)
