"""What the look of a text says before its words do: quotation marks, italics, runs of capitals, brackets."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from slategraph.extraction.wordlists import listed

_PAIRS = (
    re.compile(r"“([^“”\n]{1,400})[”\n]"),
    re.compile(r"(?<!\w)\"([^\"\n]{1,400})\""),
    re.compile(r"«\s?([^«»\n]{1,400})\s?»"),
)
_SINGLE = re.compile(r"(?<![\w’'])[‘']((?=[\w¡¿(.…])[^\n]{1,300}?)(?<!\s)[’'](?!\w)")
_BRACKETS = re.compile(r"\(([^()\n]{1,400})\)|\[([^\[\]\n]{1,200})\]")
#: Little words that stay small inside a title.
SMALL = listed(
    "a an the and or but nor of in on at to for from by with as into over de la le les du des der die das el los "
    "las y e i al von van da di del den un une et &"
)
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")


@dataclass(frozen=True, slots=True)
class Quote:
    """A stretch between quotation marks or in italics: offsets of what is inside, and whether it may be a title."""

    start: int
    end: int
    title: bool


def looks_like_title(text: str) -> bool:
    """Whether the words are set as in a title: capitals but for the little words, and not a sentence."""
    words = _WORD.findall(text)
    if not 1 <= len(words) <= 12 or not (words[0][0].isupper() or words[0][0].isdigit()):
        return False
    big = [w for w in words if w.casefold() not in SMALL]
    return all(w[0].isupper() or w[0].isdigit() for w in big) or (len(words) > 3 and _nearly(big))


def _nearly(words: list[str]) -> bool:
    return sum(w[0].isupper() or w[0].isdigit() for w in words) >= max(3, 0.8 * len(words))


def _single(text: str) -> Iterator[tuple[int, int]]:
    """Single quotes, where a closing mark that is a plural's apostrophe is passed over (‘Rustlers’ Rhapsody’)."""
    place = 0
    while found := _SINGLE.search(text, place):
        start, end = found.span(1)
        longer = re.compile(r"\s[A-Z0-9][^‘'’\n]{0,60}[^\s‘'’\n][’'](?!\w)").match(text, end + 1)
        if text[end - 1] == "s" and longer and looks_like_title(text[start:end]):
            end = longer.end() - 1
        yield start, end
        place = end + 1


def quotes(text: str, emphasis: Iterable[tuple[int, int]] = ()) -> list[Quote]:
    """The quoted and italic stretches of a text, in order."""
    spans = {found.span(1) for pattern in _PAIRS for found in pattern.finditer(text)}
    inside = {s for s in spans if len(text[s[0] : s[1]].split()) < 8}
    spans |= {s for s in _single(text) if not any(a < s[0] < b for a, b in inside)}
    spans |= set(emphasis)
    return [Quote(a, b, looks_like_title(text[a:b])) for a, b in sorted(_trimmed(text, s) for s in spans) if b > a]


def _trimmed(text: str, span: tuple[int, int]) -> tuple[int, int]:
    start, end = span
    while end > start and text[end - 1] in ",.;: ":
        end -= 1
    while start < end and text[start] == " ":
        start += 1
    return start, end


def brackets(text: str) -> list[tuple[int, int]]:
    """The bracketed stretches, in order."""
    found = [m.span(1) if m.group(1) is not None else m.span(2) for m in _BRACKETS.finditer(text)]
    return sorted(found)
