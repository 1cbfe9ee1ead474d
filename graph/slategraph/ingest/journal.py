"""A file that grows article by article and is consistent again after a kill: nothing lost, nothing twice.

Beside the file lies its journal, a line for each article: a mark, the offset in the file at which its reports begin,
and, written once they are all in the file, the end of the line. A line without an end belongs to an article cut short.
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

    If the file was removed or emptied, the journal begins anew. Raises `BadInput` if the file exists without its
    journal, is shorter than the journal says, or is being written by another process. The lock is POSIX only:
    filelock would leave one more file beside the two.
    """

    def __init__(self, path: Path) -> None:
        self.path, self._log_path = path, path.with_name(f"{path.name}.read")
        if path.exists() and not path.is_file():
            raise BadInput(f"{path} is not a file: name one to write to, or leave --output out.")
        if path.exists() and path.stat().st_size and not self._log_path.exists():
            raise BadInput(f"{path} exists without {self._log_path}: name another file, or remove it.")
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
        """Whether this reading is in the file, or has been started in this run."""
        return int(_mark(reading), 16) in self._seen

    def start(self, reading: str) -> bool:
        """Start a reading; returns False, and starts nothing, where it is in the file or has been started."""
        if self.holds(reading):
            return False
        self._seen.add(int(_mark(reading), 16))
        return True

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
