"""Plain text, Markdown, PDF and JSON as drafts of articles: text, italics, and what is known of the source."""

import io
import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from slategraph.errors import BadInput, NotAnArticle
from slategraph.model.dates import DATE

_CHARSET = re.compile(rb"""charset\s*=\s*["']?([\w-]+)""", re.IGNORECASE)
_ITALIC = re.compile(
    r"(?<![\w*])\*(?![\s*])([^*\n]+?)(?<!\s)\*(?![\w*])|(?<![\w_])_(?![\s_])([^_\n]+?)(?<!\s)_(?![\w_])"
)


_HALF = re.compile(r"[\ud800-\udfff]")  # of a character that somebody cut in two
_HOUR = re.compile(r"(?<=-\d\d)[T ]\d\d:\d\d.*")  # behind a day


@dataclass(frozen=True, slots=True)
class Draft:
    """What a document holds, before it is an article."""

    text: str
    id: str | None = None
    title: str | None = None
    publisher: str | None = None
    published: str | None = None
    url: str | None = None
    author: str | None = None
    emphasis: tuple[tuple[int, int], ...] = ()


def decoded(content: bytes) -> str:
    """Bytes as text, by a byte order mark, a declared character set, UTF-8, or else Windows-1252."""
    for mark, name in ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if content.startswith(mark):
            return content.decode(name, "replace")
    declared = _CHARSET.search(content[:2048])
    names = [declared.group(1).decode("ascii")] if declared else []
    for name in (*names, "utf-8", "cp1252"):
        text = _try(content, name)
        if text is not None:
            return text
    return content.decode("cp1252", "replace")


def _try(content: bytes, name: str) -> str | None:
    try:
        return content.decode(name)
    except (LookupError, UnicodeDecodeError):
        return None


def tidy(text: str) -> str:
    """Text with one kind of line break and no spaces at line ends; paragraphs separated by one blank line."""
    text = re.sub(r"\r\n?|\u2028|\u2029", "\n", text).replace("\u00a0", " ").replace("\u00ad", "")
    text = re.sub(r"[^\S\n]+\n", "\n", text)
    return re.sub(r"\n{3,}", "\n\n", text).strip()


def _heading(text: str) -> str | None:
    """The first line, where it stands by itself and does not end as a sentence does."""
    first, _, rest = text.partition("\n\n")
    single = "\n" not in first and 2 < len(first) < 160 and not first.rstrip('”"').endswith((".", ":", ","))
    return first.lstrip("# ").strip() if single and rest else None


def from_text(content: bytes, name: str) -> Draft:
    """Plain text."""
    if b"\x00" in content[:4096] and not content.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise NotAnArticle(f"{name} is not text: give HTML, plain text, Markdown, PDF or JSON.")
    text = tidy(decoded(content))
    return Draft(text, title=_heading(text))


def from_markdown(content: bytes, name: str) -> Draft:
    """Markdown: its markup is removed, and its italics are kept as emphasis."""
    plain = from_text(content, name).text
    title = next((m.group(1).strip() for m in re.finditer(r"^#\s+(.+?)\s*#*$", plain, re.MULTILINE)), None)
    plain = re.sub(r"^#{1,6}\s+(.+?)\s*#*$", r"\1", plain, flags=re.MULTILINE)
    plain = re.sub(r"!?\[([^\]\n]*)\]\([^)\n]*\)", r"\1", plain)
    plain = re.sub(r"(\*\*|__)(?=\S)(.+?)(?<=\S)\1", r"\2", plain)
    plain = re.sub(r"^\s{0,3}(?:>|[-*+])\s+", "", plain, flags=re.MULTILINE)
    text, emphasis = without_marks(plain)
    return Draft(text, title=title or _heading(text), emphasis=emphasis)


def without_marks(text: str) -> tuple[str, tuple[tuple[int, int], ...]]:
    """Text without the marks of italics, and where these were.

    >>> without_marks("He made *Brick* first.")
    ('He made Brick first.', ((8, 13),))
    """
    parts: list[str] = []
    spans: list[tuple[int, int]] = []
    size = place = 0
    for found in _ITALIC.finditer(text):
        inside = found.group(1) or found.group(2)
        before = text[place : found.start()]
        spans.append((size + len(before), size + len(before) + len(inside)))
        parts += [before, inside]
        size, place = spans[-1][1], found.end()
    return "".join([*parts, text[place:]]), tuple(spans)


def from_pdf(content: bytes, name: str) -> Draft:
    """A PDF with text in it, not pictures of pages."""
    import pypdf

    try:
        reader = pypdf.PdfReader(io.BytesIO(content))
        pages = [page.extract_text() for page in reader.pages[:200]]
        title = reader.metadata.title if reader.metadata else None
    except Exception as error:  # pypdf raises many kinds for a broken file
        raise NotAnArticle(f"{name} is not a readable PDF: {error}.") from error
    text = tidy(_joined_lines("\n\n".join(pages)))
    if not text:
        raise NotAnArticle(f"{name} is a PDF without text, perhaps a scan: give its text.")
    return Draft(text, title=str(title).strip() or None if title else None)


def _joined_lines(text: str) -> str:
    """Lines of one paragraph as one line, words hyphenated at a line's end as one word."""
    text = re.sub(r"(?<=[a-z])-\n(?=[a-z])", "", text)
    paragraphs = re.split(r"\n\s*\n|(?<=[.!?”\"])\n(?=[A-Z“\"])", text)
    return "\n\n".join(re.sub(r"\s*\n\s*", " ", paragraph) for paragraph in paragraphs)


def from_json(content: bytes, name: str) -> Draft:
    """JSON with the keys `id`, `text`, `publisher`, `published`, `url`; all other keys are ignored."""
    try:
        data: Any = json.loads(decoded(content))
    except json.JSONDecodeError as error:
        raise BadInput(f"{name} is not JSON: {error.msg} in line {error.lineno}, column {error.colno}.") from None
    except (ValueError, RecursionError):  # a number of thousands of digits, or brackets in brackets without end
        raise BadInput(f"{name} is not readable JSON.") from None
    if not isinstance(data, dict) or not isinstance(data.get("text"), str):
        raise BadInput(f'{name} is not an article: give an object with the key "text".')
    wrong = [k for k in ("id", "publisher", "published", "url", "title") if not isinstance(data.get(k), str | None)]
    if wrong:
        raise BadInput(f"{name}: {wrong[0]} has to be text.")
    if not data["text"].strip():
        raise NotAnArticle(f"{name} is empty: its text contains no words.")
    published = data.get("published")
    if published is not None:
        published = _HOUR.sub("", published)
    if published is not None and not DATE.fullmatch(published):
        raise BadInput(f"{name}: {published!r} is not a date: write YYYY, YYYY-MM or YYYY-MM-DD.")
    return Draft(
        text=_HALF.sub("\ufffd", data["text"]),
        id=data.get("id") or None,
        title=data.get("title"),
        publisher=data.get("publisher"),
        published=published,
        url=data.get("url"),
    )


def joined(blocks: Iterable[tuple[str, list[tuple[int, int]]]]) -> tuple[str, tuple[tuple[int, int], ...]]:
    """Paragraphs as one text with a blank line between, the offsets of their italics shifted."""
    texts: list[str] = []
    emphasis: list[tuple[int, int]] = []
    place = 0
    for text, spans in blocks:
        emphasis += [(place + a, place + b) for a, b in spans]
        texts.append(text)
        place += len(text) + 2
    return "\n\n".join(texts), tuple(emphasis)
