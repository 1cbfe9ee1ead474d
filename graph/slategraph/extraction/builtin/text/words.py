"""The words of a parsed text as plain lists, which Python reads faster than spaCy's own objects."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

from slategraph.extraction.builtin.text.typography import SMALL, Quote, brackets, quotes

#: Parts of speech by the tags of the Penn treebank.
_PARTS = {
    "NN": "NOUN", "NNS": "NOUN", "NNP": "PROPN", "NNPS": "PROPN", "MD": "VERB",
    **dict.fromkeys(("VB", "VBD", "VBG", "VBN", "VBP", "VBZ"), "VERB"),
}  # fmt: skip


@dataclass(frozen=True)
class Words:
    """One entry a word: its form, offset, part of speech, grammar, its sentence."""

    text: str
    forms: Sequence[str]
    starts: Sequence[int]
    tags: Sequence[str]
    parts: Sequence[str]
    deps: Sequence[str]
    heads: Sequence[int]
    sentences: Sequence[tuple[int, int]]
    emphasis: tuple[tuple[int, int], ...] = field(default=())

    def __len__(self) -> int:
        return len(self.forms)

    @cached_property
    def lower(self) -> list[str]:
        """The forms in small letters."""
        return [form.lower() for form in self.forms]

    @cached_property
    def ends(self) -> list[int]:
        """Where each word ends in the text."""
        return [start + len(form) for start, form in zip(self.starts, self.forms, strict=True)]

    @cached_property
    def sentence_of(self) -> list[int]:
        """The number of each word's sentence."""
        return [number for number, (first, last) in enumerate(self.sentences) for _ in range(first, last)]

    @cached_property
    def paragraph_of(self) -> list[int]:
        """The number of each word's paragraph."""
        number, found, place = 0, [], 0
        for start in self.starts:
            number += self.text.count("\n\n", place, start)
            place = start
            found.append(number)
        return found

    @cached_property
    def quotes(self) -> list[Quote]:
        """Quoted and italic stretches."""
        return quotes(self.text, self.emphasis)

    @cached_property
    def in_quote(self) -> list[Quote | None]:
        """The innermost quoted stretch around each word."""
        return _covering(self, ((q.start, q.end, q) for q in self.quotes))

    @cached_property
    def in_bracket(self) -> list[tuple[int, int] | None]:
        """The bracketed stretch around each word, as offsets."""
        return _covering(self, ((a, b, (a, b)) for a, b in brackets(self.text)))

    @cached_property
    def run_of(self) -> list[tuple[int, int] | None]:
        """The run of capitalised words around each word, as word numbers."""
        return _runs(self)

    def last_of_run(self, i: int) -> str:
        """The capitalised word right behind a word, if there is one without a mark between."""
        behind = i + 1 < len(self) and self.starts[i + 1] - self.ends[i] <= 1 and self.forms[i + 1][:1].isalpha()
        return self.forms[i + 1] if behind and capital(self.forms[i + 1]) else ""

    def word_at(self, offset: int) -> int:
        """The number of the word at an offset, or of the next one."""
        low, high = 0, len(self.starts)
        while low < high:
            middle = (low + high) // 2
            low, high = (middle + 1, high) if self.ends[middle] <= offset else (low, middle)
        return low


def _covering(words: Words, spans: Iterable[tuple[int, int, Any]]) -> list[Any]:
    found: list[Any] = [None] * len(words)
    for start, end, value in spans:
        for i in range(words.word_at(start), len(words)):
            if words.starts[i] >= end:
                break
            found[i] = value
    return found


def capital(form: str) -> bool:
    """Whether a word begins with a capital or a figure."""
    return form[:1].isupper() or form[:1].isdigit()


def _runs(words: Words) -> list[tuple[int, int] | None]:
    found: list[tuple[int, int] | None] = [None] * len(words)
    for first, last in words.sentences:
        i = first
        while i < last:
            if not capital(words.forms[i]):
                i += 1
                continue
            end = _run_end(words, i, last)
            found[i:end] = [(i, end)] * (end - i)
            i = end
    return found


def _run_end(words: Words, start: int, last: int) -> int:
    end = start + 1
    while end < last:
        if capital(words.forms[end]) or words.forms[end] in ("-", "–"):
            end += 1
            continue
        ahead = end
        while ahead < last and ahead - end < 3 and words.lower[ahead] in SMALL:
            ahead += 1
        if ahead == end or ahead >= last or not capital(words.forms[ahead]):
            break
        end = ahead + 1
    return end


def bare_words(doc: Any, emphasis: tuple[tuple[int, int], ...] = ()) -> Words:
    """The words of a spaCy document whose grammar is not known yet."""
    return Words(
        text=doc.text,
        forms=[token.text for token in doc],
        starts=[token.idx for token in doc],
        tags=(),
        parts=(),
        deps=(),
        heads=(),
        sentences=(),
        emphasis=emphasis,
    )


def with_grammar(words: Words, doc: Any) -> Words:
    """Words with the grammar that spaCy has found since."""
    strings = doc.vocab.strings
    table = doc.to_array(["TAG", "DEP", "HEAD"])
    names = {int(code): strings[int(code)] for column in (0, 1) for code in set(table[:, column].tolist())}
    rows = table.tolist()
    return replace(
        words,
        tags=[names[row[0]] for row in rows],
        parts=[_PARTS.get(names[row[0]], "") for row in rows],
        deps=[names[row[1]] for row in rows],
        heads=[i + (int(row[2]) if row[2] < 1 << 62 else int(row[2]) - (1 << 64)) for i, row in enumerate(rows)],
        sentences=[(s.start, s.end) for s in doc.sents],
    )
