"""Extract from many articles, here, in several processes or on a cluster: in their order, going on after a bad one."""

import contextlib
import logging
import threading
from collections.abc import Callable, Generator, Iterable, Iterator
from dataclasses import dataclass, field, replace
from importlib import import_module
from multiprocessing import parent_process
from typing import Any, ClassVar

from slategraph.errors import BadInput, SlategraphError
from slategraph.extraction import extract, version
from slategraph.extraction.builtin.names.gazetteer import Names
from slategraph.extraction.documents.documents import Document, article_of
from slategraph.ingest.inputs import Input, Reports, Wrong
from slategraph.ingest.processes import Done, cores, spread
from slategraph.model.claims import Entity
from slategraph.model.identifiers import digest
from slategraph.model.reports import Report
from slategraph.model.sources import Source

_LOG = logging.getLogger("slategraph")


@dataclass(frozen=True, slots=True)
class Outcome:
    """The result for one article: its reports, and the reading (version and fingerprint) that identifies it.

    `notes` are the extractor's log messages, with their levels, if it ran in another process.
    """

    said: str
    size: int
    article: str
    source: Source
    reading: str
    reports: tuple[Report, ...]
    notes: tuple[tuple[int, str], ...] = ()
    complaint: ClassVar[None] = None
    known: ClassVar[bool] = False


@dataclass(frozen=True, slots=True)
class Known:
    """An article that was read before and is skipped."""

    document: Document
    reading: str
    complaint: ClassVar[None] = None
    known: ClassVar[bool] = True

    @property
    def said(self) -> str:
        """What a message calls it."""
        return self.document.said

    @property
    def size(self) -> int:
        """Its size in bytes."""
        return self.document.size


Step = Outcome | Known | Reports | Wrong
_Results = Generator[tuple[Any, Step | None], None, None]


@dataclass(frozen=True, slots=True)
class Reader:
    """An extractor with its options: known names, and the date and publisher of articles that have none."""

    extractor: str
    version: str
    names: Names = field(default_factory=Names)
    published: str | None = None
    publisher: str | None = None

    def reading(self, document: Document) -> str:
        """The extractor's version and a fingerprint of the document and options."""
        return f"{self.version} {digest([document.fingerprint, self.published or '', self.publisher or ''])}"

    def read(self, document: Document) -> Outcome:
        """Read an article; raises what `read_article` and `extract` raise."""
        found = article_of(document)
        article = replace(
            found, published=found.published or self.published, publisher=found.publisher or self.publisher
        )
        names = self.names.within(f"{article.title or ''}\n{article.text}")
        with _noting() as notes:
            reports = tuple(extract(article, extractor=self.extractor, names=names))
        # The signature and what it relays are known from the reports alone.
        source = reports[0].source if reports else article.source
        return Outcome(document.said, document.size, article.id, source, self.reading(document), reports, tuple(notes))

    def __call__(self, document: Document) -> Step:
        """Read an article, or return why it can't be read."""
        try:
            return self.read(document)
        except SlategraphError as error:
            named = (
                ""
                if document.said in str(error) or str(error).startswith(f"{document.name}: ")
                else f"{document.said}: "
            )
            return Wrong(f"{named}{error}", document.size)
        except Exception as error:  # one article on which an extractor fails must not stop ten thousand others
            return Wrong(f"{document.said} can't be read: {type(error).__name__}, {error}.", document.size)


def reader(
    extractor: str = "builtin",
    *,
    names: Iterable[Entity] = (),
    published: str | None = None,
    publisher: str | None = None,
) -> Reader:
    """An extractor by its name in `EXTRACTORS`; raises `BadInput` if it is unknown or lacks what it needs.

    The `names` are iterated over when the first article is read.
    """
    return Reader(extractor, version(extractor), Names(names), published, publisher)


def read_all(
    items: Iterable[Input],
    by: Reader,
    *,
    known: Callable[[str], bool] = lambda reading: False,
    jobs: int | None = None,
    cluster: str | None = None,
) -> Generator[Step, None, None]:
    """The result for each input, in their order; files of reports are passed through.

    `known` says whether a reading has been done. `jobs` is the number of processes, by default that of the cores;
    `cluster` the address of a Dask cluster to use instead. Of however many inputs, only a few are held at a time.
    """
    turns = _turns(items, by, known)
    done = _on_cluster(cluster, turns, by) if cluster else spread(turns, by, jobs=jobs or cores())
    with contextlib.closing(done):
        for item, step in done:
            if isinstance(step, Outcome):
                for level, note in step.notes:
                    _LOG.log(level, "%s", note)
            if step is None:
                assert isinstance(item, Document)  # a step that is there already comes out as it is
                yield Wrong(f"{item.said} can't be read: the process that read it died.", item.size)
            else:
                yield step


def _turns(items: Iterable[Input], by: Reader, known: Callable[[str], bool]) -> Iterator[Document | Done[Step]]:
    """Inputs, those that need no reading as `Done`."""
    for item in items:
        if not isinstance(item, Document):
            yield Done(item)
        elif known(reading := by.reading(item)):
            yield Done(Known(item, reading))
        else:
            yield item


def _on_cluster(address: str, turns: Iterator[Document | Done[Step]], by: Reader) -> _Results:
    try:
        clusters = import_module("slategraph.ingest.dask")
    except ImportError:
        raise BadInput("A cluster needs Dask: pip install 'slategraph[cluster]'.") from None
    found: _Results = clusters.spread(turns, by, address=address)
    return found


class _Notes(logging.Handler):
    """The log messages of one thread."""

    def __init__(self) -> None:
        super().__init__()
        self.kept: list[tuple[int, str]] = []
        self._thread = threading.get_ident()

    def emit(self, record: logging.LogRecord) -> None:
        if record.thread == self._thread:
            self.kept.append((record.levelno, record.getMessage()))


@contextlib.contextmanager
def _noting() -> Iterator[list[tuple[int, str]]]:
    """The extractor's log messages, to be logged again by the main process; there they are logged at once."""
    notes = _Notes()
    if parent_process() is None:
        yield notes.kept
        return
    level = _LOG.level
    _LOG.addHandler(notes)
    _LOG.setLevel(logging.INFO)
    try:
        yield notes.kept
    finally:
        _LOG.removeHandler(notes)
        _LOG.setLevel(level)
