"""Arranging the picture: fold and expand, pin, drag and put back; and what is shown, as Turtle."""

import re
from pathlib import Path
from typing import Any

import networkx as nx
import pyoxigraph
import rdflib
from playwright.sync_api import Browser

from browser import Visit, choose, saved
from slategraph import Store, export, to_networkx
from slategraph.model.vocabulary import PREDICATES


def names_shown(visit: Visit) -> int:
    found = re.match(r"[\d,]+", visit.page.locator("#summary").inner_text())
    return int(found[0].replace(",", "")) if found else 0


def test_leaves_are_folded_in_and_come_back(visit: Visit, curated: Store) -> None:
    network = nx.Graph(to_networkx(curated))
    leaves = [node for node in network["film:heat-2"] if set(network[node]) <= {"film:heat-2", node}]
    choose(visit, "Heat 2")
    visit.page.get_by_role("button", name=f"Collapse {len(leaves)} names").click()
    assert names_shown(visit) == len(network) - len(leaves)
    visit.page.get_by_role("button", name=f"Expand: {len(leaves)} more names").click()
    assert names_shown(visit) == len(network)


def test_surroundings_are_expanded_at_one_name(visit: Visit, curated: Store) -> None:
    network = to_networkx(curated).to_undirected()
    choose(visit, "Heat 2")
    visit.page.locator("#panel .around .step").first.click()
    near = set(nx.ego_graph(network, "film:heat-2", radius=1))
    choose(visit, "Michael Mann")
    visit.page.get_by_role("button", name="Expand:").click()
    assert names_shown(visit) == len(near | set(network["person:michael-mann"]))
    visit.page.get_by_role("button", name="Collapse", exact=True).click()
    assert names_shown(visit) == len(near)


def test_a_pinned_name_stays_whatever_is_filtered(visit: Visit) -> None:
    choose(visit, "Heat 2")
    visit.page.get_by_role("button", name="Pin", exact=True).click()
    visit.page.locator('[data-filter="type:Film"]').uncheck()
    before = names_shown(visit)
    visit.page.get_by_role("button", name="Pin", exact=True).click()
    assert names_shown(visit) == before - 1


def test_a_dragged_name_stays_there_in_the_address_too(browser: Browser, path: Path) -> None:
    first = Visit(browser, path, fragment="#name=film:heat-2")
    box = first.page.locator("#picture").bounding_box()
    assert box
    x, y = (12 + 264 + 12 + box["width"] - 12 - 384 - 12) / 2, box["y"] + box["height"] / 2
    first.page.mouse.move(x, y)
    first.page.mouse.down()
    first.page.mouse.move(x + 30, y + 40, steps=4)
    first.page.mouse.up()
    first.page.wait_for_url(re.compile("put="))
    fragment = first.page.evaluate("location.hash")
    second = Visit(browser, path, fragment=fragment)
    second.page.mouse.click(x + 30, y + 40)
    assert second.page.locator("#panel h2").inner_text() == "Heat 2"
    assert second.page.evaluate("location.hash") == fragment
    second.page.click("#put-back")
    assert second.page.locator("#put-back").is_hidden()
    for one in (first, second):
        assert one.quiet(), one.errors
        one.close()


def test_a_name_is_moved_by_keys(visit: Visit) -> None:
    page = visit.page
    choose(visit, "Heat 2")
    page.focus("#picture")
    page.keyboard.press("Shift+ArrowRight")
    assert page.locator("#put-back").is_visible()
    page.locator("#panel").get_by_role("button", name="Reset position", exact=True).click()
    assert page.locator("#put-back").is_hidden()


def test_the_address_is_the_same_for_a_screen_on_its_side(browser: Browser, path: Path) -> None:
    fragment = "#folded=film:heat-2&pinned=film:ferrari&put=120,-40,film:heat-2&at=10,20,0.500"
    visit = Visit(browser, path, width=390, fragment=fragment)
    visit.page.click("#zoom-in")
    visit.page.wait_for_url(re.compile("put=120%2C-40%2C"))
    assert "put=120%2C-40%2Cfilm%3Aheat-2" in visit.page.evaluate("location.hash")
    assert visit.quiet()
    visit.close()


def test_what_is_shown_is_saved_as_turtle(visit: Visit, curated: Store, tmp_path: Path) -> None:
    file = saved(visit, "save_turtle", tmp_path)
    page = rdflib.Graph().parse(file, format="turtle")
    assert len(page) == len(set(pyoxigraph.parse(path=file, format=pyoxigraph.RdfFormat.TURTLE)))
    believed = rdflib.Graph().parse(export(curated, tmp_path / "all.ttl"), format="turtle")
    credits_ = {rdflib.URIRef(p.iri) for p in PREDICATES.values()} - {rdflib.URIRef(PREDICATES["attachedTo"].iri)}
    plain = {triple for triple in page if triple[1] in credits_}
    assert plain == {triple for triple in believed if triple[1] in credits_ and triple[0] in set(page.subjects())}


def test_turtle_tells_the_standing_of_what_is_not_believed(visit: Visit, curated: Store, tmp_path: Path) -> None:
    visit.page.locator('.row:has([data-filter="status:exited"])').hover()
    visit.page.get_by_role("button", name="Only exited").click()
    page = rdflib.Graph().parse(saved(visit, "save_turtle", tmp_path), format="turtle")
    asked = "SELECT ?c WHERE { ?c a sg:Standing ; sg:status status:exited ; rdf:subject ?s ; rdf:object ?o }"
    network: Any = to_networkx(curated)
    assert len(page.query(asked)) == sum(status == "exited" for *_, status in network.edges(data="status"))
    assert not page.query("ASK { ?s sg:actsIn ?o }").askAnswer
