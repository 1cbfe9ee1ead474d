"""Articles from files, addresses, standard input and text: HTML, plain text, Markdown, PDF and JSON.

>>> story = read_article("Heat 2\\n\\nMichael Mann will direct Heat 2, the sequel to his own film, he said on Tuesday.")
>>> story.title
'Heat 2'
"""

import hashlib
import re
import sys
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from slategraph.errors import NotAnArticle, Unreadable
from slategraph.extraction.documents.addresses import fetch, is_address, last_part
from slategraph.extraction.documents.formats import Draft, from_json, from_markdown, from_pdf, from_text
from slategraph.extraction.documents.html import from_html
from slategraph.extraction.wordlists import listed
from slategraph.files import read_bytes
from slategraph.model.identifiers import digest
from slategraph.model.sources import Article

#: The largest file or page that is read, in bytes, and the longest text, in words.
MOST_BYTES = 20_000_000
MOST_WORDS = 100_000
_INPUT = "standard-input"
_ENGLISH = listed("the of and to in a is for that on with as was his by at from has it will be he she an who are this")


@dataclass(frozen=True, slots=True)
class Document:
    """What is to become an article: bytes as they came, and what is known of them before they are read.

    `name` becomes the article's id where the content carries none; `said` is what a message calls it.
    """

    content: bytes
    name: str
    said: str
    kind: str | None = None
    url: str | None = None
    suffix: str = ""

    @property
    def size(self) -> int:
        """How many bytes it has."""
        return len(self.content)

    @property
    def fingerprint(self) -> str:
        """The same for the same content, under the same name or at the same address."""
        identity = (self.url or self.name, self.kind or self.suffix.lower(), hashlib.sha256(self.content).hexdigest())
        return digest(identity)


def read_article(
    source: str | Path | bytes, *, kind: str | None = None, name: str | None = None, allow_private: bool = False
) -> Article:
    """Read an article from a path, an http(s) address, standard input (``-``), or from text itself.

    A string is taken for text, not a path, if it contains a line break or is long. `kind` (one of `KINDS`)
    says what the content is if its name and beginning don't; `name` becomes the article's id if it has none; addresses
    in private networks are rejected unless `allow_private`. Raises `Unreadable`, `BadInput` or `NotAnArticle` with the
    reason.

        >>> read_article("Michael Mann is set to direct Heat 2.\\nThe studio said so.", name="a").id
        'a'
    """
    return article_of(document(source, kind=kind, name=name, allow_private=allow_private))


def document(
    source: str | Path | bytes, *, kind: str | None = None, name: str | None = None, allow_private: bool = False
) -> Document:
    """The bytes that `read_article` makes an article of; raises as it does."""
    if isinstance(source, bytes):
        return Document(source, name or _INPUT, name or _INPUT, kind)
    if isinstance(source, str):
        if not source.strip():
            raise NotAnArticle("The text is empty: give the text of an article, its path or its address.")
        if source == "-":
            return Document(_standard_input(), name or _INPUT, name or _INPUT, kind)
        if is_address(source):
            page = fetch(source, limit=MOST_BYTES, allow_private=allow_private)
            named = name or last_part(page.url)
            return Document(page.content, named, named, kind or page.kind, page.url)
        if _is_text(source):
            content = source.encode("utf-8", "surrogatepass")
            return Document(content, name or "text", name or "text", kind or _guess(source.encode()[:2000], ""))
    if isinstance(source, str) and re.match(r"[a-z][a-z0-9+.-]+://", source, re.IGNORECASE):
        raise Unreadable(f"{source} can't be read: an address begins with http:// or https://.")
    path = Path(source)
    if not path.exists():
        raise Unreadable(f"{path} does not exist: give the path of an article, its address, or its text.")
    if kind is None and path.suffix.lower() in _OTHER:
        raise NotAnArticle(f"{path} is not an article: give HTML, plain text, Markdown, PDF or JSON.")
    return Document(read_bytes(path, MOST_BYTES), name or path.stem, str(path), kind, None, path.suffix)


def _standard_input() -> bytes:
    content = sys.stdin.buffer.read(MOST_BYTES + 1)
    if len(content) > MOST_BYTES:
        raise Unreadable(f"Standard input is larger than {MOST_BYTES / 1e6:g} MB: give a smaller text.")
    return content


def _is_text(source: str) -> bool:
    return "\n" in source or len(source) > 400 or (source.count(" ") > 12 and source.rstrip()[-1:] in '.!?”"')


def article_of(found: Document) -> Article:
    """The article that a document holds; raises `BadInput` or `NotAnArticle` with the reason."""
    if not found.content.strip():
        raise NotAnArticle(f"{found.said} is empty: give the text of an article.")
    if found.kind is not None and found.kind not in KINDS:
        raise NotAnArticle(f"Unknown kind of document {found.kind!r}: use one of {', '.join(KINDS)}.")
    draft = KINDS[found.kind or _guess(found.content[:2000], found.suffix)](found.content, found.said)
    _check(draft.text, found.said)
    return Article(
        id=draft.id or found.name,
        text=draft.text,
        title=draft.title,
        publisher=draft.publisher,
        published=draft.published,
        url=draft.url or found.url,
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
    if suffix.lower() == ".json" or (start.startswith(b"{") and suffix.lower() not in SUFFIXES):
        return "json"
    return SUFFIXES.get(suffix.lower(), "text")


def _check(text: str, name: str) -> None:
    """Reject text that is not an English article."""
    words = re.findall(r"[^\W\d_]+", text)
    if not words:
        raise NotAnArticle(f"{name} contains no words: give the text of an article.")
    if len(words) > MOST_WORDS:
        raise NotAnArticle(f"{name} contains {len(words):,} words: an article has at most {MOST_WORDS:,}.")
    odd = sum(not c.isprintable() and not c.isspace() and unicodedata.category(c) != "Cf" for c in text)
    if odd > len(text) / 100:
        raise NotAnArticle(f"{name} is not text: give HTML, plain text, Markdown, PDF or JSON.")
    share = sum(w.lower() in _ENGLISH for w in words) / len(words)
    if (len(words) >= 40 and share < 1 / 12) or (len(words) >= 20 and share < 1 / 20):
        raise NotAnArticle(f"{name} does not seem to be in English, the only language supported.")


# Suffixes of files that are not articles, though some of them would pass for text.
_OTHER = frozenset(
    f".{ending}"
    for ending in listed(
        "ttl trig nt nq rdf owl xml csv tsv jsonl ndjson py js css sh doc docx xls xlsx odt zip png jpg jpeg gif svg "
        "mp4 db ipynb"
    )
)

#: The suffixes of articles, with their kinds.
SUFFIXES: Mapping[str, str] = {
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
