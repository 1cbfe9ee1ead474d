"""A store's folder on disk: opened by one process that writes and any number that read.

The writer holds a lock that ends with its process, however that ends, and says in the locked file who it is. Opening
the folder again in the same process shares what is open. Readers need no lock (`slategraph.store.snapshot`).
"""

import contextlib
import json
import os
import re
import socket
import sys
import threading
import time
import weakref
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import IO, Any

import pyoxigraph as ox

from slategraph.errors import StoreInUse, Unreadable
from slategraph.files import why
from slategraph.rdf.memory import Memory
from slategraph.rdf.quads import Quads
from slategraph.store import checksums
from slategraph.store.oxigraph import Oxigraph
from slategraph.store.snapshot import remove_leftovers, snapshot
from slategraph.store.turns import Turns

_WRITER = "writer.json"
#: What RocksDB says where another program, or an earlier slategraph, has the folder open.
_LOCKED = re.compile(r"/LOCK: |lock hold by current process")
#: What is there before there is a store: a full disk or a kill may leave no more than that.
_BEGUN = re.compile(
    r"LOCK|LOG(\.old\.\d+)?|IDENTITY|(MANIFEST|OPTIONS)-\d+|\d+\.(log|dbtmp)|writer\.json|checksums\.json|reading-.*"
)
#: Bytes of the log that each reader has to go through, at most: while somebody writes, and once the store is closed.
_LOG, _LOG_CLOSED = 8_000_000, 250_000


class Opened:
    """An open store: its quads, the turns of those who use it, and the decisions in it, once they were fetched.

    When no handle uses it any more, `leave` is called.
    """

    def __init__(
        self,
        quads: Quads,
        folder: Path | None = None,
        *,
        read_only: bool = False,
        leave: Callable[[], None] | None = None,
    ) -> None:
        self.quads = quads
        self.read_only = read_only
        self.turns = Turns()
        self.decided: tuple[object, Memory] | None = None
        self._folder = folder
        if leave:
            weakref.finalize(self, leave)

    def written(self) -> None:
        """After a write: keep the log short, for the sake of those who read beside."""
        if self._folder and isinstance(self.quads, Oxigraph):
            with contextlib.suppress(OSError, RuntimeError):  # such as a full disk: the log has it all
                _shorten_log(self.quads.inner, self._folder, _LOG)


#: The folders that this process has open for writing.
_WRITING: "weakref.WeakValueDictionary[tuple[int, int, int], Opened]" = weakref.WeakValueDictionary()
_OPENING = threading.Lock()


def to_read(folder: Path, *, wait: float) -> Opened:
    """Open a folder as it is at this moment, whoever writes in it; raises `Unreadable` as `open_store` does."""
    _check(folder, create=False)
    if not (folder / "CURRENT").exists():  # nothing has been written yet
        return Opened(Oxigraph(ox.Store()), read_only=True)
    oxigraph, unlink = snapshot(folder, wait=wait)
    return Opened(Oxigraph(oxigraph, folder), read_only=True, leave=unlink)


def to_write(folder: Path, *, create: bool, wait: float) -> Opened:
    """Open a folder to read and write; raises `StoreInUse` if another process writes in it for `wait` seconds more."""
    _check(folder, create)
    with _OPENING, _said(folder):
        folder.mkdir(exist_ok=True)
        found = folder.stat()
        place = os.getpid(), found.st_dev, found.st_ino
        opened = _WRITING.get(place)
        if opened is None or not (folder / "CURRENT").exists():
            checksums.check(folder)
            opened = _WRITING[place] = _locked(folder, time.monotonic() + wait)
        return opened


@contextlib.contextmanager
def _said(folder: Path) -> Iterator[None]:
    """Raise what the disk or RocksDB refuses as one sentence."""
    try:
        yield
    except Unreadable:
        raise
    except (OSError, RuntimeError) as error:
        raise Unreadable(f"The store {folder} can't be opened to write: {why(error)}.") from error


def _check(folder: Path, create: bool) -> None:
    if folder.exists() and not folder.is_dir():
        raise Unreadable(f"{folder} is a file: a store is a folder; name another.")
    if not folder.exists():
        if not create:
            raise Unreadable(f"There is no store {folder}: make one with `slategraph add --curated --store {folder}`.")
        if not folder.parent.is_dir():
            raise Unreadable(f"The store {folder} can't be made: the folder {folder.parent} does not exist.")
    elif not (folder / "CURRENT").exists() and not all(_BEGUN.fullmatch(file.name) for file in folder.iterdir()):
        raise Unreadable(f"{folder} holds other files and is not a store: name a new folder.")


def _locked(folder: Path, until: float) -> Opened:
    writer = (folder / _WRITER).open("a+b")
    try:
        while not _lock(writer):
            _wait(until, f"The store {folder} is open for writing {_by_whom(writer)}: {_ADVICE}.")
        _introduce(writer)
        while (oxigraph := _unlocked(folder)) is None:
            _wait(until, f"The store {folder} is open for writing in another program: {_ADVICE}.")
    except BaseException:
        writer.close()
        raise
    remove_leftovers(folder)
    tables = checksums.read(folder)
    checksums.forget(folder)
    quads, place = Oxigraph(oxigraph, folder), folder.absolute()
    return Opened(quads, place, leave=partial(_leave, quads, writer, place, tables, os.getpid()))


_ADVICE = "try again when that ends, wait longer (`--wait`), or open it read-only"


def _wait(until: float, refusal: str) -> None:
    if time.monotonic() >= until:
        raise StoreInUse(refusal)
    time.sleep(0.1)


def _lock(file: IO[bytes]) -> bool:
    """Lock an open file for this process; False if another process has it locked."""
    try:
        import fcntl
    except ImportError:  # such as on Windows, where RocksDB's own lock has to do
        return True
    try:
        fcntl.lockf(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except (BlockingIOError, PermissionError):
        return False
    return True


def _unlocked(folder: Path) -> ox.Store | None:
    """Oxigraph's store in a folder, or None if another program has that open."""
    try:
        return ox.Store(str(folder))
    except (OSError, RuntimeError) as error:
        if _LOCKED.search(str(error)):
            return None
        raise


def _introduce(writer: IO[bytes]) -> None:
    """Write into the locked file who writes in the folder, since when."""
    since = datetime.now(UTC).strftime("%Y-%m-%d %H:%M:%S UTC")
    with contextlib.suppress(OSError):  # a full disk is for the store to say
        writer.truncate(0)
        writer.write(json.dumps({"pid": os.getpid(), "host": socket.gethostname(), "since": since}).encode())
        writer.flush()


def _by_whom(writer: IO[bytes]) -> str:
    try:
        found = json.loads(os.pread(writer.fileno(), 1000, 0))
        return f"by process {found['pid']} on {found['host']} since {found['since']}"
    except (ValueError, LookupError):  # it has only just begun
        return "in another process"


def _shorten_log(oxigraph: ox.Store, folder: Path, most: int) -> None:
    """Write what the log holds into tables, if that is more than a limit."""
    logs = [entry for entry in os.scandir(folder) if entry.name.endswith(".log")]
    if logs and max(logs, key=lambda entry: int(entry.name.partition(".")[0])).stat().st_size > most:
        oxigraph.flush()


def _leave(quads: Oxigraph, writer: IO[bytes], folder: Path, tables: dict[str, Any], process: int) -> None:
    if os.getpid() != process:  # a fork; the folder is its parent's
        return
    with contextlib.suppress(OSError, RuntimeError):
        _shorten_log(quads.inner, folder, _LOG_CLOSED)
    is_last = sys.getrefcount(quads.inner) <= 2  # that of `quads` and the argument's: closing it ends all writing
    quads.close()
    with contextlib.suppress(OSError):
        if is_last:
            checksums.note(folder, tables)
        writer.truncate(0)
    with contextlib.suppress(OSError):
        writer.close()
