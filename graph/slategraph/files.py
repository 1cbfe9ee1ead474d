"""Find the files that ship with slategraph, read input files, and write files whole or not at all."""

import contextlib
import os
import secrets
import stat
from collections.abc import Iterable
from pathlib import Path

from slategraph.errors import BadInput, Unreadable

_HERE = Path(__file__).resolve().parent
_LONGEST = 100  # letters of a name kept in that of the file written beside it
_ROOTS = (_HERE, _HERE.parent.parent)  # in the wheel beside the code; in a checkout at its top


def shipped(name: str) -> Path:
    """The path of a file or folder that comes with slategraph, such as `ontology` or `data/queries`.

    Raises `Unreadable` if the installation lacks it.
    """
    for root in _ROOTS:
        if (root / name).exists():
            return root / name
    raise Unreadable(f"This installation of slategraph lacks {name}: reinstall it.")


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
        raise Unreadable(f"{path} is larger than {limit / 1e6:g} MB: use a smaller file.")
    return content


def decoded(content: bytes, path: Path) -> str:
    """A file's text; raises `BadInput` if it is not UTF-8."""
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise BadInput(f"{path}:{line}: not UTF-8 text: save the file as UTF-8.") from None


def write(path: Path, content: bytes | Iterable[bytes]) -> None:
    """Write a file whole or not at all: if the disk is full, what was there before stays.

    A symbolic link stays one, and the file that it points to is written. A path that is not a regular file, such as
    ``/dev/stdout``, is written to directly. Raises `Unreadable` with the reason.
    """
    parts = (content,) if isinstance(content, bytes) else content
    try:
        if path.exists() and not path.is_file():
            _write_into(path, parts)
        else:
            _replace(Path(os.path.realpath(path)), parts)
    except Unreadable:  # what was to be written could not be read
        raise
    except OSError as error:
        raise Unreadable(f"{path} can't be written: {why(error)}.") from error


def _write_into(path: Path, parts: Iterable[bytes]) -> None:
    with path.open("wb") as file:
        file.writelines(parts)


def _replace(path: Path, parts: Iterable[bytes]) -> None:
    """Write a file beside the one of that name, with its permissions, and put it in its place."""
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f".{path.name[:_LONGEST]}.{secrets.token_hex(4)}")
    try:
        with beside.open("xb") as file:
            if path.exists():
                os.fchmod(file.fileno(), stat.S_IMODE(path.stat().st_mode))
            file.writelines(parts)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(path)
    except BaseException:
        with contextlib.suppress(OSError):
            beside.unlink()
        raise
