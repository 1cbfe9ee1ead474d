"""The wings: each folder is a subject, and imports go down only, between wings as between files."""

import ast
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import networkx as nx
import pytest

ROOT = Path(__file__).resolve().parent.parent
CODE = ROOT / "graph" / "slategraph"
# Top to bottom; wings on one line know nothing of each other. CONTRIBUTING.md shows the same table.
WINGS = """
cli             the shell
review          the queue
ingest          files in, many at once
identity        duplicates, merging
network         NetworkX
exporters       formats out
query           asking
store           where reports are kept, and kept up to date
importers       one file a source of data
decisions       what people decided
rdf             values to triples and back
viewer          the page
extraction      reading
belief          the rule
model           entities, claims, sources, reports as values; the vocabulary; partial dates
files errors    the ground floor
"""
NAMES = [line[:16].split() for line in WINGS.strip().splitlines()]
RANK = {wing: -place for place, names in enumerate(NAMES) for wing in names}
FILES = sorted(CODE.rglob("*.py"))


def module(path: Path) -> str:
    """The full name of the module that a file is."""
    parts = ("slategraph", *path.relative_to(CODE).with_suffix("").parts)
    return ".".join(parts).removesuffix(".__init__")


MODULES = {module(path): path for path in FILES}


def wing(name: str) -> str:
    """The wing of a module by its full name; the package itself is none."""
    return name.split(".")[1] if "." in name else ""


def imported(node: ast.AST) -> Iterator[str]:
    """The modules of slategraph that an import statement names."""
    if isinstance(node, ast.Import):
        yield from (alias.name for alias in node.names if alias.name.split(".")[0] == "slategraph")
    elif isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] == "slategraph":
        for alias in node.names:
            inner = f"{node.module}.{alias.name}"
            yield inner if inner in MODULES else str(node.module)


def known(tree: ast.AST) -> set[str]:
    return {name for node in ast.walk(tree) for name in imported(node)}


def parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"))


def name(path: Path) -> str:
    return str(path.relative_to(CODE))


def test_every_folder_and_file_of_the_top_is_in_the_table() -> None:
    tops = {wing(name) for name in MODULES} - {""}
    assert tops == set(RANK)


@pytest.mark.parametrize("path", FILES, ids=name)
def test_imports_between_wings_go_down_only(path: Path) -> None:
    own = wing(module(path))
    if not own or own == "cli":  # the package itself shows what the wings hold; the shell uses the public face
        return
    ground = {"slategraph.errors"} if own == "files" else set()
    others = {other for other in known(parsed(path)) if wing(other) != own} - ground
    assert sorted(other for other in others if not wing(other) or RANK[wing(other)] >= RANK[own]) == []


def test_no_files_import_each_other_in_a_circle() -> None:
    edges = [(module(path), other) for path in FILES for other in known(parsed(path)) if other != module(path)]
    circles = [sorted(circle) for circle in nx.strongly_connected_components(nx.DiGraph(edges)) if len(circle) > 1]
    assert circles == []


@pytest.mark.parametrize("path", FILES, ids=name)
def test_no_import_of_slategraph_inside_a_function(path: Path) -> None:
    functions = [node for node in ast.walk(parsed(path)) if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef))]
    assert [f.name for f in functions if known(f)] == []


@pytest.mark.parametrize("path", FILES, ids=name)
def test_no_relative_import(path: Path) -> None:
    assert [node.lineno for node in ast.walk(parsed(path)) if isinstance(node, ast.ImportFrom) and node.level] == []


def test_no_two_files_share_a_name() -> None:
    names = Counter(path.name for path in FILES if path.name != "__init__.py")
    assert [name for name, count in names.items() if count > 1] == ["rdf.py"]  # RDF that comes in, RDF that goes out


#: The wings that may know which library keeps the quads; the vocabulary parses the ontology with it.
NEAR_STORAGE = {"store", "rdf", "model"}


@pytest.mark.parametrize("path", FILES, ids=name)
def test_only_storage_and_rdf_know_oxigraph(path: Path) -> None:
    if wing(module(path)) in NEAR_STORAGE:
        return
    nodes = [node for node in ast.walk(parsed(path)) if isinstance(node, (ast.Import, ast.ImportFrom))]
    names = {alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names}
    names |= {str(node.module) for node in nodes if isinstance(node, ast.ImportFrom)}
    assert not {"pyoxigraph", "oxrdflib"} & {imported.split(".")[0] for imported in names}


def test_contributing_shows_this_table() -> None:
    assert WINGS.strip() in (ROOT / "CONTRIBUTING.md").read_text("utf-8")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("from slategraph.store.store import Store", {"slategraph.store.store"}),
        ("import slategraph.cli", {"slategraph.cli"}),
        ("from slategraph.rdf import mapping", {"slategraph.rdf.mapping"}),
        ("from slategraph import Store", {"slategraph"}),
        ("import slategraph as sg", {"slategraph"}),
        ("import networkx as nx", set()),
    ],
)
def test_an_import_is_understood(text: str, expected: set[str]) -> None:
    assert known(ast.parse(text)) == expected
