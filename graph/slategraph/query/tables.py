"""Answers as tables: columns and rows, printed for people or written as JSON, CSV, TSV or Markdown."""

import csv
import io
import json
import re
import shutil
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from itertools import zip_longest
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, overload

from rich.cells import cell_len

from slategraph.errors import BadInput
from slategraph.model.vocabulary import shorten

if TYPE_CHECKING:
    import pandas

#: What a cell can hold; an address is a text too.
Cell = str | int | float | bool | None

#: Columns of text where nobody says how wide a page is: on a terminal, its width.
WIDTH = 120
_NARROWEST = 9  # of a column of words that is wrapped
#: What a spreadsheet takes for the beginning of a formula.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True, slots=True)
class Table(Sequence[dict[str, Any]]):
    """An answer: the names of its columns, and rows of as many values.

    A sequence of its rows, each a dictionary; a slice is a table. Usable as a context manager, like a cursor.

        >>> rows = Table(("who", "since"), (("Michael Mann", "2025-10-07"),))
        >>> rows[0]["who"]
        'Michael Mann'
        >>> print(rows.text())
        who           since
        Michael Mann  2025-10-07
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[Any, ...], ...]

    def __enter__(self) -> "Table":
        return self

    def __exit__(self, *_: object) -> None: ...

    def __iter__(self) -> Iterator[dict[str, Any]]:
        return (dict(zip(self.columns, row, strict=True)) for row in self.rows)

    def __len__(self) -> int:
        return len(self.rows)

    @overload
    def __getitem__(self, place: int) -> dict[str, Any]: ...

    @overload
    def __getitem__(self, place: slice) -> "Table": ...

    def __getitem__(self, place: int | slice) -> "dict[str, Any] | Table":
        if isinstance(place, slice):
            return Table(self.columns, self.rows[place])
        return dict(zip(self.columns, self.rows[place], strict=True))

    def __str__(self) -> str:
        return self.text()

    def _repr_html_(self) -> str:
        """The table in a notebook."""

        def line(cells: Sequence[object], tag: str) -> str:
            return "<tr>" + "".join(f"<{tag}>{escape(_shown(c))}</{tag}>" for c in cells) + "</tr>"

        body = "".join(line(row, "td") for row in self.rows)
        return f"<table><thead>{line(self.columns, 'th')}</thead><tbody>{body}</tbody></table>"

    def text(self, *, width: int | None = None) -> str:
        """Columns side by side, at most `width` wide: by default as the terminal is, else 120.

        Long cells are wrapped between words; an address or id is never cut. Where that does not fit, empty columns are
        left out; where not even that does, each row is written as a block of lines, one a value.
        """
        page = width or (shutil.get_terminal_size().columns if sys.stdout.isatty() else WIDTH)
        shown = [[_shown(cell) for cell in row] for row in (self.columns, *self.rows)]
        widths = _fitted(shown, page)
        if widths is None:
            shown = _without_empty(shown)
            widths = _fitted(shown, page)
        return _blocks(shown) if widths is None else "\n".join(line for row in shown for line in _lines(row, widths))

    def to_dicts(self) -> list[dict[str, Any]]:
        """The rows as a list of dictionaries."""
        return list(self)

    def to_dataframe(self) -> "pandas.DataFrame":
        """The table as a `pandas.DataFrame`; raises `BadInput` if pandas is not installed."""
        try:
            import pandas
        except ImportError:
            raise BadInput("Data frames need pandas: pip install 'slategraph[pandas]'.") from None
        return pandas.DataFrame(list(self.rows), columns=list(self.columns))

    def to_csv(self) -> str:
        """The table as comma-separated text; the same as `csv`."""
        return self.csv()

    def json(self) -> str:
        """A list of one object a row."""
        return json.dumps(self.to_dicts(), ensure_ascii=False, indent=2, default=str)

    def csv(self) -> str:
        """Comma-separated, as RFC 4180 has it; a text that a spreadsheet would take for a formula gets a ``'``."""
        return self._separated(",", "\r\n")

    def tsv(self) -> str:
        """Separated by tabs; formulas as in `csv`."""
        return self._separated("\t", "\n")

    def markdown(self) -> str:
        """A Markdown table."""
        lines = [self.columns, ["---"] * len(self.columns), *self.rows]
        return "\n".join(f"| {' | '.join(_shown(c).replace('|', chr(92) + '|') for c in line)} |" for line in lines)

    def _separated(self, delimiter: str, end: str) -> str:
        buffer = io.StringIO()
        writer = csv.writer(buffer, delimiter=delimiter, lineterminator=end)
        writer.writerow(map(guarded, self.columns))
        writer.writerows(
            [guarded(c) if isinstance(c, str) else "" if c is None else c for c in row] for row in self.rows
        )
        return buffer.getvalue().removesuffix(end)


def guarded(cell: str) -> str:
    """A text that no spreadsheet takes for a formula: with an apostrophe before it, if it begins like one."""
    return f"'{cell}" if cell.startswith((*_FORMULA, "'")) else cell


def unguarded(cell: str) -> str:
    """The text that `guarded` had."""
    return cell[1:] if cell.startswith("'") and cell[1:].startswith((*_FORMULA, "'")) else cell


def _shown(cell: object) -> str:
    """A cell for people: addresses short, nothing for None, one line, no control characters."""
    text = "" if cell is None else shorten(cell) if isinstance(cell, str) else str(cell)
    return " ".join("".join(c if c.isprintable() or c.isspace() else "\ufffd" for c in text).split())


def _fitted(shown: Sequence[Sequence[str]], page: int) -> list[int] | None:
    """The widths of columns that fit a page, by making the widest narrower; None if no widths do."""
    room = page - 2 * (len(shown[0]) - 1)
    columns = list(zip(*shown, strict=True))
    natural = [max(map(cell_len, column)) for column in columns]
    if sum(natural) <= room:
        return natural
    whole = (max(cell_len(part) for cell in column for part in _split(cell) or [""]) for column in columns)
    least = [min(full, max(longest, _NARROWEST)) for full, longest in zip(natural, whole, strict=True)]
    if sum(least) > room:
        return None
    widths = natural
    while (excess := sum(widths) - room) > 0:
        widest = max((width for width, low in zip(widths, least, strict=True) if width > low), default=0)
        shrinking = [i for i, width in enumerate(widths) if width == widest and width > least[i]]
        for i in shrinking[:excess]:
            widths[i] -= 1
    return widths


def _without_empty(shown: Sequence[Sequence[str]]) -> list[list[str]]:
    """A table without the columns that hold nothing, unless none holds anything."""
    _, *rows = shown
    kept = [i for i in range(len(shown[0])) if any(row[i] for row in rows)]
    return [[row[i] for i in kept or range(len(row))] for row in shown]


def _split(text: str) -> list[str]:
    """A cell in the parts that stay on one line: words, and the halves of a compound; addresses and ids whole."""
    return [part for word in text.split() for part in _parts(word)]


def _parts(word: str) -> list[str]:
    return [word] if re.search(r"[:@\d]", word) else re.findall(r"[^-/]+[-/]*|[-/]+", word)


def _wrapped(text: str, width: int) -> list[str]:
    """A text in lines of at most a width, broken between words; without spaces at its ends."""
    lines = [""]
    for word in text.split():
        for i, part in enumerate(_parts(word)):
            space = " " if i == 0 and lines[-1] else ""
            if lines[-1] and cell_len(lines[-1]) + len(space) + cell_len(part) > width:
                lines.append(part)
            else:
                lines[-1] += space + part
    return lines


def _lines(row: Sequence[str], widths: Sequence[int]) -> Iterator[str]:
    """A row of a table as lines."""
    cells = [_wrapped(cell, width) for cell, width in zip(row, widths, strict=True)]
    for line in zip_longest(*cells, fillvalue=""):
        yield "  ".join(
            part + " " * (width - cell_len(part)) for part, width in zip(line, widths, strict=True)
        ).rstrip()


def _blocks(shown: Sequence[Sequence[str]]) -> str:
    """Rows below each other, a line a value, without those that are empty."""
    columns, *rows = shown
    wide = max(map(cell_len, columns))
    blocks = ([f"{c}{' ' * (wide - cell_len(c))}  {v}" for c, v in zip(columns, row, strict=True) if v] for row in rows)
    return "\n\n".join("\n".join(block) for block in blocks) or "  ".join(columns)


#: How a table can be written, by the name that `--format` takes.
FORMATS: Mapping[str, Callable[[Table], str]] = MappingProxyType(
    {"table": Table.text, "json": Table.json, "csv": Table.csv, "tsv": Table.tsv, "markdown": Table.markdown}
)
