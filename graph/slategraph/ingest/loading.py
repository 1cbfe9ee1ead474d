"""Bringing files into a store: curated claims, JSON lines, and articles, which are extracted on the way.

>>> from slategraph import open_store
>>> store = open_store()
>>> load_curated(store) > 100
True
"""

from collections.abc import Collection, Generator, Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, ClassVar

from slategraph.errors import BadClaims, BadInput, SlategraphError
from slategraph.extraction.documents.documents import Document, article_of, document
from slategraph.files import shipped
from slategraph.importers import importer, read
from slategraph.ingest.inputs import Reports, Wrong, inputs, is_reports
from slategraph.ingest.readers import Known, Outcome, Reader, read_all, reader
from slategraph.model.claims import Entity
from slategraph.model.records import line_of, reports_of
from slategraph.model.reports import Report
from slategraph.query.lookup import named_in
from slategraph.rdf.validation import check_lines
from slategraph.store.read_log import is_read, read_now
from slategraph.store.store import Store


@dataclass(frozen=True, slots=True)
class Loaded:
    """The result for one file: how many reports, how many new ones, how many below the confidence threshold."""

    path: str
    reports: int
    new: int
    unsure: int
    size: int = 0
    complaint: ClassVar[None] = None
    known: ClassVar[bool] = False


def load_curated(store: Store, folder: str | Path | None = None) -> int:
    """Add hand-curated claims from a folder of CSV files; returns the number of new reports.

    Without a folder, adds the claims that ship with slategraph. Checked with SHACL before anything is added: raises
    `BadClaims`, which names each invalid line.

        >>> from slategraph import open_store
        >>> with open_store() as store:
        ...     load_curated(store) > 100, load_curated(store)
        (True, 0)
    """
    return store.add(reports_in(shipped("data/claims") if folder is None else folder))


def add_file(
    store: Store,
    path: str,
    *,
    extractor: str = "builtin",
    names: Iterable[Entity] | None = None,
    published: str | None = None,
    publisher: str | None = None,
) -> Loaded:
    """Add one file: an article in any form that can be read, claims as CSV, or reports as JSON lines.

    The extractor knows the entities `names`, by default those of the store that the article names. Its earlier reports
    of the same article are replaced. `published` and `publisher` are used if the article has none. Raises `Unreadable`
    or `BadInput` with the reason, and then nothing of the file is in the store.

        >>> from slategraph import open_store
        >>> with open_store() as store:
        ...     loaded = add_file(store, str(shipped("data/claims/heat-2.csv")))
        ...     loaded.reports == loaded.new > 10
        True
    """
    if is_reports(path):
        return add_reports(store, path)
    found = document(path)
    known = _names_in(store, found) if names is None else names
    by = reader(extractor, names=known, published=published, publisher=publisher)
    return keep(store, by.read(found))


def _names_in(store: Store, found: Document) -> Iterator[Entity]:
    """The names that the store has of those in an article."""
    article = article_of(found)
    return named_in(store, f"{article.title or ''}\n{article.text}")


def add_files(
    store: Store,
    paths: Iterable[str],
    by: Reader,
    *,
    again: bool = False,
    jobs: int | None = None,
    cluster: str | None = None,
    allow_private: bool = False,
) -> Generator[Loaded | Known | Wrong, None, None]:
    """Add files, folders, globs and JSON lines of articles, however many, and yield the result of each, in their order.

    An article that this version of the extractor has read is `Known` and not read again, unless `again`. What can't be
    read is `Wrong` and says why; so are addresses in private networks, unless `allow_private`. Each article is one
    write, so that after a kill the same call resumes.
    """

    def known(reading: str) -> bool:
        return not again and is_read(store.graphs, reading)

    found = inputs(paths, allow_private=allow_private)
    with closing(read_all(found, by, known=known, jobs=jobs, cluster=cluster)) as steps:
        for came in steps:
            # Of two texts from one address the later counts, also where the earlier has just been read in its place.
            step = by(came.document) if isinstance(came, Known) and not known(came.reading) else came
            if isinstance(step, Outcome):
                yield keep(store, step)
            elif isinstance(step, Reports):
                yield _tried(store, step)
            else:
                yield step


def _tried(store: Store, step: Reports) -> Loaded | Wrong:
    try:
        return replace(add_reports(store, step.path), size=step.size)
    except SlategraphError as error:
        return Wrong(str(error), step.size)


def keep(store: Store, outcome: Outcome) -> Loaded:
    """Store an extractor's reports of an article in place of its earlier ones, and note that it has been read."""
    name = outcome.reading.partition("/")[0]
    earlier = [r for r in store.reports(source=outcome.source.id) if r.extractor.partition("/")[0] == name]
    read = read_now(store.graphs, outcome.source.id, outcome.reading)
    new = store.apply(read, reports=outcome.reports, instead=earlier)
    return replace(_loaded(store, outcome.said, outcome.reports, new), size=outcome.size)


def add_reports(store: Store, path: str) -> Loaded:
    """Add a file of reports or claims, or a folder of claims; raises as `add_file` does."""
    reports = list(reports_in(path))
    return _loaded(store, path, reports, store.add(reports))


def _loaded(store: Store, path: str, reports: Collection[Report], new: int) -> Loaded:
    least = store.threshold
    return Loaded(path, len(reports), new, sum(report.confidence < least for report in reports))


def reports_in(path: str | Path) -> Iterator[Report]:
    """The reports of a file of reports or claims, or of a folder of claims; raises as the importer does."""
    row = importer(Path(path))
    lines, known = row.read(Path(path))
    if row.checked:
        check_lines(lines, known)
    return reports_of(lines, known)


def lines_in(step: Outcome | Reports) -> Iterator[dict[str, Any]]:
    """Reports as lines, those of an article with the article's own id."""
    if isinstance(step, Reports):
        return map(line_of, reports_in(step.path))
    return (line_of(report) | {"article": step.article} for report in step.reports)


def check_file(path: str) -> list[str]:
    """The problems of a file or folder of claims, each starting with its place."""
    try:
        lines, known = read(Path(path))
        check_lines(lines, known)
        list(reports_of(lines, known))
    except BadClaims as error:
        return list(error.problems)
    except BadInput as error:
        return [str(error)]
    return []
