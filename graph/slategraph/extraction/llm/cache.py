"""Answers that were paid for, on disk, so that the same article is not paid for twice."""

import json
import os
import sys
import threading
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from slategraph.errors import BadInput, Unreadable
from slategraph.files import read_bytes, write

_MOST_BYTES = 50_000_000
# Writing reads the process's file mode mask by setting it, which two threads at once would leave open to all.
_WRITING = threading.Lock()


def folder(environment: Mapping[str, str] | None = None, platform: str = sys.platform) -> Path:
    """Where answers lie: `SLATEGRAPH_CACHE`, else the platform's own place for caches; `BadInput` if it has none."""
    given = os.environ if environment is None else environment
    try:
        return _folder(given, platform)
    except RuntimeError:  # a user without a home, as in some containers
        raise BadInput("There is no home folder to keep answers in: set SLATEGRAPH_CACHE to a folder.") from None


def _folder(given: Mapping[str, str], platform: str) -> Path:
    if given.get("SLATEGRAPH_CACHE"):
        return Path(given["SLATEGRAPH_CACHE"]).expanduser()
    if platform == "win32":
        return Path(given.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local") / "slategraph" / "Cache"
    if platform == "darwin":
        return Path.home() / "Library" / "Caches" / "slategraph"
    return Path(given.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "slategraph"


def _path(key: str) -> Path:
    return folder() / "llm" / key[:2] / f"{key}.json"


def get(key: str) -> Mapping[str, Any] | None:
    """What was put under a key, or None; a file that is not whole counts as none."""
    try:
        found = json.loads(read_bytes(_path(key), _MOST_BYTES))
    except (Unreadable, ValueError, RecursionError):
        return None
    return found if isinstance(found, Mapping) else None


def put(key: str, value: Mapping[str, Any]) -> None:
    """Keep a value under a key, whole or not at all; raises `Unreadable` where that can't be written."""
    content = json.dumps(value, ensure_ascii=False, indent=1).encode("utf-8", "surrogatepass")
    with _WRITING:
        write(_path(key), content)
