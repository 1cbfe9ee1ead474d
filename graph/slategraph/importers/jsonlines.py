"""JSON lines: what `slategraph extract` prints, another extractor's output, or a corrected one."""

import json
from pathlib import Path

from slategraph.errors import BadInput
from slategraph.files import decoded, read_bytes
from slategraph.model.claims import Entity
from slategraph.model.types import Line

LIMIT = 1_000_000_000  # bytes


def read_lines(path: Path) -> tuple[list[tuple[str, Line]], list[Entity]]:
    """The lines of a file; raises `BadInput` that names the first line which is not JSON."""
    text = decoded(read_bytes(path, LIMIT), path)
    rows = enumerate(text.split("\n"), start=1)
    return [_placed(f"{path}:{number}", row) for number, row in rows if row.strip()], []


def _placed(place: str, row: str) -> tuple[str, Line]:
    try:
        line = json.loads(row)
    except (ValueError, RecursionError) as error:
        reason = (
            "nested too deep" if isinstance(error, RecursionError) else getattr(error, "msg", "a number is too long")
        )
        raise BadInput(f"{place}: not JSON ({reason}).") from None
    return place, line
