"""What is named on a command line, as a stream: files, folders, globs, addresses, and JSON lines of articles.

Nothing is read before its turn comes, so that a folder or a file of lines may be of any size.

>>> [found] = inputs(["Heat 2\\n\\nMichael Mann will direct Heat 2, he said."])
>>> isinstance(found, Document)
True
"""

import glob
import json
import os
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain, islice
from pathlib import Path
from typing import BinaryIO, ClassVar

from slategraph.errors import SlategraphError, Unreadable
from slategraph.extraction.documents import documents
from slategraph.extraction.documents.addresses import is_address
from slategraph.extraction.documents.documents import MOST_BYTES, Document, document
from slategraph.files import why
from slategraph.importers import JSON_LINES, SUFFIXES
from slategraph.model.identifiers import digest

#: The suffixes of the files of a folder that are read: articles, and JSON lines of articles or reports.
ENDINGS = frozenset({*documents.SUFFIXES, *JSON_LINES.suffixes})
# How many lines of a file are inspected to decide what its lines are.
_FIRST = 100


@dataclass(frozen=True, slots=True)
class Reports:
    """A file of reports or claims, or a folder of claims, which needs no extraction."""

    path: str
    size: int = 0
    complaint: ClassVar[None] = None
    known: ClassVar[bool] = False

    @property
    def said(self) -> str:
        """What a message calls it."""
        return self.path


@dataclass(frozen=True, slots=True)
class Wrong:
    """Something that can't be read, with the sentence that says why."""

    complaint: str
    size: int = 0
    known: ClassVar[bool] = False


Input = Document | Reports | Wrong


def inputs(names: Iterable[str], *, allow_private: bool = False) -> Iterator[Input]:
    """Expand paths, folders, patterns, addresses and ``-`` into documents, in their order and that of the file names.

    Addresses in private networks are refused unless `allow_private`.
    """
    for name in names:
        for path in paths(name):
            yield from _of_standard_input() if path == "-" else _of_file(path, allow_private)


def is_reports(path: str) -> bool:
    """Whether a path is a file of reports (CSV, RDF, JSON lines) or a folder of claims, rather than articles."""
    place = Path(path)
    if not _exists(path):
        return False
    if place.is_dir():
        return next(place.glob("*.csv"), None) is not None
    return place.suffix.lower() in SUFFIXES and place.is_file() and not is_articles(path)


def is_articles(path: str) -> bool:
    """Whether a path is a file of JSON lines each of which is an article, by the keys of the first."""
    place = Path(path)
    if place.suffix.lower() not in JSON_LINES.suffixes or not place.is_file():
        return False
    try:
        with place.open("rb") as file:
            rows = (_parsed(row) for _, row in zip(range(_FIRST), _rows(file), strict=False))
            first = next((row for row in rows if row is not None), {})
    except OSError as error:
        raise Unreadable(f"{path} can't be read: {why(error)}.") from error
    return _is_article(first)


def _is_article(row: Mapping[str, object]) -> bool:
    return "text" in row and "predicate" not in row


def size(names: Iterable[str]) -> int:
    """The total size in bytes of the files behind some names, as far as it is known beforehand."""
    return sum(Path(path).stat().st_size for name in names for path in paths(name) if _exists(path))


def paths(name: str) -> Iterator[str]:
    """The files that a name stands for: those of a folder, those that match a pattern, or what it names itself."""
    if name == "-" or is_address(name) or "\n" in name:
        yield name
    elif _exists(name):
        yield from _inside(name) if Path(name).is_dir() and not is_reports(name) else [name]
    elif glob.has_magic(name) and (found := sorted(glob.glob(name, recursive=True))):  # noqa: PTH207 (any pattern)
        yield from dict.fromkeys(
            path for part in found for path in paths(part)
        )  # `**` matches a folder and what is in it
    else:
        yield name


def _exists(name: str) -> bool:
    try:
        return Path(name).exists()
    except (OSError, ValueError):  # a text, too long for a path
        return False


def _inside(folder: str) -> Iterator[str]:
    """The articles of a folder and of its subfolders, without the hidden ones."""
    empty = True
    for place, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        fitting = sorted(name for name in files if Path(name).suffix.lower() in ENDINGS and not name.startswith("."))
        yield from (str(Path(place, name)) for name in fitting)
        empty = empty and not fitting
    if empty:
        yield folder  # to be refused by its name


def _of_standard_input() -> Iterator[Input]:
    """Standard input: a stream of articles if the first of several lines is one, else a single article."""
    rows = _rows(sys.stdin.buffer)
    begun = list(islice(rows, 2))
    first = _parsed(begun[0]) if len(begun) == 2 else None
    if first is None:
        yield from _one(chain(begun, rows))
    elif _is_article(first):
        yield from _articles(chain(begun, rows), "standard-input")
    else:
        yield Wrong("Standard input contains no articles: give reports as a .jsonl file.")


def _one(rows: Iterable[bytes]) -> Iterator[Input]:
    content = bytearray()
    for row in rows:
        content += row
        if len(content) > MOST_BYTES:
            yield Wrong(f"Standard input is larger than {MOST_BYTES / 1e6:g} MB: give a smaller text.")
            return
    yield document(bytes(content))


def _of_file(path: str, allow_private: bool) -> Iterator[Input]:
    try:
        if is_articles(path):
            with Path(path).open("rb") as file:
                yield from _articles(_rows(file), path)
        elif is_reports(path):
            yield Reports(path, Path(path).stat().st_size)
        elif Path(path).suffix.lower() in JSON_LINES.suffixes or (_exists(path) and Path(path).is_dir()):
            yield Wrong(_lacking(path))
        else:
            yield document(path, allow_private=allow_private)
    except SlategraphError as error:
        yield Wrong(str(error))
    except OSError as error:
        yield Wrong(f"{path} can't be read: {why(error)}.")


def _lacking(path: str) -> str:
    if not Path(path).exists():
        return f"{path} can't be read: no such file or directory."
    return (
        f"{path} contains no articles and no claims: give a folder with HTML, text, Markdown, PDF, JSON or CSV files."
    )


def _articles(rows: Iterable[bytes], said: str) -> Iterator[Input]:
    for number, row in enumerate(rows, start=1):
        if len(row) > MOST_BYTES:
            yield Wrong(f"{said}:{number} is larger than {MOST_BYTES / 1e6:g} MB: give a smaller text.", len(row))
        elif row.strip():
            name = f"{Path(said).stem}-{digest([row.decode('utf-8', 'replace')])[:8]}"
            yield Document(row, name, f"{said}:{number}", "json")


def _rows(file: BinaryIO) -> Iterator[bytes]:
    """The lines of a file; a line that is too long is cut just above the limit."""
    while row := file.readline(MOST_BYTES + 1):
        rest = row
        while len(rest) > MOST_BYTES and not rest.endswith(b"\n"):
            rest = file.readline(MOST_BYTES + 1)
        yield row


def _parsed(row: bytes) -> dict[str, object] | None:
    """The JSON object in a line, or None."""
    try:
        found = json.loads(row.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        return None
    return found if isinstance(found, dict) else None
