"""The words that a report quotes: the sentence, or as much of it as holds both names, and what is around them."""

import re
from dataclasses import replace

from slategraph.extraction.builtin.pairs.pairs import Pair, Pairs
from slategraph.model.claims import Report

_LONG = 240
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


def quotation(pairs: Pairs, pair: Pair) -> tuple[int, int]:
    """The offsets of the quotation for a pair: its sentence, cut to the clauses around it where it is long."""
    found = pairs.found
    words = found.words
    first, last = words.sentences[found.sentence(pair.at)]
    start, end = words.starts[first], words.ends[last - 1]
    while end > start and words.text[end - 1].isspace():
        end -= 1
    while start < end and words.text[start].isspace():
        start += 1
    if end - start <= _LONG:
        return start, end
    ends = [pair.at] if pair.to is None else [pair.at, pair.to]
    low, high = found.items[min(ends)].first, found.items[max(ends)].last
    while low > first and not _break(words.forms[low - 1]):
        low -= 1
    while high < last and not _break(words.forms[high]):
        high += 1
    return words.starts[low], words.ends[high - 1]


def _break(form: str) -> bool:
    return form in (",", ";", ":", "—", "–", "\n\n") or form.isspace()
