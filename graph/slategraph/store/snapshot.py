"""Reading a store's folder, whoever writes in it: a reader opens the files as they were at one moment.

RocksDB, beneath Oxigraph, never changes a table (``.sst``) and appends to its logs, so links to the tables and copies
of the logs hold what a process that is killed leaves: each transaction whole or not at all. That takes milliseconds and
no disk for long, and nothing that the writer removes goes away under a reader. They are of one moment if the list of
files (the manifest, and which logs there are) was the same before and after; else they are made again. Where none can
be made, such as on a read-only mount or a full disk, the files are read in place.
"""

import contextlib
import os
import re
import shutil
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pyoxigraph as ox

from slategraph.errors import StoreInUse, Unreadable
from slategraph.files import why
from slategraph.store.checksums import check

_FILES = re.compile(r"CURRENT|IDENTITY|MANIFEST-\d+|OPTIONS-\d+|\d+\.(?:sst|log)")
_PREFIX, _PIN = "reading-", "pin"
#: Seconds in which a reader that was killed before it locked its links keeps them.
_YOUNG = 60


def snapshot(folder: Path, *, wait: float) -> tuple[ox.Store, Callable[[], None]]:
    """What a store's folder holds at this moment, and what has to be called once that is no longer used.

    Raises `Unreadable` if the folder is damaged, `StoreInUse` if its files change all the time for `wait` seconds.
    """
    check(folder)
    remove_leftovers(folder)
    until = time.monotonic() + wait
    while True:
        before = _listing(folder)
        links = _Links(folder)
        if links.place is None or _listing(folder) == before:
            try:
                opened = ox.Store.read_only(str(links.place or folder))
            except (OSError, RuntimeError) as error:
                links.remove()
                if _listing(folder) == before:
                    raise Unreadable(f"The store {folder} can't be opened: {why(error)}.") from error
            else:
                if links.place or _listing(folder) == before:
                    links.remove_logs()
                    return opened, links.remove
        links.remove()
        if time.monotonic() > until:
            raise StoreInUse(f"The store {folder} changes too fast to be read: try again in a moment.")
        time.sleep(0.01)


class _Links:
    """Links to a folder's files, and copies of those that grow, in a folder within it; `place` is None if it can't be.

    A lock on the file `pin` says that they are in use; it ends with the process.
    """

    def __init__(self, folder: Path) -> None:
        self.place: Path | None = None
        self._process, self._pin = os.getpid(), -1
        try:
            self.place = Path(tempfile.mkdtemp(prefix=_PREFIX, dir=folder))
            self._pin = os.open(self.place / _PIN, os.O_CREAT | os.O_RDWR)
            _lock(self._pin)
            for file in _files(folder):
                with contextlib.suppress(FileNotFoundError):  # the writer needs it no longer; if we do, opening fails
                    (os.link if file.suffix == ".sst" else shutil.copyfile)(file, self.place / file.name)
        except OSError:
            self.remove()
            self.place = None

    def remove_logs(self) -> None:
        """Remove the copies of the logs, which are read when a store is opened and not again."""
        for log in self.place.glob("*.log") if self.place else ():
            log.unlink()

    def remove(self) -> None:
        """Remove the links, unless this is a fork of the process that made them."""
        if self._process != os.getpid():
            return
        if self.place:
            shutil.rmtree(self.place, ignore_errors=True)
        if self._pin >= 0:
            os.close(self._pin)
            self._pin = -1


def remove_leftovers(folder: Path) -> None:
    """Remove the links of readers that were killed."""
    with contextlib.suppress(OSError):  # a folder that can't be written to has none
        for place in folder.glob(f"{_PREFIX}*"):
            with contextlib.suppress(OSError):
                if _is_left(place):
                    shutil.rmtree(place, ignore_errors=True)


def _is_left(place: Path) -> bool:
    if not (place / _PIN).exists():
        return time.time() - place.stat().st_mtime > _YOUNG
    pin = os.open(place / _PIN, os.O_RDWR)
    try:
        _lock(pin)
    finally:
        os.close(pin)
    return True


def _lock(file: int) -> None:
    """Lock an open file; raises `OSError` if another has it locked."""
    try:
        import fcntl
    except ImportError:  # such as on Windows, where files that are in use can't be removed anyway
        return
    fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)


def _files(folder: Path) -> Iterator[Path]:
    return (file for file in folder.iterdir() if _FILES.fullmatch(file.name))


def _listing(folder: Path) -> tuple[object, ...]:
    """What changes whenever a file begins or ceases to belong to the store: the manifest, and which logs there are."""
    try:
        manifest = (folder / "CURRENT").read_text("utf-8", "replace").strip()
    except FileNotFoundError:
        return ()
    listed = folder / manifest
    size = listed.stat().st_size if listed.exists() else None
    return manifest, size, *sorted(file.name for file in _files(folder) if file.suffix == ".log")
