"""Sources and articles: who published what, when, where."""

from dataclasses import dataclass, fields

from slategraph.errors import BadInput
from slategraph.model.dates import checked_date
from slategraph.model.identifiers import digest, source_id
from slategraph.model.signatures import is_signature

SOURCE_KINDS = ("article", "press-release", "interview", "reference", "curated")


@dataclass(frozen=True, slots=True)
class Source:
    """An article, press release, interview or other page that says something.

    `key` identifies it: its address, or the name under which it came. `published` is a date as exact as known (a text,
    or a `datetime.date`, which becomes one); `relays` names the publisher whose story it takes over; `retracted` is the
    day from which its publisher no longer stands by it; `signature` is that of its text, by which reprints are found
    (`slategraph.model.signatures`). Raises `BadInput` for an unknown kind, a date or a signature that is not one.
    """

    key: str
    kind: str = "article"
    publisher: str | None = None
    published: str | None = None
    url: str | None = None
    title: str | None = None
    author: str | None = None
    relays: str | None = None
    retracted: str | None = None
    signature: str | None = None

    def __post_init__(self) -> None:
        if not self.key.strip():
            raise BadInput("A source needs an address or a name.")
        if self.kind not in SOURCE_KINDS:
            raise BadInput(f"{self.kind!r} is not a kind of source: use one of {', '.join(SOURCE_KINDS)}.")
        for name, date in (("published", self.published), ("retracted", self.retracted)):
            if date is not None:
                object.__setattr__(self, name, checked_date(date))
        if self.signature is not None and not is_signature(self.signature):
            raise BadInput(
                f"{self.signature[:20]!r} is not a signature of a text: leave it out, or have the article read."
            )

    @property
    def id(self) -> str:
        """The short id, which also names the graph of what the source says."""
        return source_id(self.key)

    def corrected(self, later: "Source") -> "Source":
        """What is known of the source after it was described anew: what that leaves out stays as it was."""
        known = {f.name: getattr(later, f.name) or getattr(self, f.name) for f in fields(self)}
        return Source(**known | {"kind": self.kind if later.kind == SOURCE_KINDS[0] else later.kind})


@dataclass(frozen=True, slots=True)
class Article:
    """A text to be read: paragraphs separated by a blank line, with what is known of where it appeared.

    `emphasis` holds the spans (start, end) of `text` that were set in italics, since trades set titles so.
    """

    id: str
    text: str
    title: str | None = None
    publisher: str | None = None
    published: str | None = None
    url: str | None = None
    author: str | None = None
    emphasis: tuple[tuple[int, int], ...] = ()

    @property
    def source(self) -> Source:
        """The article as the source of its reports; its key is its address, else its id and its text's fingerprint."""
        return Source(
            key=self.url or f"{self.id} {digest([self.text])[:8]}",
            publisher=self.publisher,
            published=self.published,
            url=self.url,
            title=self.title,
            author=self.author,
        )
