"""Curated claims: CSV files that a person writes in any spreadsheet and reviews in a diff.

A file of claims has one claim a line, by one source: `subject`, `predicate`, `object`, `work`, `status`, `certainty`,
`source`, `speaker`, `evidence`. Beside it, `sources.csv` says what a source's key stands for and `entities.csv` what
type a name has; docs/curating.md explains each column. A file that stands alone has `publisher`,
`published` and `url` itself, or nothing: then the file is the source.
"""

import csv
import io
from collections.abc import Iterator, Mapping
from pathlib import Path

from slategraph.errors import BadInput, Unreadable
from slategraph.files import decoded, read_bytes
from slategraph.model.claims import Entity
from slategraph.model.records import KEYS
from slategraph.model.types import Line

LIMIT = 50_000_000  # bytes

_CLAIM_COLUMNS = {*KEYS, "source"}
_SOURCE_COLUMNS = {"source", "kind", "publisher", "published", "url", "derived_from", "retracted"}
_ENTITY_COLUMNS = {"name", "type", "aliases", "wikidata", "imdb", "tmdb"}


def read_folder(folder: Path) -> tuple[list[tuple[str, Line]], list[Entity]]:
    """The claims of all files in a folder, and its entities."""
    files = [p for p in sorted(folder.glob("*.csv")) if p.name not in ("entities.csv", "sources.csv")]
    if not files:
        raise Unreadable(f"{folder} holds no claims: it has to hold CSV files such as heat-2.csv.")
    return [placed for file in files for placed in _claims(file)], _entities(folder / "entities.csv")


def read_claims(path: Path) -> tuple[list[tuple[str, Line]], list[Entity]]:
    """The claims of one file, and the entities of the `entities.csv` beside it, if there is one."""
    return list(_claims(path)), _entities(path.parent / "entities.csv")


def _rows(path: Path, columns: set[str], required: set[str]) -> Iterator[tuple[str, dict[str, str]]]:
    """The rows of a CSV file, each with its place; refuses unknown columns and rows of another length."""
    reader = csv.reader(io.StringIO(decoded(read_bytes(path, LIMIT), path), newline=""), strict=True)
    header: list[str] | None = None
    before = 0
    try:
        for row in reader:
            place, before = f"{path}:{before + 1}", reader.line_num
            if header is None:
                header = _header(place, row, columns, required)
            elif any(cell.strip() for cell in row):
                yield place, _row(place, row, header)
    except csv.Error as error:
        raise BadInput(f"{path}:{reader.line_num}: not CSV ({error}).") from None
    if header is None:
        raise BadInput(f"{path}:1: the file is empty: its first line has to name the columns.")


def _header(place: str, row: list[str], columns: set[str], required: set[str]) -> list[str]:
    header = [cell.strip() for cell in row]
    unknown = [cell for cell in header if cell not in columns]
    if unknown:
        raise BadInput(f"{place}: unknown column {unknown[0]!r}: the columns are {', '.join(sorted(columns))}.")
    if twice := [cell for cell in header if header.count(cell) > 1]:
        raise BadInput(f"{place}: the column {twice[0]!r} comes twice.")
    if missing := required - set(header):
        raise BadInput(f"{place}: the column {min(missing)} is missing.")
    return header


def _row(place: str, row: list[str], header: list[str]) -> dict[str, str]:
    if len(row) != len(header):
        raise BadInput(
            f"{place}: {len(row)} cells where the header has {len(header)} (a comma needs quotes around its cell)."
        )
    return {key: cell for key, cell in zip(header, row, strict=True) if cell.strip()}


def _claims(path: Path) -> Iterator[tuple[str, Line]]:
    sources = _sources(path.parent / "sources.csv")
    for place, row in _rows(path, _CLAIM_COLUMNS, {"subject", "predicate", "object"}):
        key = row.pop("source", None)
        if key is not None and key not in sources:
            raise BadInput(f"{place}: the source {key!r} is not in {path.parent / 'sources.csv'}.")
        about = sources[key] if key is not None else {"kind": "curated"} if "url" not in row else {}
        yield place, {"article": path.stem, "extractor": "hand", **about, **row}


def _sources(path: Path) -> dict[str, dict[str, str]]:
    rows = list(_rows(path, _SOURCE_COLUMNS, {"source"})) if path.exists() else []
    publishers = {row.get("source", ""): row.get("publisher", "") for _, row in rows}
    return {row.get("source", ""): _source(row, publishers) for _, row in rows}


_ABOUT: tuple[str, ...] = ("kind", "publisher", "published", "url", "retracted")


def _source(row: dict[str, str], publishers: Mapping[str, str]) -> dict[str, str]:
    about = {key: row[key] for key in _ABOUT if key in row}
    relayed = row.get("derived_from", "")
    return {"article": row.get("source", ""), **about, "relays": publishers.get(relayed) or relayed}


def _entities(path: Path) -> list[Entity]:
    return (
        [_entity(place, row) for place, row in _rows(path, _ENTITY_COLUMNS, {"name", "type"})] if path.exists() else []
    )


def _entity(place: str, row: dict[str, str]) -> Entity:
    aliases = tuple(alias.strip() for alias in row.get("aliases", "").split(";") if alias.strip())
    refs = {"wd": row.get("wikidata"), "imdb": _in_folder(_IMDB, row.get("imdb", "")[:2], row.get("imdb"))}
    refs["tmdb"] = _in_folder(_TMDB, row.get("type", ""), row.get("tmdb"))
    try:
        return Entity(
            row.get("type", ""), row.get("name", ""), aliases, tuple(f"{k}:{v}" for k, v in refs.items() if v)
        )
    except BadInput as error:
        raise BadInput(f"{place}: {error}") from None


# The folders of two catalogues' addresses, by the beginning of an IMDb id and by an entity's type.
_IMDB = {"tt": "title", "nm": "name", "co": "company", "ch": "character"}
_TMDB = {"Film": "movie", "Series": "tv", "Person": "person", "Company": "company"}


def _in_folder(folders: Mapping[str, str], key: str, ref: str | None) -> str | None:
    return f"{folders[key]}/{ref}" if ref and key in folders else ref
