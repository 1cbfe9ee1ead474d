"""The graph for network analysis: what its attributes hold, what can be computed on it, where it can be written."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import networkx as nx
import pytest

from slategraph import BadInput, Claim, Entity, Report, Source, Store
from slategraph.network.projection import flattened, project, to_networkx
from slategraph.rdf.bulk import all_reports

FORMATS: dict[str, tuple[Callable[..., Any], Callable[..., Any]]] = {
    "graphml": (nx.write_graphml, nx.read_graphml),
    "gexf": (nx.write_gexf, nx.read_gexf),
}
Network = Any


@pytest.fixture(scope="module")
def network(curated: Store) -> Network:
    return to_networkx(curated)


@pytest.fixture
def hostile(store: Store) -> Network:
    """A network of names that XML can't hold, with an alias each."""
    ada = Entity("Person", "Ada", ('"; DROP', "\x0b"))
    for name in ("a\x00b", "\ufffe", "]]>", "<b>&amp;", "😀", "مرحبا", "c\nd"):
        store.add([Report(Claim(ada, "directs", Entity("Film", name)), Source(name, title=name), quotation=f"{name}!")])
    return to_networkx(store)


def test_nodes_have_a_label_and_a_type(network: Network) -> None:
    assert (network.nodes["film:heat-2"]["label"], network.nodes["film:heat-2"]["type"]) == ("Heat 2", "Film")


def test_a_project_has_its_stage(network: Network) -> None:
    assert network.nodes["film:heat-2"]["stage"] == "pre-production"


def test_edges_say_what_is_believed(network: Network) -> None:
    edges = network.get_edge_data("person:christian-bale", "film:heat-2").values()
    found = [(e["predicate"], e["status"], e["certainty"], e["since"], e["sources"]) for e in edges]
    assert found == [("actsIn", "attached", "confirmed", "2026-02-26", 3)]


def test_parallel_edges_are_kept(network: Network) -> None:
    edges = network.get_edge_data("person:michael-mann", "film:heat-2").values()
    assert {edge["predicate"] for edge in edges} >= {"directs", "writes", "produces"}


def test_reports_and_histories_are_lists(network: Network) -> None:
    edge = network.edges["person:christian-bale", "film:heat-2", bale(network)]
    assert edge["reports"][0]["certainty"] and edge["history"][-1]["certainty"] == "confirmed"


def bale(network: Network) -> str:
    [key] = network.get_edge_data("person:christian-bale", "film:heat-2")
    return str(key)


def test_belief_weighs_an_edge(network: Network) -> None:
    assert all(edge["weight"] == edge["belief"] for *_, edge in network.edges(data=True))


def test_what_is_believed_weighs_more(store: Store) -> None:
    ada = Entity("Person", "Ada")
    for film, certainty in (("Sure", "confirmed"), ("Unsure", "rumored")):
        store.add([Report(Claim(ada, "directs", Entity("Film", film)), Source(film), certainty=certainty)])
    degree: Any = to_networkx(store).degree(weight="weight")
    assert degree["film:sure"] > degree["film:unsure"]


def test_a_path_goes_by_what_is_believed(store: Store) -> None:
    films = {"confirmed": Entity("Film", "Sure"), "rumored": Entity("Film", "Unsure")}
    for name in ("Ada", "Bo"):
        for certainty, film in films.items():
            report = Report(
                Claim(Entity("Person", name), "actsIn", film), Source(name + certainty), certainty=certainty
            )
            store.add([report])
    path = nx.shortest_path(to_networkx(store).to_undirected(), "person:ada", "person:bo", weight="distance")
    assert path == ["person:ada", "film:sure", "person:bo"]


def test_the_former_name_is_the_same_function() -> None:
    assert project is to_networkx


def test_all_reports_at_once_are_those_of_each_source(curated: Store) -> None:
    def shown(reports: Any) -> list[tuple[str, ...]]:
        return [(r.id, r.source.id, r.status, r.certainty, str(r.confidence), str(r.learned)) for r in reports]

    assert shown(all_reports(curated.quads.query)) == shown(curated.reports())


def test_a_source_keeps_its_own_spelling(store: Store) -> None:
    for key, name in (("a", "Zoë Kravitz"), ("b", "Zoe Kravitz")):
        claim = Claim(Entity("Person", name), "actsIn", Entity("Film", "Blink"))
        store.add([Report(claim, Source(key))])
    names = {(r.source.key, r.claim.subject.name) for r in all_reports(store.quads.query)}
    assert names == {("a", "Zoë Kravitz"), ("b", "Zoe Kravitz")}


def test_flattened_attributes_are_scalars_only(network: Network) -> None:
    network = flattened(network)
    rows = [data for _, data in network.nodes(data=True)] + [data for *_, data in network.edges(data=True)]
    assert {type(value) for row in rows for value in row.values()} <= {str, int, float, bool}


def test_every_edge_joins_described_nodes(network: Network) -> None:
    assert all(data.get("label") for _, data in network.nodes(data=True))


def test_a_past_day_has_the_edges_of_that_day(curated: Store) -> None:
    past = to_networkx(curated, on="2025-10-31")
    assert not past.has_edge("person:christian-bale", "film:heat-2")


def test_what_is_not_a_date_is_refused(curated: Store) -> None:
    with pytest.raises(BadInput):
        to_networkx(curated, on="2025-02-30")


def test_an_empty_store_gives_an_empty_network(store: Store) -> None:
    assert len(to_networkx(store)) == 0


def there_and_back(network: Network, folder: Path, form: str) -> Network:
    write, read = FORMATS[form]
    write(flattened(network), folder / "slate")
    return read(folder / "slate")


@pytest.mark.parametrize("form", FORMATS)
def test_a_file_keeps_the_nodes(network: Network, tmp_path: Path, form: str) -> None:
    back = there_and_back(network, tmp_path, form)
    assert {n: d["label"] for n, d in back.nodes(data=True)} == {n: d["label"] for n, d in network.nodes(data=True)}


def credits_of(network: Network) -> list[tuple[str, str, str, float]]:
    return sorted((a, b, d["status"], d["belief"]) for a, b, d in network.edges(data=True))


@pytest.mark.parametrize("form", FORMATS)
def test_a_file_keeps_parallel_edges(network: Network, tmp_path: Path, form: str) -> None:
    assert credits_of(there_and_back(network, tmp_path, form)) == credits_of(network)


@pytest.mark.parametrize("form", FORMATS)
def test_a_file_holds_any_name(hostile: Network, tmp_path: Path, form: str) -> None:
    back = there_and_back(hostile, tmp_path, form)
    assert (len(back), back.number_of_edges()) == (8, 7)


def test_a_character_that_no_file_holds_is_replaced(hostile: Network) -> None:
    assert {"a\ufffdb", "😀", "]]>"} <= {data["label"] for _, data in hostile.nodes(data=True)}


@pytest.mark.parametrize("write", [nx.node_link_data, nx.cytoscape_data])
def test_other_formats_take_it_too(network: Network, write: Callable[[Network], dict[str, Any]]) -> None:
    assert json.dumps(write(network))
