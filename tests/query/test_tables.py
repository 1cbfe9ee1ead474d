"""Answers as tables: on the terminal, and in the formats that other tools read."""

import csv
import io
import json

import pytest

from slategraph import Table

ROWS = (('A, "B"\n|x|', 1, None, True), ("東京\x1b[31m", 0.5, "film", False))
TABLE = Table(("name", "n", "nothing", "yes"), ROWS)


def test_json_is_one_object_a_row() -> None:
    assert json.loads(TABLE.json())[0] == {"name": 'A, "B"\n|x|', "n": 1, "nothing": None, "yes": True}


@pytest.mark.parametrize(("method", "delimiter"), [("csv", ","), ("tsv", "\t")])
def test_separated_text_is_read_back(method: str, delimiter: str) -> None:
    text = getattr(TABLE, method)()
    rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
    assert rows[1] == ['A, "B"\n|x|', "1", "", "True"]


def test_no_control_character_reaches_the_terminal() -> None:
    assert all(c.isprintable() or c == "\n" for c in TABLE.text())


def test_every_row_is_one_line() -> None:
    assert len(TABLE.text().splitlines()) == 3


def test_markdown_keeps_its_columns() -> None:
    assert TABLE.markdown().splitlines()[2] == '| A, "B" \\|x\\| | 1 |  | True |'


def test_a_long_cell_is_cut() -> None:
    assert Table(("x",), (("y" * 500,),)).text().endswith("…")


def test_html_is_escaped() -> None:
    assert "<script>" not in Table(("<script>",), (("<script>",),))._repr_html_()


def test_a_table_without_rows_shows_its_columns() -> None:
    assert Table(("who", "role"), ()).text() == "who  role"
