"""Answers as tables: columns and rows, printed for people or written as JSON, CSV, TSV or Markdown."""

import csv
import io
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from types import MappingProxyType
from typing import Any

from rich.cells import cell_len

from slategraph.model.vocabulary import shorten

#: What a cell can hold; an address is a text too.
Cell = str | int | float | bool | None

WIDEST = 60  # characters of a cell in a printed table


@dataclass(frozen=True, slots=True)
class Table:
    """An answer: the names of its columns, and rows of as many values.

    Iterating gives one dictionary a row.

        >>> rows = Table(("who", "since"), (("Michael Mann", "2025-10-07"),))
        >>> [row["who"] for row in rows]
        ['Michael Mann']
        >>> print(rows.text())
        who           since
        Michael Mann  2025-10-07
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[Any, ...], ...]

    def __iter__(self) -> Iterator[dict[str, Any]]:
        return (dict(zip(self.columns, row, strict=True)) for row in self.rows)

    def __len__(self) -> int:
        return len(self.rows)

    def __str__(self) -> str:
        return self.text()

    def _repr_html_(self) -> str:
        """The table in a notebook."""

        def line(cells: Sequence[object], tag: str) -> str:
            return "<tr>" + "".join(f"<{tag}>{escape(_shown(c))}</{tag}>" for c in cells) + "</tr>"

        body = "".join(line(row, "td") for row in self.rows)
        return f"<table><thead>{line(self.columns, 'th')}</thead><tbody>{body}</tbody></table>"

    def text(self) -> str:
        """Columns side by side, as the terminal shows them; long cells are cut."""
        shown = [list(self.columns)] + [[_cut(_shown(cell)) for cell in row] for row in self.rows]
        widths = [max(cell_len(row[i]) for row in shown) for i in range(len(self.columns))]
        return "\n".join("  ".join(_padded(*pair) for pair in zip(row, widths, strict=True)).rstrip() for row in shown)

    def json(self) -> str:
        """A list of one object a row."""
        return json.dumps(list(self), ensure_ascii=False, indent=2, default=str)

    def csv(self) -> str:
        """Comma-separated, as RFC 4180 has it."""
        return self._separated(",", "\r\n")

    def tsv(self) -> str:
        """Separated by tabs."""
        return self._separated("\t", "\n")

    def markdown(self) -> str:
        """A Markdown table."""
        lines = [self.columns, ["---"] * len(self.columns), *self.rows]
        return "\n".join(f"| {' | '.join(_shown(c).replace('|', chr(92) + '|') for c in line)} |" for line in lines)

    def _separated(self, delimiter: str, end: str) -> str:
        buffer = io.StringIO()
        writer = csv.writer(buffer, delimiter=delimiter, lineterminator=end)
        writer.writerow(self.columns)
        writer.writerows(["" if cell is None else cell for cell in row] for row in self.rows)
        return buffer.getvalue().removesuffix(end)


def _shown(cell: object) -> str:
    """A cell for people: addresses short, nothing for None, one line, no control characters."""
    text = "" if cell is None else shorten(cell) if isinstance(cell, str) else str(cell)
    return " ".join("".join(c if c.isprintable() or c.isspace() else "\ufffd" for c in text).split())


def _cut(text: str) -> str:
    return text if len(text) <= WIDEST else f"{text[: WIDEST - 1]}…"


def _padded(text: str, width: int) -> str:
    return text + " " * (width - cell_len(text))


#: How a table can be written, by the name that `--format` takes.
FORMATS: Mapping[str, Callable[[Table], str]] = MappingProxyType(
    {"table": Table.text, "json": Table.json, "csv": Table.csv, "tsv": Table.tsv, "markdown": Table.markdown}
)
