"""Bringing files into a store: curated claims, JSON lines, and articles, which are read on the way.

>>> from slategraph import open_store
>>> store = open_store()
>>> load_curated(store) > 100
True
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from slategraph.errors import BadClaims, BadInput
from slategraph.extraction import extract
from slategraph.extraction.documents import read_article
from slategraph.files import shipped
from slategraph.importers import IMPORTERS, read
from slategraph.lines import line_of, reports_of
from slategraph.model import Article, Entity, Report
from slategraph.names import entities
from slategraph.store import Store
from slategraph.validation import check_lines


@dataclass(frozen=True, slots=True)
class Loaded:
    """What came of one file: how many reports it held, how many were new, and how many too unsure to be believed."""

    path: str
    reports: int
    new: int
    unsure: int


def load_curated(store: Store, folder: str | Path | None = None) -> int:
    """Add hand-curated claims from a folder of CSV files; gives how many reports were new.

    Without a folder it is the claims that come with slategraph. Checked with SHACL before anything is added: raises
    `BadClaims` that names each wrong line.
    """
    return store.add(_curated(shipped("data/claims") if folder is None else Path(folder)))


def _curated(path: Path) -> Iterator[Report]:
    lines, known = read(path)
    check_lines(lines, known)
    return reports_of(lines, known)


def is_lines(path: str) -> bool:
    """Whether a path is a file of reports (CSV, JSON lines) or a folder of claims, rather than an article."""
    return Path(path).is_dir() or (Path(path).suffix.lower() in IMPORTERS and Path(path).is_file())


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

    The reader knows the `names` that it is given, by default all that the store has. What it had read in the same
    article before gives way to what it reads now. `published` and `publisher` are those of an article that doesn't say
    them itself. Raises `Unreadable` or `BadInput` with the reason, and then nothing of the file is in the store.
    """
    known = entities(store) if names is None else names
    if is_lines(path):
        reports = list(reports_in(path))
        return _loaded(store, path, reports, store.add(reports))
    article = read_article(path)
    told = replace(article, published=article.published or published, publisher=article.publisher or publisher)
    reports = list(extract(told, extractor=extractor, names=known))
    return _loaded(store, path, reports, store.rewrite(reports, instead=_earlier(store, told, extractor)))


def _earlier(store: Store, article: Article, extractor: str) -> list[Report]:
    """What the store has from an earlier reading of an article by the same reader."""
    found = store.reports(source=article.source.id)
    return [report for report in found if report.extractor.partition("/")[0] == extractor]


def _loaded(store: Store, path: str, reports: list[Report], new: int) -> Loaded:
    least = store.decisions().trusted
    return Loaded(path, len(reports), new, sum(report.confidence < least for report in reports))


def reports_in(path: str, *, extractor: str = "builtin", names: Iterable[Entity] = ()) -> Iterator[Report]:
    """The reports of one file, read or extracted."""
    if is_lines(path):
        by_hand = Path(path).is_dir() or Path(path).suffix.lower() == ".csv"
        return _curated(Path(path)) if by_hand else _listed(Path(path))
    return extract(read_article(path), extractor=extractor, names=names)


def lines_in(path: str, *, extractor: str = "builtin") -> Iterator[dict[str, Any]]:
    """What an article reports, as lines that bear the article's own id."""
    if is_lines(path):
        yield from map(line_of, reports_in(path))
        return
    article = read_article(path)
    for report in extract(article, extractor=extractor):
        yield line_of(report) | {"article": article.id}


def _listed(path: Path) -> Iterator[Report]:
    lines, known = read(path)
    return reports_of(lines, known)


def check_file(path: str) -> list[str]:
    """What is wrong with a file or folder of claims, each problem starting with its place."""
    try:
        lines, known = read(Path(path))
        check_lines(lines, known)
        list(reports_of(lines, known))
    except BadClaims as error:
        return list(error.problems)
    except BadInput as error:
        return [str(error)]
    return []
