"""Publishers of news, by all their names, from `data/names/outlets.csv`.

>>> name_of("THR"), name_of("the hollywood reporter"), name_of("The Salt Road Gazette")
('The Hollywood Reporter', 'The Hollywood Reporter', None)
>>> site_of("https://www.deadline.com/2025/10/heat-2")
'Deadline'
"""

import csv
import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from types import MappingProxyType

from slategraph.files import shipped
from slategraph.model.identifiers import slug
from slategraph.model.sources import Source

_HOST = re.compile(r"https?://(?:[^/?#@]*@)?([^/?#:]+)", re.IGNORECASE)


def _parts(cell: str) -> Iterator[str]:
    return (part.strip() for part in cell.split(";") if part.strip())


def _rows() -> Iterator[dict[str, str]]:
    return csv.DictReader(shipped("data/names/outlets.csv").read_text("utf-8").splitlines())


def _plain(name: str) -> str:
    return slug(name).removeprefix("the-")


_ROWS = tuple(_rows())
#: Every name of a known publisher, with its usual one.
NAMES: Mapping[str, str] = MappingProxyType(
    {name: row["name"] for row in _ROWS for name in (row["name"], *_parts(row["others"]))}
)
_BY_SLUG = {_plain(name): outlet for name, outlet in NAMES.items()}
_BY_SITE = {site: row["name"] for row in _ROWS for site in _parts(row["sites"])}


def name_of(name: str) -> str | None:
    """The usual name of a known publisher, from any of its names; None for an unknown one."""
    return _BY_SLUG.get(_plain(name))


@lru_cache(maxsize=10_000)
def site_of(address: str) -> str | None:
    """The known publisher on whose site an address is, or None."""
    found = _HOST.match(address)
    parts = found[1].casefold().split(".") if found else []
    return next((_BY_SITE[site] for i in range(len(parts)) if (site := ".".join(parts[i:])) in _BY_SITE), None)


@lru_cache(maxsize=10_000)
def outlet_id(name: str) -> str:
    """A publisher's key, the same for all its names: ``hollywood-reporter``."""
    return _plain(name_of(name) or name)


def publisher_of(source: Source) -> str:
    """The key of a source's publisher: as named, else by the site of its address, else the source itself."""
    return outlet_id(source.publisher or site_of(source.url or source.key) or source.key)


def original_outlet(source: Source) -> str:
    """The key of the publisher whose report a source passes on: the one that it relays, else its own."""
    return outlet_id(source.relays) if source.relays else publisher_of(source)
