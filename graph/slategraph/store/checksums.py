"""Finding a damaged file before it is read: the checksums of a store's tables, kept beside them while nobody writes.

Whoever closes a store writes them, whoever opens it to write removes them. A table whose size and time are as noted is
taken as intact; one that was copied or touched since is compared.
"""

import contextlib
import json
import zlib
from pathlib import Path
from typing import Any

from slategraph.errors import Unreadable

_NAME = "checksums.json"
_BLOCK = 1 << 20


def check(folder: Path) -> None:
    """Raise `Unreadable` if a table of a store is not what it was when the store was closed."""
    noted = read(folder)
    if noted.get("manifest") != _manifest(folder):  # another program wrote since
        return
    for name, (size, changed, checksum) in noted.get("tables", {}).items():
        table = folder / name
        with contextlib.suppress(FileNotFoundError):
            found = table.stat()
            if (found.st_size, found.st_mtime_ns) != (size, changed) and _checksum(table) != checksum:
                raise Unreadable(
                    f"The store {folder} is damaged, in its file {name}: put back a copy of the folder, or make the "
                    "store anew from its articles."
                )


def read(folder: Path) -> dict[str, Any]:
    """The checksums that were noted, or nothing."""
    try:
        noted = json.loads((folder / _NAME).read_bytes())
    except (OSError, ValueError):
        return {}
    return noted if isinstance(noted, dict) else {}


def forget(folder: Path) -> None:
    """Remove the checksums, since the tables will change."""
    (folder / _NAME).unlink(missing_ok=True)


def note(folder: Path, before: dict[str, Any]) -> None:
    """Write the checksums of a closed store; those of `before` still hold where size and time are the same."""
    known, tables = before.get("tables", {}), {}
    for table in folder.glob("*.sst"):
        found = table.stat()
        had = known.get(table.name)
        same = had and had[:2] == [found.st_size, found.st_mtime_ns]
        tables[table.name] = had if same else [found.st_size, found.st_mtime_ns, _checksum(table)]
    text = json.dumps({"manifest": _manifest(folder), "tables": tables})
    (folder / _NAME).write_text(text, "utf-8")


def _manifest(folder: Path) -> list[object]:
    """The name and size of the manifest: it grows with every change of the tables."""
    try:
        name = (folder / "CURRENT").read_text("utf-8", "replace").strip()
        return [name, (folder / name).stat().st_size]
    except OSError:
        return []


def _checksum(path: Path) -> int:
    checksum = 0
    with path.open("rb") as file:
        while block := file.read(_BLOCK):
            checksum = zlib.crc32(block, checksum)
    return checksum
