"""Where the shipped files are, and how files are written so that none is left half done."""

import contextlib
import os
import tempfile
from pathlib import Path

from slategraph.errors import BadInput, Unreadable

_HERE = Path(__file__).resolve().parent
_ROOTS = (_HERE, _HERE.parent.parent)  # in the wheel beside the code; in a checkout at its top


def shipped(name: str) -> Path:
    """The path of a file or folder that comes with slategraph, such as `ontology` or `data/queries`.

    Raises `Unreadable` where the installation lacks it.
    """
    for root in _ROOTS:
        if (root / name).exists():
            return root / name
    raise Unreadable(f"This installation of slategraph lacks {name}: install it again.")


def why(error: Exception) -> str:
    """The operating system's own words for what went wrong, without the path and the number."""
    words = getattr(error, "strerror", None) or str(error).rsplit(": ", 1)[-1]
    return (words or type(error).__name__).lower()


def read_bytes(path: Path, limit: int) -> bytes:
    """The bytes of a file of at most `limit` bytes; raises `Unreadable` with the reason."""
    try:
        if path.is_dir():
            raise Unreadable(f"{path} is a folder: name a file in it.")
        with path.open("rb") as file:
            content = file.read(limit + 1)
    except Unreadable:
        raise
    except OSError as error:
        raise Unreadable(f"{path} can't be read: {why(error)}.") from error
    if len(content) > limit:
        raise Unreadable(f"{path} is larger than {limit / 1e6:g} MB: give a smaller file.")
    return content


def decoded(content: bytes, path: Path) -> str:
    """A file's text; raises `BadInput` where it is not UTF-8."""
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise BadInput(f"{path}:{line}: not UTF-8 text: save the file as UTF-8.") from None


def write(path: Path, content: bytes) -> None:
    """Write a file whole or not at all: a full disk leaves what was there before.

    A path that is no regular file, such as ``/dev/stdout``, is written to directly.
    Raises `Unreadable` with the reason.
    """
    try:
        if path.exists() and not path.is_file():
            _write_through(path, content)
        else:
            _write_beside(path, content)
    except OSError as error:
        raise Unreadable(f"{path} can't be written: {why(error)}.") from error


def _write_through(path: Path, content: bytes) -> None:
    with path.open("wb") as file:
        file.write(content)


def _write_beside(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    beside = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        beside.chmod(path.stat().st_mode if path.exists() else 0o666 & ~_umask())
        beside.replace(path)
    except BaseException:
        with contextlib.suppress(OSError):
            beside.unlink()
        raise


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
