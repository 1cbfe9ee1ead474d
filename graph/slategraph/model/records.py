"""Reports as lines: one flat record a report, as `slategraph extract` prints it and `slategraph add` takes it.

`FIELDS` is the one list of a line's keys; whatever writes or reads reports as flat records takes its keys from there.
It is a table of our own rather than a pydantic model: what is hard in a line (which type a name has, which work a
portrayal belongs to) hangs on the other lines, the table adds nothing to the start of a command, and each message
names the line.
"""

import math
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from slategraph.errors import BadInput
from slategraph.model.claims import Claim, Entity
from slategraph.model.reports import BY_HAND, Report
from slategraph.model.sources import Source
from slategraph.model.types import PREFERRED, Line, Types, repaired
from slategraph.model.vocabulary import PREDICATES, TYPES

REQUIRED = ("article", "subject", "predicate", "object")


@dataclass(frozen=True, slots=True)
class Field:
    """One key of a line: how a report has it, and how it is read (text, verbatim, number or offset)."""

    key: str
    value: Callable[[Report], Any]
    kind: str = "text"


def _object_type(report: Report) -> str | None:
    return report.claim.object.type if isinstance(report.claim.object, Entity) else None


def _of_source(attribute: str) -> Field:
    return Field(attribute, lambda report: getattr(report.source, attribute))


#: What a line says of the article, each under the name that `Source` has for it.
SOURCE_KEYS = ("publisher", "published", "url", "title", "author", "kind", "relays", "retracted", "signature")

#: The keys of a line, in the order in which they are printed.
FIELDS = (
    Field("article", lambda r: r.source.key),
    Field("subject", lambda r: r.claim.subject.name),
    Field("predicate", lambda r: r.claim.predicate),
    Field("object", lambda r: r.claim.object_name),
    Field("status", lambda r: r.status),
    Field("certainty", lambda r: r.certainty),
    Field("evidence", lambda r: r.quotation, "verbatim"),
    Field("start", lambda r: r.start, "offset"),
    Field("end", lambda r: r.end, "offset"),
    Field("before", lambda r: r.before),
    Field("after", lambda r: r.after),
    Field("confidence", lambda r: round(r.confidence, 4), "number"),
    Field("subject_type", lambda r: r.claim.subject.type),
    Field("object_type", _object_type),
    Field("work", lambda r: r.claim.work.name if r.claim.work else None),
    Field("work_type", lambda r: r.claim.work.type if r.claim.work else None),
    Field("speaker", lambda r: r.speaker),
    Field("extractor", lambda r: r.extractor),
    Field("source_key", lambda r: r.source.key),
    *map(_of_source, SOURCE_KEYS),
)
KEYS = tuple(field.key for field in FIELDS)
#: What names a claim, and how far it has got by whose word: the part of a line that a person reads and corrects.
CLAIM_KEYS = ("subject", "predicate", "object", "work", "status", "certainty")


def line_of(report: Report) -> dict[str, Any]:
    """A report as a flat record, ready for JSON.

    >>> from slategraph import Claim, Entity, Report, Source
    >>> claim = Claim(Entity("Person", "Michael Mann"), "directs", Entity("Film", "Heat 2"))
    >>> line_of(Report(claim, Source("story")))["object_type"]
    'Film'
    """
    return {field.key: field.value(report) for field in FIELDS}


def source_of(line: Line) -> Source:
    """The source that a checked line names: its key, else its address, else the article's id."""
    about = {key: line[key] for key in SOURCE_KEYS if line.get(key)}
    return Source(line.get("source_key") or line.get("url") or line.get("article") or "", **about)


def reports_of(lines: Iterable[tuple[str, Line]], known: Iterable[Entity] = ()) -> Iterator[Report]:
    """Reports from lines, each given with the place to name when it is wrong (``claims.csv:7``).

    Types that a line leaves out follow from `known` entities, the predicate, a bracket such as "(novel)", and
    what the other lines say of the same name; the work of a portrayal that a line leaves out follows from what its
    article says of the person's other parts, where that is plain. Raises `BadInput` that begins with the place.
    """
    placed = list(_with_works([(place, checked(place, line)) for place, line in lines]))
    types = Types(known, [line for _, line in placed])
    for place, line in placed:
        try:
            yield _report(line, types)
        except BadInput as error:
            raise BadInput(f"{place}: {error}") from None


def _with_works(placed: list[tuple[str, Line]]) -> Iterator[tuple[str, Line]]:
    """Lines, the portrayals among them with the work that their article leaves no doubt of."""
    involved: dict[tuple[object, object, object], list[Line]] = {}
    for _, line in placed:
        if line["predicate"] in ("actsIn", "attachedTo", "characterIn"):
            involved.setdefault((line.get("article"), line.get("url"), line["subject"]), []).append(line)
    for place, line in placed:
        if PREDICATES[line["predicate"]].needs_work and "work" not in line:
            article = line.get("article"), line.get("url")
            parts = involved.get((*article, line["subject"]), [])
            appears = {other["object"] for other in involved.get((*article, line["object"]), [])}
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


def checked(place: str, line: Line) -> Line:
    """What a line says, without the keys that it leaves empty; null and "" mean not given.

    Texts lose the blanks around them (but for the quotation), numbers become numbers. Raises `BadInput`, beginning with
    the place, unless the line has what it needs.
    """
    if not isinstance(line, Mapping):
        raise BadInput(f"{place}: a line holds one object with {', '.join(REQUIRED)}.")
    given = {field.key: field for field in FIELDS if _present(line.get(field.key))}
    missing = [key for key in REQUIRED if key not in given and not (key == "article" and "url" in given)]
    if missing:
        raise BadInput(f"{place}: {', '.join(missing)} {'is' if len(missing) == 1 else 'are'} missing.")
    try:
        found = {key: _VALUES[field.kind](key, line[key]) for key, field in given.items()}
    except BadInput as error:
        raise BadInput(f"{place}: {error}") from None
    if found["predicate"] not in PREDICATES:
        raise BadInput(f"{place}: {found['predicate']!r} is not a predicate: use one of {', '.join(PREDICATES)}.")
    return found


def _present(value: object) -> bool:
    return value is not None and not (isinstance(value, str) and not value.strip())


def _verbatim(key: str, value: object) -> str:
    if not isinstance(value, str):
        raise BadInput(f"{key} has to be text, not {value!r}.")
    return repaired(value)


def _text(key: str, value: object) -> str:
    return _verbatim(key, value).strip()


def _number(key: str, value: object) -> float:
    plain = not isinstance(value, bool) and re.fullmatch(r"-?\d+(\.\d+)?([eE][+-]?\d+)?", str(value))
    if not plain or not math.isfinite(float(str(value))):
        raise BadInput(f"{key} has to be a number, not {value!r}.")
    return float(str(value))


def _offset(key: str, value: object) -> int:
    number = _number(key, value)
    if not number.is_integer() or abs(number) >= 2**31:
        raise BadInput(f"{key} has to be an offset in the article's text, a whole number, not {value!r}.")
    return int(number)


_VALUES: Mapping[str, Callable[[str, object], Any]] = {
    "text": _text, "verbatim": _verbatim, "number": _number, "offset": _offset,
}  # fmt: skip


def _report(line: Line, types: "Types") -> Report:
    return Report(
        claim=claim_of(line, types),
        source=source_of(line),
        status=line.get("status", "attached"),
        certainty=line.get("certainty", "reported"),
        quotation=line.get("evidence"),
        extractor=line.get("extractor", BY_HAND),
        confidence=line.get("confidence", 1.0),
        **{key: line.get(key) for key in ("start", "end", "before", "after", "speaker")},
    )


def claim_of(line: Line, types: "Types") -> Claim:
    """The claim of a checked line, each name with the type given there or else by `types`; raises `BadInput`."""
    predicate = PREDICATES[line["predicate"]]
    subject = types.entity(line, "subject", predicate.subjects)
    work = line.get("work") if predicate.needs_work else None
    return Claim(
        subject,
        predicate.name,
        line["object"] if predicate.literal else types.entity(line, "object", predicate.objects),
        types.entity(line, "work", PREDICATES["actsIn"].objects) if work else None,
    )


assert set(PREFERRED) == set(TYPES)
