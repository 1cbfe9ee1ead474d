"""The graph as a file, to take elsewhere: the format is the suffix.

>>> import tempfile, pathlib
>>> from slategraph import open_store
>>> path = pathlib.Path(tempfile.mkdtemp()) / "slate.ttl"
>>> export(open_store(), path) == path
True
"""

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from types import MappingProxyType

from slategraph.errors import BadInput
from slategraph.exporters.rdf import trig, turtle
from slategraph.files import write
from slategraph.store.store import Store
from slategraph.store.view import consistent


def export(store: Store, path: str | Path) -> Path:
    """Write the graph to a file: ``.ttl`` for what is believed, ``.trig`` for everything, with each source.

    Returns the path. The same content is written as the same bytes, sorted, one value a line, so that a diff shows
    what changed. A symbolic link stays one: its target is written. Raises `BadInput` for an unknown suffix and
    `Unreadable` if the file can't be written; then the old one stays as it was.

        >>> import tempfile
        >>> from slategraph import open_store
        >>> with tempfile.TemporaryDirectory() as folder:
        ...     export(open_store(), Path(folder, "slate.ttl")).name
        'slate.ttl'
    """
    target = Path(path)
    write(target, _parts(store, FORMATS[_suffix(target)]))
    return target


@consistent
def _parts(store: Store, written: Callable[[Store], Iterator[str]]) -> list[bytes]:
    return [part.encode("utf-8") for part in written(store)]


def _suffix(path: Path) -> str:
    if path.suffix.lower() not in FORMATS:
        raise BadInput(f"{path} has no suffix of a known format: use one of {', '.join(FORMATS)}.")
    return path.suffix.lower()


#: The export formats, by suffix.
FORMATS: Mapping[str, Callable[[Store], Iterator[str]]] = MappingProxyType({".ttl": turtle, ".trig": trig})
