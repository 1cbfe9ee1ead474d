"""Files that people or other tools wrote, as reports: curated claims (CSV), JSON lines, and RDF.

An importer returns lines, each with the place to name when it is wrong; `slategraph.model.records` makes reports of
them. To add one, add a file to this folder and its row here.
"""

from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

from slategraph.errors import BadInput, Unreadable
from slategraph.model.claims import Entity
from slategraph.model.types import Line

Placed = tuple[str, Line]


@dataclass(frozen=True, slots=True)
class Importer:
    """One source of reports: its name, the suffixes of its files (a folder's is "/"), and its function's import path.

    `checked` says that its claims are checked with SHACL before any is added, since people wrote them by hand.
    """

    name: str
    suffixes: tuple[str, ...]
    function: str
    checked: bool = False

    def read(self, path: Path) -> tuple[list[Placed], list[Entity]]:
        """The lines of a file, and the entities listed beside it; raises `BadInput`, naming the line."""
        module, _, function = self.function.partition(":")
        result: tuple[list[Placed], list[Entity]] = getattr(import_module(module), function)(path)
        return result


def importer(path: Path) -> Importer:
    """The importer of a file, by its suffix, or of a folder.

    Raises `Unreadable` for a file that does not exist, and `BadInput` for one of another kind.
    """
    if not path.exists():
        raise Unreadable(f"{path} can't be read: no such file or directory.")
    suffix = "/" if path.is_dir() else path.suffix.lower()
    if suffix not in SUFFIXES:
        known = ", ".join(known for known in SUFFIXES if known != "/")
        raise BadInput(f"{path} is not a file of claims: give {known} or a folder.")
    return SUFFIXES[suffix]


def read(path: Path) -> tuple[list[Placed], list[Entity]]:
    """The lines of a file and the entities listed beside it, by its importer; raises as both do."""
    return importer(path).read(path)


JSON_LINES = Importer("JSON lines", (".jsonl", ".ndjson"), "slategraph.importers.jsonlines:read_lines")
IMPORTERS: tuple[Importer, ...] = (
    Importer("curated claims", (".csv",), "slategraph.importers.curated:read_claims", checked=True),
    Importer("a folder of curated claims", ("/",), "slategraph.importers.curated:read_folder", checked=True),
    JSON_LINES,
    Importer("RDF", (".ttl", ".trig", ".nt", ".nq"), "slategraph.importers.rdf:read_graph"),
)
#: The importers by suffix.
SUFFIXES = {suffix: row for row in IMPORTERS for suffix in row.suffixes}
