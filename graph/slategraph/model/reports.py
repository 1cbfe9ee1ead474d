"""A report: one source saying one claim."""

from dataclasses import dataclass

from slategraph.errors import BadInput
from slategraph.model.claims import Claim
from slategraph.model.dates import checked_moment
from slategraph.model.identifiers import report_id
from slategraph.model.sources import Source
from slategraph.model.vocabulary import CERTAINTIES, PREDICATES, STATUSES

# The extractor of a report that was entered by hand.
BY_HAND = "hand"


def _is_span(start: int | None, end: int | None) -> bool:
    return start is end if start is None or end is None else 0 <= start <= end


@dataclass(frozen=True, slots=True)
class Report:
    """One source saying one claim: its status and certainty, when, and in which words.

    `quotation` is verbatim, `start` and `end` its offsets in the article's text; `before` and `after` are what its
    sentence has around it, where it is a part of one. `extractor` says how it
    was read (``hand``, ``builtin/2``) and `confidence`, from 0 to 1, the extractor's confidence. `learned` is
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
            raise BadInput(f"{self.status!r} is not a status: use one of {', '.join(STATUSES)}.")
        if self.certainty not in CERTAINTIES:
            raise BadInput(f"{self.certainty!r} is not a certainty: use one of {', '.join(CERTAINTIES)}.")
        if self.status != "attached" and not PREDICATES[self.claim.predicate].has_status:
            raise BadInput(f"{self.claim.predicate} always carries the status attached, not {self.status}.")
        if not 0 <= self.confidence <= 1:
            raise BadInput(f"A confidence lies between 0 and 1, not at {self.confidence}.")
        if not _is_span(self.start, self.end):
            raise BadInput(f"A quotation lies between two offsets of the text, not at {self.start} to {self.end}.")
        if self.learned is not None:
            checked_moment(self.learned)

    @property
    def id(self) -> str:
        """The short id, a fingerprint of claim, source and quotation."""
        return report_id(self.claim.id, self.source.id, self.quotation or "")
