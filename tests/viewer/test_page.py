"""The page as a file: what is in it, that it is the same each time, and what bad input gets."""

import hashlib
import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import networkx as nx
import pytest
from pyvis.network import Network

from pictured import slate
from slategraph.errors import BadInput, Unreadable
from slategraph.viewer import Page, view
from slategraph.viewer.columns import as_json


def data(html: str) -> dict[str, dict[str, list[object]]]:
    found = re.search(r'<script type="application/json" id="data">(.*?)</script>', html, re.DOTALL)
    assert found
    content: dict[str, dict[str, list[object]]] = json.loads(found[1])
    return content


def test_page_is_a_pyvis_network_with_all_nodes_and_edges() -> None:
    network = slate()
    page = view(network)
    assert isinstance(page, Page) and isinstance(page, Network)
    assert (page.num_nodes(), page.num_edges()) == (network.number_of_nodes(), network.number_of_edges())
    assert set(page.get_nodes()) == set(network)


def test_page_holds_what_was_changed_in_its_nodes() -> None:
    page = view(slate())
    page.nodes[0]["label"] = "Renamed"
    assert data(page.generate_html())["nodes"]["label"][0] == "Renamed"


def test_same_network_gives_the_same_page() -> None:
    code = "import sys; sys.path.insert(0, 'tests'); from pictured import slate; from slategraph.viewer import view\n"
    code += "import hashlib; print(hashlib.sha256(view(slate()).generate_html().encode()).hexdigest())"
    other = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        check=True,
        cwd=Path(__file__).parents[2],
        env=os.environ | {"PYTHONHASHSEED": "5"},
    )
    assert other.stdout.decode().strip() == hashlib.sha256(view(slate()).generate_html().encode()).hexdigest()


def test_page_names_no_address_outside_its_data() -> None:
    page = re.sub(r"<script.*?</script>", "", view(nx.MultiDiGraph()).generate_html(), flags=re.DOTALL)
    assert re.findall(r"(?:src|href)\s*=\s*(\S+)", page) == ['"data:,">']
    assert "default-src 'none'" in page


def test_title_comes_from_the_argument_then_the_network() -> None:
    assert view(slate()).heading == "The autumn slate"
    assert view(slate(), title="Mine").heading == "Mine"
    assert "<title>&lt;b&gt;</title>" in view(slate(), title="<b>").generate_html()


def test_no_character_of_json_ends_its_element() -> None:
    written = as_json(["</script><!--", "\u2028\u2029&", "\ud83c"])
    assert not set("<>&\u2028\u2029\ud83c") & set(written)
    assert json.loads(written) == ["</script><!--", "\u2028\u2029&", "\ufffd"]


def test_notebook_gets_a_frame_without_an_address() -> None:
    frame = view(slate())._repr_html_()
    assert frame.startswith("<iframe") and "srcdoc=" in frame and " src=" not in frame[:400]


def test_page_is_written_whole(tmp_path: Path) -> None:
    page = view(slate(), tmp_path / "out" / "slate.html")
    assert (tmp_path / "out" / "slate.html").read_text(encoding="utf-8") == page.generate_html()
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["slate.html"]


@pytest.mark.parametrize("graph", [nx.Graph, nx.DiGraph, nx.MultiGraph, nx.MultiDiGraph])
def test_any_networkx_graph_draws(graph: Callable[[], Any]) -> None:
    network = graph()
    network.add_edge(1, "1")
    network.add_edge((2, 3), frozenset({4}), belief="much", reports="{not json", sources=float("nan"))
    network.add_node(5.5, label=None, type=7, aliases=["a"], reports=[{"quotation": "x", "confidence": None}, 3])
    page = view(network)
    assert page.num_nodes() == len({node["id"] for node in page.nodes}) == 5
    assert len(data(page.generate_html())["nodes"]["id"]) == 5


def test_keys_that_read_alike_get_names_of_their_own() -> None:
    page = view(nx.Graph([("1 (2)", "x"), (1, "y"), ("1", "z")]))
    assert len(set(page.get_nodes())) == 6
    assert view(nx.empty_graph([1, "1", "1 (2)"])).get_nodes() == ["1", "1 (2)", "1 (2) (2)"]


def test_what_is_no_graph_is_refused() -> None:
    with pytest.raises(TypeError, match="NetworkX graph"):
        view([1, 2])


@pytest.mark.parametrize("wrong", [{"theme": "pink"}, {"layout": "star"}])
def test_wrong_option_is_named(wrong: dict[str, str]) -> None:
    with pytest.raises(BadInput, match=next(iter(wrong.values()))):
        view(slate(), **wrong)  # type: ignore[arg-type]


def test_unwritable_path_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(Unreadable, match="can't be written"):
        view(slate(), tmp_path / "file" / "slate.html")


def test_nodes_added_with_pyvis_are_drawn() -> None:
    page = view(slate())
    page.add_node("extra", label="Extra")
    page.add_edge("extra", page.nodes[0]["id"])
    nodes = data(page.generate_html())["nodes"]
    assert nodes["label"][-1] == "Extra" and len(nodes["id"]) == len(slate()) + 1
