"""Review sheets: what waits for a decision as a CSV file, which a person fills in and brings back.

A row is one item. In `decision` go accept, reject, or correct, and nothing where somebody else may decide; for correct
the cells from `subject` to `certainty` are changed to what the source says. All other cells stay as they are; those
behind `evidence`, and `confidence`, are there to be read only, and changes to them are ignored.
"""

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from slategraph.belief.rule import outlet
from slategraph.decisions.clusters import contradictions
from slategraph.decisions.judgements import in_force
from slategraph.decisions.judgements import judgements_in as judgements
from slategraph.decisions.reviews import Review
from slategraph.errors import BadClaims, BadInput
from slategraph.files import decoded, read_bytes
from slategraph.identity.candidates import Candidate
from slategraph.model.records import CLAIM_KEYS, line_of
from slategraph.model.reports import Report
from slategraph.query.conflicts import Conflict, Side
from slategraph.query.tables import guarded, unguarded
from slategraph.review.deciding import Decision, apply, plan
from slategraph.review.queue import KINDS, Item, review_queue
from slategraph.store.store import Store

COLUMNS = (
    "item",
    "kind",
    "decision",
    "because",
    *CLAIM_KEYS,
    "confidence",
    "evidence",
    "source",
    "published",
    "question",
)

_LIMIT = 100_000_000  # bytes
_ITEM = re.compile(
    r"report:[0-9a-f]{20} [a-z-]+ [a-z-]+|merge:\S+:\S+ \S+:\S+|conflict:claim:[0-9a-f]{20} [0-9a-f]{20}"
)


@dataclass(frozen=True, slots=True)
class Imported:
    """What came of a sheet: how many decisions were made, and the sentences about those that came too late."""

    made: int
    late: tuple[str, ...]


def sheet(items: Iterable[Item]) -> str:
    """Items as the text of a review sheet."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows([guarded(row[column]) for column in COLUMNS] for row in map(_row, items))
    return buffer.getvalue()


def _row(item: Item) -> dict[str, str]:
    row = dict.fromkeys(COLUMNS, "") | {"item": item.id, "kind": item.kind}
    if isinstance(item.what, Report):
        return row | _report_row(item.what)
    if isinstance(item.what, Candidate):
        pair = item.what
        return row | {"subject": pair.one.name, "object": pair.other.name, "question": f"The same? {pair.why}"}
    return row | _conflict_row(item.what)


def _report_row(report: Report) -> dict[str, str]:
    line = line_of(report)
    said = {column: line[column] or "" for column in (*CLAIM_KEYS, "evidence", "published")}
    source = f"{outlet(report.source)} {report.source.url or report.source.key}"
    words = "Does the source say so?"
    return said | {"confidence": f"{report.confidence:.2f}", "source": source, "question": words}


def _conflict_row(conflict: Conflict) -> dict[str, str]:
    claim = conflict.claim
    work = claim.work.name if claim.work else ""
    named = {"subject": claim.subject.name, "predicate": claim.predicate, "object": claim.object_name, "work": work}
    return named | {"question": f"Leave it at {_side(conflict.one)}, against {_side(conflict.other)}?"}


def _side(side: Side) -> str:
    return f"“{side.level}” ({side.by})"


def bring_back(store: Store, path: Path, *, by: str) -> Imported:
    """Carry out the decisions of a filled-in sheet, all or none of them.

    Decisions that somebody else has made meanwhile stay as they are, and are named. Raises `BadClaims` that names each
    line that was changed wrongly or contradicts another, and then nothing is carried out.
    """
    rows = list(_rows(path))
    kinds = {kind for _, row in rows for kind in KINDS if row["item"].startswith(f"{kind}:")}
    back = _Back({item.id: item for item in review_queue(store, below=1.0, kinds=kinds)}, by)
    problems: list[str] = []
    for place, row in rows:
        try:
            back.take(place, row)
        except BadInput as error:
            problems.append(f"{place}: {error}")
    problems += _contradictions(store, back.decisions)
    if problems:
        raise BadClaims(problems)
    apply(store, [decision for _, decision in back.decisions.values()])
    return Imported(len(back.decisions), tuple(back.late))


class _Back:
    """The decisions of a sheet, row by row."""

    def __init__(self, items: Mapping[str, Item], by: str) -> None:
        self._items, self._by = items, by
        self.decisions: dict[str, tuple[str, Decision]] = {}
        self._words: dict[object, tuple[str, tuple[object, ...]]] = {}
        self.late: list[str] = []

    def take(self, place: str, row: Mapping[str, str]) -> None:
        """One row; raises `BadInput` where it was changed wrongly or contradicts one before."""
        item = self._items.get(row["item"])
        changed = _changed(item, row) if item else {}
        if not row["decision"]:
            return
        if item is not None:
            made = plan(item, row["decision"], by=self._by, correction=changed, because=row["because"] or None)
            self._keep(place, made)
        elif _ITEM.fullmatch(row["item"]):
            self.late.append(f"{place}: {row['item']} waits no longer: it is decided, or its source has gone.")
        else:
            raise BadInput(f"{row['item']!r} is not an item: leave that cell as it was.")

    def _keep(self, place: str, made: Decision) -> None:
        first, before = self.decisions.get(made.item.id, (place, made))
        if before.verdict != made.verdict or (first != place and made.verdict == "correct"):
            raise BadInput(f"the line contradicts {first}: {made.verdict} and {before.verdict} for one item.")
        for review in made.reviews:
            first, word = self._words.setdefault(review.about, (place, _word(review)))
            if word != _word(review):
                raise BadInput(f"the line contradicts {first}: both are on what one source says of one claim.")
        self.decisions[made.item.id] = (place, made)


def _word(review: Review) -> tuple[object, ...]:
    """What a review says, so that another can contradict it."""
    right = (review.status, review.certainty, review.instead) if review.verdict == "correct" else ()
    return review.verdict, *right


def _changed(item: Item, row: Mapping[str, str]) -> dict[str, str | None]:
    """What a row corrects; raises `BadInput` for cells that are not to be changed."""
    asked = _row(item)
    for key in ("kind", "evidence"):
        if row[key] != asked[key]:
            raise BadInput(f"{key} was changed: leave that cell as it was.")
    changed = {key: row[key] or None for key in CLAIM_KEYS if row[key] != asked[key]}
    if changed and row["decision"] != "correct":
        decision = row["decision"] or "empty"
        raise BadInput(f"{min(changed)} was changed, but the decision is {decision}: write correct, or change it back.")
    return changed


def _contradictions(store: Store, decisions: Mapping[str, tuple[str, Decision]]) -> Iterator[str]:
    """Who-is-who decisions that can't all be right, with each other or with what was judged before."""
    new = {j.pair: (place, j) for place, decision in decisions.values() for j in decision.judgements}
    known = in_force(judgements(store.graphs))
    before = {(found.different, found.chain) for found in contradictions(known.values())}
    for found in contradictions((known | {pair: j for pair, (_, j) in new.items()}).values()):
        if (found.different, found.chain) not in before:
            lines = [new[j.pair][0] for j in (found.different, *found.chain) if j.pair in new]
            yield f"{lines[0] if lines else 'The sheet'}: {found}"


def _rows(path: Path) -> Iterator[tuple[str, dict[str, str]]]:
    text = decoded(read_bytes(path, _LIMIT), path)
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    before = 0
    try:
        for number, cells in enumerate(reader):
            place, before = f"{path}:{before + 1}", reader.line_num
            if number == 0 and tuple(cells) != COLUMNS:
                raise BadInput(f"{place}: the columns of a review sheet are {', '.join(COLUMNS)}.")
            if number and len(cells) != len(COLUMNS):
                raise BadInput(f"{place}: {len(cells)} cells where the header has {len(COLUMNS)}.")
            if number:
                row = {column: unguarded(cell) for column, cell in zip(COLUMNS, cells, strict=True)}
                yield place, row | {"decision": row["decision"].strip().lower(), "item": row["item"].strip()}
    except csv.Error as error:
        raise BadInput(f"{path}:{reader.line_num}: not CSV ({error}).") from None
    if not before:
        raise BadInput(f"{path}:1: the file is empty: `slategraph review --export` makes a sheet.")
