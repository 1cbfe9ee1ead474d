"""The quotation for a claim: the sentence that says it, cut where it is long."""

from slategraph.extraction.builtin.pairs.items import Reading
from slategraph.extraction.builtin.pairs.pairs import Pair

_LONG = 240


def quotation(found: Reading, pair: Pair) -> tuple[int, int]:
    """The offsets of the quotation for a pair: its sentence, cut to the clauses around it where it is long."""
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
