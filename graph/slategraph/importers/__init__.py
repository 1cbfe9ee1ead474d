"""Files that people or other tools wrote, as reports: curated claims (CSV), JSON lines, and RDF.

`read` returns lines, each with the place to name when it is wrong; `slategraph.model.records` makes reports of
them.
"""

from collections.abc import Mapping
from importlib import import_module
from pathlib import Path
from types import MappingProxyType

from slategraph.errors import BadInput, Unreadable
from slategraph.model.claims import Entity
from slategraph.model.types import Line

Placed = tuple[str, Line]


def read(path: Path) -> tuple[list[Placed], list[Entity]]:
    """The lines of a file and the entities that are listed beside it.

    Raises `Unreadable` or `BadInput`, naming the line, for a file that can't be read.
    """
    if not path.exists():
        raise Unreadable(f"{path} can't be read: no such file or directory.")
    kind = "/" if path.is_dir() else path.suffix.lower()
    if kind not in IMPORTERS:
        raise BadInput(f"{path} is no file of claims: give {', '.join(k for k in IMPORTERS if k != '/')} or a folder.")
    module, _, function = IMPORTERS[kind].partition(":")
    result: tuple[list[Placed], list[Entity]] = getattr(import_module(module), function)(path)
    return result


#: How a file of reports is read, by suffix: the import path of a function (a folder's suffix is "/").
IMPORTERS: Mapping[str, str] = MappingProxyType(
    {
        ".csv": "slategraph.importers.curated:read_claims",
        "/": "slategraph.importers.curated:read_folder",
        ".jsonl": "slategraph.importers.jsonlines:read_lines",
        ".ndjson": "slategraph.importers.jsonlines:read_lines",
        ".ttl": "slategraph.importers.turtle:read_graph",
        ".trig": "slategraph.importers.turtle:read_graph",
        ".nt": "slategraph.importers.turtle:read_graph",
        ".nq": "slategraph.importers.turtle:read_graph",
    }
)
