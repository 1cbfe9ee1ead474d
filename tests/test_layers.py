"""Imports go down only: a module knows those of lower layers, never one beside it, above it or inside a function."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

CODE = Path(__file__).resolve().parent.parent / "graph" / "slategraph"
# A package counts as one module from outside.
LAYERS: dict[str, float] = {
    "errors": 0, "files": 0.1, "signatures": 0.2, "pools": 0.3, "clusters": 0.4,
    "vocabulary": 1, "context": 1.1,
    "model": 2, "outlets": 2.02, "reprints": 2.05, "belief": 2.1, "histories": 2.2,
    "rdf": 2.2, "lines": 2.2, "tables": 2.2, "graphs": 2.3, "readings": 2.35, "journals": 2.35,
    "judgements": 2.4, "reviews": 2.5, "decisions": 2.6, "upkeep": 2.7, "likeness": 2.8,
    "store": 3, "extraction": 3, "importers": 3, "names": 3.5, "inputs": 3.6, "batches": 3.7,
    "queries": 4, "standing": 4, "validation": 4, "projection": 4,
    "timeline": 4.1, "resolution": 4.1, "conflicts": 4.1, "reviewing": 4.2, "sheets": 4.3,
    "exporters": 5, "viewer": 5, "loading": 5, "pages": 5,
    "terminal": 6, "options": 6, "dialogue": 6.5, "__init__": 6.9, "demo": 6.95, "desk": 6.95, "cli": 7,
}  # fmt: skip
FILES = sorted(CODE.rglob("*.py"))


def module(path: Path) -> str:
    """The module or package that a file belongs to."""
    return path.relative_to(CODE).parts[0].removesuffix(".py")


def imported(node: ast.AST) -> Iterator[str]:
    """The full names that an import statement may stand for."""
    if isinstance(node, ast.Import):
        yield from (alias.name for alias in node.names)
    elif isinstance(node, ast.ImportFrom):
        base = node.module or ""
        yield from (f"{base}.{alias.name}" for alias in node.names)


def known(path: Path, tree: ast.AST) -> set[str]:
    """The modules of slategraph that a piece of a file imports; the package itself stands for `__init__`."""
    found = set()
    for name in (name for node in ast.walk(tree) for name in imported(node)):
        parts = name.split(".")
        if parts[0] == "slategraph":
            found.add(parts[1] if len(parts) > 1 and parts[1] in LAYERS else "__init__")
    return found - ({module(path)} if path.parent != CODE else set())


def parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"))


def name(path: Path) -> str:
    return str(path.relative_to(CODE))


def test_every_module_has_a_layer() -> None:
    assert {module(path) for path in FILES} == set(LAYERS)


@pytest.mark.parametrize("path", FILES, ids=name)
def test_imports_go_down_only(path: Path) -> None:
    own = LAYERS[module(path)]
    assert [other for other in known(path, parsed(path)) if LAYERS[other] >= own] == []


@pytest.mark.parametrize("path", FILES, ids=name)
def test_no_import_of_slategraph_inside_a_function(path: Path) -> None:
    functions = [node for node in ast.walk(parsed(path)) if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef))]
    assert [
        f.name for f in functions if any(n.split(".")[0] == "slategraph" for i in ast.walk(f) for n in imported(i))
    ] == []


@pytest.mark.parametrize("path", FILES, ids=name)
def test_no_relative_import(path: Path) -> None:
    assert [node.lineno for node in ast.walk(parsed(path)) if isinstance(node, ast.ImportFrom) and node.level] == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("from slategraph.store.store import Store", {"store"}),
        ("import slategraph.cli.main", {"cli"}),
        ("from slategraph import rdf", {"rdf"}),
        ("from slategraph import Store", {"__init__"}),
        ("import slategraph as sg", {"__init__"}),
        ("from slategraph.viewer.page import Page", {"viewer"}),
    ],
)
def test_an_import_is_understood(text: str, expected: set[str]) -> None:
    assert known(CODE / "x.py", ast.parse(text)) == expected
