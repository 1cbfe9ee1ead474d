"""Articles from files, addresses, standard input and text: HTML, plain text, Markdown, PDF and JSON.

>>> story = read_article("Heat 2\\n\\nMichael Mann will direct Heat 2, the sequel to his own film, he said on Tuesday.")
>>> story.title
'Heat 2'
"""

import re
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from types import MappingProxyType

from slategraph.errors import NotAnArticle, Unreadable
from slategraph.extraction.addresses import fetch, is_address, last_part
from slategraph.extraction.formats import Draft, from_json, from_markdown, from_pdf, from_text
from slategraph.extraction.pages import from_html
from slategraph.extraction.wordlists import listed
from slategraph.files import read_bytes
from slategraph.model import Article

#: The largest file or page that is read, in bytes, and the longest text, in words.
MOST_BYTES = 20_000_000
MOST_WORDS = 100_000
_ENGLISH = listed("the of and to in a is for that on with as was his by at from has it will be he she an who are this")


def read_article(
    source: str | Path | bytes, *, kind: str | None = None, name: str | None = None, allow_private: bool = False
) -> Article:
    """Read an article from a path, an http(s) address, standard input (``-``), or from text itself.

    A text is told from a path by a line break in it, or by its length. `kind` (one of `KINDS`) says what the content is
    where its name and beginning don't; `name` becomes the article's id where it carries none; addresses in private
    networks are refused unless `allow_private`. Raises `Unreadable`, `BadInput` or `NotAnArticle` with the reason.
    """
    if isinstance(source, bytes):
        return _article(source, name or "standard-input", kind, None)
    if isinstance(source, str):
        if not source.strip():
            raise NotAnArticle("The text is empty: give the text of an article, its path or its address.")
        if source == "-":
            return _article(_standard_input(), name or "standard-input", kind, None)
        if is_address(source):
            page = fetch(source, limit=MOST_BYTES, allow_private=allow_private)
            return _article(page.content, name or last_part(page.url), kind or page.kind, page.url)
        if _is_text(source):
            return _article(
                source.encode("utf-8", "surrogatepass"),
                name or "text",
                kind or _guess(source.encode()[:2000], ""),
                None,
            )
    path = Path(source)
    if not path.exists():
        raise Unreadable(f"{path} does not exist: give the path of an article, its address, or its text.")
    if kind is None and path.suffix.lower() in _OTHER:
        raise NotAnArticle(f"{path} is no article: give HTML, plain text, Markdown, PDF or JSON.")
    return _article(read_bytes(path, MOST_BYTES), name or path.stem, kind, None, path.suffix, said=str(path))


def articles(sources: Iterable[str | Path], *, allow_private: bool = False) -> Iterator[Article]:
    """Read several articles, one after the other."""
    return (read_article(source, allow_private=allow_private) for source in sources)


def _standard_input() -> bytes:
    content = sys.stdin.buffer.read(MOST_BYTES + 1)
    if len(content) > MOST_BYTES:
        raise Unreadable(f"Standard input is larger than {MOST_BYTES / 1e6:g} MB: give a smaller text.")
    return content


def _is_text(source: str) -> bool:
    return "\n" in source or len(source) > 400 or (source.count(" ") > 12 and source.rstrip()[-1:] in '.!?”"')


def _article(
    content: bytes, name: str, kind: str | None, url: str | None, suffix: str = "", *, said: str | None = None
) -> Article:
    """The article that some content holds; `said` is what a complaint calls it, where that is not its name."""
    said = said or name
    if not content.strip():
        raise NotAnArticle(f"{said} is empty: give the text of an article.")
    if kind is not None and kind not in KINDS:
        raise NotAnArticle(f"There is no kind of document {kind!r}: use one of {', '.join(KINDS)}.")
    draft = KINDS[kind or _guess(content[:2000], suffix)](content, said)
    _check(draft.text, said)
    return Article(
        id=draft.id or name,
        text=draft.text,
        title=draft.title,
        publisher=draft.publisher,
        published=draft.published,
        url=draft.url or url,
        author=draft.author,
        emphasis=draft.emphasis,
    )


def _guess(beginning: bytes, suffix: str) -> str:
    """What the content is, by its first bytes, else by the end of its name."""
    start = beginning.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if start.startswith(b"%pdf"):
        return "pdf"
    if re.match(rb"<(!doctype html|html|head|body|article|\?xml[^>]*>\s*<(!doctype )?html)", start):
        return "html"
    if suffix.lower() == ".json" or (start.startswith(b"{") and suffix.lower() not in _SUFFIXES):
        return "json"
    return _SUFFIXES.get(suffix.lower(), "text")


def _check(text: str, name: str) -> None:
    """Refuse what is no English article."""
    words = re.findall(r"[^\W\d_]+", text)
    if not words:
        raise NotAnArticle(f"{name} holds no words: give the text of an article.")
    if len(words) > MOST_WORDS:
        raise NotAnArticle(f"{name} holds {len(words):,} words: an article has at most {MOST_WORDS:,}.")
    odd = sum(not c.isprintable() and not c.isspace() for c in text)
    if odd > len(text) / 100:
        raise NotAnArticle(f"{name} is no text: give HTML, plain text, Markdown, PDF or JSON.")
    if len(words) >= 40 and sum(w.lower() in _ENGLISH for w in words) < len(words) / 12:
        raise NotAnArticle(f"{name} seems not to be in English, the one language that is read.")


# Files that are surely no article, though some of them would pass for text.
_OTHER = frozenset(
    f".{ending}"
    for ending in listed(
        "ttl trig nt nq rdf owl xml csv tsv jsonl ndjson py js css sh doc docx xls xlsx odt zip png jpg jpeg gif svg "
        "mp4 db ipynb"
    )
)

_SUFFIXES = {
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".md": "markdown",
    ".markdown": "markdown",
    ".pdf": "pdf",
    ".json": "json",
    ".txt": "text",
}

#: The kinds of document and the functions that read them.
KINDS: Mapping[str, Callable[[bytes, str], Draft]] = MappingProxyType(
    {"html": from_html, "text": from_text, "markdown": from_markdown, "pdf": from_pdf, "json": from_json}
)
