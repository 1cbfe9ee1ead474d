"""A file that grows article by article and is whole again after a kill: nothing lost in it, nothing double.

Beside the file stands its journal, a line an article: a mark, where in the file what it says begins, and, written once
that is all in the file, the end of the line. A line without an end is of an article that was cut short.
"""

import contextlib
import re
from pathlib import Path
from types import TracebackType
from typing import IO, Self

from slategraph.errors import BadInput
from slategraph.model.identifiers import digest

_ENTRY = re.compile(rb"([0-9a-f]{16}) (\d+) (\n?)")


class Journal:
    """A file of lines and its journal, the same name with `.read` after it.

    Where the file was removed or emptied, it begins anew. Raises `BadInput` where the file is there without its journal
    or shorter than that says, or another process writes it.
    """

    def __init__(self, path: Path) -> None:
        self.path, self._log_path = path, path.with_name(f"{path.name}.read")
        if path.exists() and not path.is_file():
            raise BadInput(f"{path} is no file: name one to write to, or leave --output out.")
        if path.exists() and path.stat().st_size and not self._log_path.exists():
            raise BadInput(f"{path} is there already, without {self._log_path}: name another file, or remove it.")
        path.parent.mkdir(parents=True, exist_ok=True)
        self._log: IO[bytes] = self._log_path.open("ab+")
        with contextlib.suppress(ImportError):  # where there are no such locks, two runs have to be kept apart by hand
            _lock(self._log, path)
        if not path.exists() or not path.stat().st_size:  # somebody begins anew
            self._log.truncate(0)
        self._file: IO[bytes] = path.open("ab")
        self._seen = self._resume()

    def _resume(self) -> set[int]:
        """The marks of what is in the file; what was cut short is taken out of it."""
        self._log.seek(0)
        seen, whole = set[int](), 0
        for line in self._log:
            entry = _ENTRY.fullmatch(line)
            if entry and int(entry[2]) > self.path.stat().st_size:
                raise BadInput(f"{self.path} is shorter than {self._log_path} says: name another file, or remove both.")
            if line.endswith(b"\n"):
                whole += len(line)
            if entry and entry[3]:
                seen.add(int(entry[1], 16))
            elif entry:
                self._file.truncate(int(entry[2]))
        self._log.truncate(whole)
        self._log.seek(0, 2)
        self._file.seek(0, 2)
        return seen

    def holds(self, reading: str) -> bool:
        """Whether this reading is in the file, or was asked for in this run."""
        mark = int(_mark(reading), 16)
        seen = mark in self._seen
        self._seen.add(mark)
        return seen

    def write(self, reading: str, text: str) -> None:
        """Put what came of a reading into the file."""
        self._put(self._log, f"{_mark(reading)} {self._file.tell()} ")
        self._put(self._file, text)
        self._put(self._log, "\n")

    @staticmethod
    def _put(file: IO[bytes], text: str) -> None:
        file.write(text.encode("utf-8", "surrogatepass"))
        file.flush()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._file.close()
        self._log.close()


def _mark(reading: str) -> str:
    return digest([reading])[:16]


def _lock(file: IO[bytes], path: Path) -> None:
    import fcntl

    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        raise BadInput(f"{path} is being written by another process: wait until that ends.") from None
