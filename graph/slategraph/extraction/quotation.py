"""The words that a report quotes: the sentence, or as much of it as holds both names, and what is around them."""

import re
from dataclasses import replace

from slategraph.model.reports import Report

# So much of a sentence is kept on each side of a quotation.
_AROUND = 300
_SENTENCE_END = re.compile(r"""[.!?]["'”’)\]]*\s+(?=["'“‘(\[]*[A-Z0-9])|\n""")


def in_sentence(text: str, report: Report) -> Report:
    """A report with what its sentence has before and after the quotation, for whoever checks it."""
    if report.start is None or report.end is None or report.before or report.after:
        return report
    low, high = max(0, report.start - _AROUND), report.end + _AROUND
    starts = [found.end() for found in _SENTENCE_END.finditer(text, low, report.start + 1)]
    before = text[max([low, *starts]) : report.start]
    ended = report.quotation and report.quotation.rstrip("\"'”’)]")[-1:] in (".", "!", "?")
    end = _SENTENCE_END.search(text, report.end, high)
    after = "" if ended else text[report.end : end.end() if end else high]
    return replace(report, before=before.strip() or None, after=after.strip() or None)
