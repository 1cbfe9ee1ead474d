"""Reports as lines: one flat record a report, as `slategraph extract` prints it and `slategraph add` takes it.

The keys of a line are `article`, `subject`, `predicate`, `object`, `status`, `certainty`, `evidence`, `start`, `end`,
`before`, `after`, `confidence`, `subject_type`, `object_type`, `work`, `work_type`, `speaker`, `extractor`, and of the
article `publisher`, `published`, `url`, `title`, `author`, `kind`, `relays`, `retracted`, `signature` and `source_key`.
Only the first four must be there.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from math import isfinite
from typing import Any

from slategraph.errors import BadInput
from slategraph.model.claims import Claim, Entity
from slategraph.model.reports import BY_HAND, Report
from slategraph.model.sources import SOURCE_KINDS, Source
from slategraph.model.types import PREFERRED, Line, Types, text_of
from slategraph.model.vocabulary import PREDICATES, TYPES

REQUIRED = ("article", "subject", "predicate", "object")


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
        key=text_of(line, "source_key") or text_of(line, "url") or text_of(line, "article") or "",
        kind=text_of(line, "kind") or SOURCE_KINDS[0],
        publisher=text_of(line, "publisher"),
        published=text_of(line, "published"),
        url=text_of(line, "url"),
        title=text_of(line, "title"),
        author=text_of(line, "author"),
        relays=text_of(line, "relays"),
        retracted=text_of(line, "retracted"),
        signature=text_of(line, "signature"),
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


def _number(line: Line, key: str) -> float | None:
    value = line.get(key)
    if value is None or value == "":
        return None
    if isinstance(value, bool) or not re.fullmatch(r"-?\d+(\.\d+)?([eE]-?\d+)?", str(value)):
        raise BadInput(f"{key} has to be a number, not {value!r}.")
    if not isfinite(number := float(value)):
        raise BadInput(f"{key} has to be a finite number, not {value!r}.")
    return number


def _report(line: Line, types: "Types") -> Report:
    start, end, confidence = (_number(line, key) for key in ("start", "end", "confidence"))
    evidence = line.get("evidence")
    return Report(
        claim=claim_of(line, types),
        source=source_of(line),
        status=text_of(line, "status") or "attached",
        certainty=text_of(line, "certainty") or "reported",
        quotation=evidence.encode("utf-16", "surrogatepass").decode("utf-16", "replace") if evidence else None,
        start=None if start is None else int(start),
        end=None if end is None else int(end),
        before=text_of(line, "before"),
        after=text_of(line, "after"),
        speaker=text_of(line, "speaker"),
        extractor=text_of(line, "extractor") or BY_HAND,
        confidence=1.0 if confidence is None else confidence,
    )


def claim_of(line: Line, types: "Types") -> Claim:
    """The claim of a line, each name with the type that it has there or else by `types`; raises `BadInput`."""
    predicate = PREDICATES[line["predicate"]]
    subject = types.entity(line, "subject", predicate.subjects)
    work = text_of(line, "work") if predicate.needs_work else None
    return Claim(
        subject,
        predicate.name,
        (text_of(line, "object") or "") if predicate.literal else types.entity(line, "object", predicate.objects),
        types.entity(line, "work", PREDICATES["actsIn"].objects) if work else None,
    )


assert set(PREFERRED) == set(TYPES)
