"""Answers as tables: on the terminal, and in the formats that other tools read."""

import csv
import io
import json
import sys

import pytest
from rich.cells import cell_len

from slategraph import BadInput, Table
from slategraph.query import tables

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


def widths(text: str) -> set[int]:
    return {cell_len(line) for line in text.splitlines()}


def test_a_long_cell_is_wrapped_between_words() -> None:
    text = Table(("x", "said"), ((1, "word " * 50),)).text(width=40)
    assert max(widths(text)) <= 40 and text.count("word") == 50


def test_an_address_is_never_cut() -> None:
    address = "https://example.org/" + "a" * 60
    rows = ((address, "word " * 9),)
    assert address in Table(("url", "said"), rows).text(width=40)
    assert address in Table(("url", "said"), rows).text(width=100)


def test_a_row_that_fits_no_width_is_a_block_of_lines() -> None:
    text = Table(("url", "said", "nothing"), (("https://example.org/" + "a" * 60, "yes", None),)).text(width=40)
    assert text.splitlines()[1] == "said  yes" and len(text.splitlines()) == 2


@pytest.mark.parametrize("name", ["東京物語", "e\u0301te\u0301", "🎬 cut", "한국"])
def test_wide_and_combining_characters_keep_the_columns(name: str) -> None:
    head, first, other = Table(("name", "n"), ((name, "x"), ("abcdefghij", "x"))).text().splitlines()
    assert cell_len(first) == cell_len(other) == cell_len(head)


def test_a_table_of_no_terminal_is_as_wide_as_a_page() -> None:
    assert max(widths(Table(("x", "said"), ((1, "word " * 90),)).text())) <= 120


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@SUM(A1)", "\tx", "'=1"])
@pytest.mark.parametrize("method", ["csv", "tsv", "to_csv"])
def test_a_formula_is_guarded(cell: str, method: str) -> None:
    text = getattr(Table(("a",), ((cell,),)), method)()
    [_, [found]] = csv.reader(io.StringIO(text, newline=""), delimiter="\t" if method == "tsv" else ",")
    assert found == f"'{cell}" and tables.unguarded(found) == cell


def test_a_number_is_not_guarded() -> None:
    assert Table(("a",), ((-1,),)).csv() == "a\r\n-1"


def test_a_table_is_a_sequence_of_its_rows() -> None:
    assert TABLE[0]["n"] == 1 and TABLE[-1]["name"].startswith("東京")
    assert TABLE[1:].rows == ROWS[1:] and len(TABLE[:1]) == 1
    assert TABLE.to_dicts() == list(TABLE)
    with pytest.raises(IndexError):
        TABLE[2]


def test_a_table_is_a_context_manager() -> None:
    with TABLE as rows:
        assert rows is TABLE


def test_a_data_frame_has_the_columns_and_rows() -> None:
    pandas = pytest.importorskip("pandas")
    frame = TABLE.to_dataframe()
    assert isinstance(frame, pandas.DataFrame) and list(frame.columns) == list(TABLE.columns)
    assert frame["n"].tolist() == [1, 0.5]


def test_without_pandas_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pandas", None)
    with pytest.raises(BadInput, match=r"slategraph\[pandas\]"):
        TABLE.to_dataframe()


def test_html_is_escaped() -> None:
    assert "<script>" not in Table(("<script>",), (("<script>",),))._repr_html_()


def test_a_table_without_rows_shows_its_columns() -> None:
    assert Table(("who", "role"), ()).text() == "who  role"
