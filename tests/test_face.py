"""The public face: names, types, examples, and how it behaves in another program."""

import doctest
import inspect
import logging
import subprocess
import sys
import warnings
from pathlib import Path

import pytest

import slategraph as sg

CODE = Path(sg.__file__).parent
CLIENT = """
import slategraph as sg

store = sg.open_store()
reveal_type(sg.to_networkx)
count: int = sg.load_curated(store)
table: sg.Table = sg.query(store, "who-is-attached", project="Heat 2")
wrong: str = sg.load_curated(store)
sg.standings(store, 1)
sg.no_such_name
"""
NEW_NAMES = {
    "project": "to_networkx",
    "standing": "standings",
    "conflicts": "find_conflicts",
    "check_reports": "validate",
}


def run(program: str) -> str:
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.mark.parametrize("name", sg.__all__)
def test_each_public_name_is_there(name: str) -> None:
    assert getattr(sg, name).__doc__


@pytest.mark.parametrize("name", [name for name in sg.__all__ if callable(getattr(sg, name)) and name.islower()])
def test_each_public_function_has_an_example(name: str) -> None:
    assert doctest.DocTestParser().get_examples(inspect.getdoc(getattr(sg, name)) or "")


def test_the_public_names_are_all_that_shows() -> None:
    folders = {path.stem for path in CODE.iterdir() if (path / "__init__.py").exists() or path.suffix == ".py"}
    assert {name for name in dir(sg) if not name.startswith("__")} == {*sg.__all__, *folders} - {"cli", "__init__"}


def test_type_checkers_see_the_same_names() -> None:
    source = inspect.getsource(sg).partition("if TYPE_CHECKING:")[2].partition("project, standing")[0]
    seen = {word.strip(" ,()") for line in source.splitlines() for word in line.rpartition(" import ")[2].split(",")}
    assert set(sg.__all__) <= seen


@pytest.mark.parametrize(("old", "new"), NEW_NAMES.items())
def test_a_former_name_works_and_warns(old: str, new: str) -> None:
    with pytest.warns(DeprecationWarning, match=f"slategraph.{old} is now slategraph.{new}."):
        assert getattr(sg, old) is getattr(sg, new)


def test_an_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        sg.nothing  # type: ignore[attr-defined] # noqa: B018


def test_importing_loads_nothing_but_what_python_brings() -> None:
    loaded = run("import sys; before = {*sys.modules}; import slategraph; print(*({*sys.modules} - before))").split()
    assert {name for name in loaded if name.startswith("slategraph")} == {"slategraph"}


@pytest.mark.parametrize(
    "program",
    [
        "import slategraph.query.standing as m; m.standings",
        "import slategraph as sg; import slategraph.model.vocabulary; sg.model.vocabulary.PREDICATES; sg.store",
        "import slategraph as sg; import slategraph.query.sparql; sg.query(sg.open_store(), 'ASK {}')",
        "from slategraph import query; from slategraph.query import tables; query.__signature__.parameters['question']",
    ],
)
def test_submodules_are_reached_by_their_names(program: str) -> None:
    run(program)


def test_query_shows_what_the_function_takes() -> None:
    assert list(inspect.signature(sg.query).parameters)[:2] == ["store", "question"]
    assert "saved query" in (sg.query.__doc__ or "")


def test_a_client_s_type_checker_sees_the_types(tmp_path: Path) -> None:
    assert (CODE / "py.typed").exists()
    (tmp_path / "client.py").write_text(CLIENT)
    command = [sys.executable, "-m", "mypy", "--follow-imports=silent", "--cache-dir", str(tmp_path), "client.py"]
    found = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False, env=environment())
    wrong = [line.split(":")[1] for line in found.stdout.splitlines() if ": error:" in line]
    assert wrong == ["8", "9", "10"], found.stdout
    assert "MultiDiGraph[" in found.stdout


def environment() -> dict[str, str]:
    return {"MYPYPATH": str(CODE.parent), "PATH": ""}


def test_the_library_says_nothing_by_itself_and_leaves_other_loggers_alone() -> None:
    assert any(isinstance(handler, logging.NullHandler) for handler in logging.getLogger("slategraph").handlers)
    with pytest.raises(sg.NotAnArticle):
        sg.read_article(b"%PDF-1.4 broken", kind="pdf")
    assert logging.getLogger("pypdf").level == logging.NOTSET


def test_an_error_without_details_is_a_sentence_too() -> None:
    assert str(sg.BadClaims([])) == "The claims break the rules of the ontology."


def test_the_version_is_the_one_that_is_installed() -> None:
    assert sg.__version__.count(".") == 2


def test_importing_everything_warns_of_nothing() -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert all(getattr(sg, name) is not None for name in dir(sg))
