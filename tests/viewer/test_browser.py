"""The real page in Chromium: find, filter, ask why; on a wide and on a narrow screen."""

import csv
import re
import unicodedata
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import networkx as nx
import pytest
from playwright.sync_api import Browser

from browser import Visit, choose, saved
from pictured import crowd, slate
from slategraph.viewer import view


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("page") / "slate.html"
    view(slate(), file)
    return file


def painted(visit: Visit) -> int:
    """How many different pixels are on the canvas, roughly: more than a few means that something is drawn."""
    script = """() => { const c = document.querySelector('#picture canvas');
        const d = c.getContext('2d').getImageData(0, 0, c.width, c.height).data; const seen = new Set();
        for (let i = 0; i < d.length; i += 4) seen.add(d[i] << 16 | d[i + 1] << 8 | d[i + 2]); return seen.size }"""
    return int(visit.page.evaluate(script))


def test_first_picture_is_drawn_without_any_request(visit: Visit) -> None:
    assert painted(visit) > 50
    assert visit.requests == [visit.path.as_uri()]
    assert visit.page.title() == "The autumn slate"


def test_policy_forbids_what_the_page_never_asks(visit: Visit) -> None:
    asked = visit.page.evaluate("fetch('https://example.org/').then(() => 'let through', () => 'refused')")
    ran = visit.page.evaluate(
        "() => { const s = document.createElement('script'); s.textContent = 'window.ran = 1'; "
        "document.body.append(s); return window.ran }"
    )
    assert (asked, ran) == ("refused", None)
    visit.errors.clear()


def test_search_finds_by_name_without_accents_and_by_alias(visit: Visit) -> None:
    page = visit.page
    page.fill("#search", "celik")
    assert all("Çelik" in name for name in page.locator("#hits .hit .name").all_inner_texts())
    page.fill("#search", "ozgur the pilot")
    assert page.locator("#hits .hit").count() == 1
    page.fill("#search", "nobody at all")
    assert page.locator("#hits").inner_text() == "No name like that"


def test_search_is_worked_by_arrows_and_enter(visit: Visit) -> None:
    page = visit.page
    page.keyboard.press("/")
    page.keyboard.type("salt")
    names = page.locator("#hits .hit .name").all_inner_texts()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowUp")
    assert page.get_attribute("#search", "aria-activedescendant") == "hits-1"
    page.keyboard.press("Enter")
    assert page.locator("#panel h2").inner_text() == names[1]
    assert page.locator("#hits").is_hidden()


def test_panel_shows_each_claim_with_its_reports(visit: Visit) -> None:
    network, page = slate(), visit.page
    film = next(node for node, kind in network.nodes(data="type") if kind == "Film")
    choose(visit, network.nodes[film]["label"])
    assert page.locator("#panel ul.claims > li").count() == network.degree(film)
    page.locator("#panel .claim .meta .more").first.click()
    text = page.locator("#panel").inner_text()
    assert "People close to the production say that" in text
    assert any(paper in text for paper in ("The Daily Slate", "Reel Wire", "Screen Courier", "Box Office Herald"))
    links = page.locator("#panel a")
    assert links.first.get_attribute("href").startswith("https://")  # type: ignore[union-attr]
    assert links.first.get_attribute("rel") == "noopener noreferrer"
    assert page.locator("#panel mark").count()


def test_panel_links_to_catalogues(visit: Visit) -> None:
    choose(visit, "ozgur the pilot")
    links = visit.page.locator("#panel .links a")
    assert links.all_inner_texts() == ["Wikidata", "IMDb"]
    assert links.last.get_attribute("href") == "https://www.imdb.com/name/nm0000001/"


def test_click_on_a_name_and_on_a_claim_opens_the_panel(visit: Visit) -> None:
    page = visit.page
    choose(visit, "Salt Harbour")
    page.locator("#panel .close").click()
    page.mouse.click(*middle(visit))
    assert page.locator("#panel h2").inner_text() == "Salt Harbour"
    page.keyboard.press("Escape")
    assert page.locator("#panel").is_hidden()
    for step in range(24, 200, 2):
        page.mouse.click(middle(visit)[0] + step, middle(visit)[1] + step / 3)
        if page.locator("#panel h2.sentence").count():
            break
    assert page.locator("#panel h2.sentence").count() == 1


def middle(visit: Visit) -> tuple[float, float]:
    """Where a name stands that was flown to: the middle of what the sheets leave free."""
    box = visit.page.locator("#picture").bounding_box()
    left = visit.page.locator("#filters").bounding_box()
    right = visit.page.locator("#panel").bounding_box() or {"width": 384.0}
    assert box and left
    free = (box["x"] + left["x"] + left["width"] + 12 + box["x"] + box["width"] - 12 - right["width"] - 12) / 2
    return free, box["y"] + box["height"] / 2


def test_filters_hide_and_bring_back(visit: Visit) -> None:
    page, network = visit.page, slate()
    whole = page.locator("#summary").inner_text()
    page.locator('[data-filter="type:Person"]').uncheck()
    kinds = [kind for _, kind in network.nodes(data="type")]
    kept = [e for e in network.edges if "Person" not in {network.nodes[e[0]]["type"], network.nodes[e[1]]["type"]}]
    assert f"{len(kept)} of {network.number_of_edges()} claims" in page.locator("#summary").inner_text()
    assert len(kinds) > 100
    page.locator("#reset").click()
    assert page.locator("#summary").inner_text() == whole
    page.locator('.row:has([data-filter="status:considered"])').hover()
    page.get_by_role("button", name="Only considered").click()
    considered = sum(status == "considered" for *_, status in network.edges(data="status"))
    assert f"{considered} of" in page.locator("#summary").inner_text()


def test_filter_moves_nothing(visit: Visit) -> None:
    page = visit.page
    choose(visit, "Salt Harbour")
    page.locator('[data-filter="certainty:rumored"]').uncheck()
    page.locator("#panel .close").click()
    page.mouse.click(*middle(visit))
    assert page.locator("#panel h2").inner_text() == "Salt Harbour"


def test_hidden_name_is_still_found(visit: Visit) -> None:
    visit.page.locator('[data-filter="type:Film"]').uncheck()
    visit.page.fill("#search", "salt harbour")
    assert "hidden by a filter" in visit.page.locator("#hits").inner_text()


def test_picture_is_walked_by_keys(visit: Visit) -> None:
    page = visit.page
    page.focus("#picture")
    page.keyboard.press("ArrowRight")
    first = page.locator("#panel h2").inner_text()
    page.keyboard.press("ArrowRight")
    assert page.locator("#panel h2").inner_text() != first
    for key in "+-0":
        page.keyboard.press(key)
    page.keyboard.press("Escape")
    assert page.locator("#panel").is_hidden()


def test_theme_turns(browser: Browser, path: Path) -> None:
    visit = Visit(browser, path, dark=True)
    paper = "getComputedStyle(document.body).backgroundColor"
    dark = visit.page.evaluate(paper)
    visit.page.click("#theme-button")
    assert dark == "rgb(21, 20, 19)" and visit.page.evaluate(paper) != dark
    assert visit.quiet()
    visit.close()


def test_narrow_screen_has_sheets_and_no_sideways_scroll(browser: Browser, path: Path) -> None:
    visit = Visit(browser, path, width=390)
    page = visit.page
    assert page.locator("#filters").is_hidden()
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    page.click("#filters-button")
    assert page.locator("#filters").is_visible()
    page.locator("#filters .close").click()
    choose(visit, "Salt Harbour")
    box = page.locator("#panel").bounding_box()
    assert box and box["width"] == 390 and box["y"] > 300 and box["y"] + box["height"] <= 800
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert visit.quiet()
    visit.close()


@pytest.mark.parametrize(
    "network",
    [
        nx.empty_graph(1),
        nx.empty_graph(9),
        nx.MultiDiGraph([(1, 1), (1, 1)]),
        nx.MultiDiGraph([(1, 2)] * 1000),
        nx.path_graph(3),
    ],
    ids=["one node", "no edges", "loops", "1,000 parallel", "plain"],
)
def test_odd_graphs_are_drawn(browser: Browser, tmp_path: Path, network: Any) -> None:
    view(network, tmp_path / "odd.html")
    visit = Visit(browser, tmp_path / "odd.html")
    assert painted(visit) > 3
    visit.page.focus("#picture")
    visit.page.keyboard.press("ArrowRight")
    assert visit.page.locator("#panel").is_visible()
    assert visit.quiet(), visit.errors
    visit.close()


def test_empty_graph_says_so(browser: Browser, tmp_path: Path) -> None:
    view(nx.MultiDiGraph(), tmp_path / "empty.html")
    visit = Visit(browser, tmp_path / "empty.html")
    assert "this graph is empty" in visit.page.locator("#empty").inner_text()
    assert visit.quiet(), visit.errors
    visit.close()


def test_notebook_frame_draws_without_request(browser: Browser, tmp_path: Path) -> None:
    (tmp_path / "cell.html").write_text(
        f"<!doctype html><meta charset=utf-8>{view(slate())._repr_html_()}", encoding="utf-8"
    )
    page = browser.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto((tmp_path / "cell.html").as_uri())
    page.frame_locator("iframe").locator("html[data-ready]").wait_for(state="attached", timeout=30_000)
    assert [url for url in asked if not url.startswith(("file:", "about:", "data:"))] == []
    page.close()


def test_surroundings_of_a_name_and_back(visit: Visit) -> None:
    page, network = visit.page, slate()
    choose(visit, "Salt Harbour")
    for steps in (1, 2):
        page.locator("#panel .around .step").nth(steps - 1).click()
        near = nx.ego_graph(network.to_undirected(), "film:salt-harbour", radius=steps)
        assert page.locator("#summary").inner_text().startswith(f"{len(near)} of")
    page.locator("#strip").get_by_role("button", name="Show everything").click()
    assert page.locator("#strip").is_hidden()
    assert page.locator("#summary").inner_text().startswith(f"{len(network)} names")


def test_going_from_one_surroundings_to_another_and_back(visit: Visit) -> None:
    page = visit.page
    for name in ("Salt Harbour", "Northern Archive"):
        choose(visit, name)
        page.locator("#panel .around .step").first.click()
    assert "around Northern Archive" in page.locator("#strip").inner_text()
    page.locator("#strip").get_by_role("button", name="Back").click()
    assert "around Salt Harbour" in page.locator("#strip").inner_text()


def test_shortest_path_is_told_claim_by_claim(visit: Visit) -> None:
    page = visit.page
    choose(visit, "Salt Harbour")
    page.fill("#path-to", "Northern Archive")
    page.keyboard.press("Enter")
    steps = nx.shortest_path_length(slate().to_undirected(), "film:salt-harbour", "film:northern-archive")
    assert page.locator("#panel ol.claims > li").count() == steps
    assert "Salt Harbour to Northern Archive" in page.locator("#panel h2").inner_text()


def unaccented(name: str) -> str:
    plain = unicodedata.normalize("NFKD", name.casefold().replace("ø", "o"))
    return "".join(c for c in plain if c.isalnum() or c == " ")


def test_a_way_that_a_filter_closed_is_told_once(visit: Visit) -> None:
    page = visit.page
    choose(visit, "Salt Harbour")
    page.fill("#path-to", "Northern Archive")
    page.keyboard.press("Enter")
    page.locator('[data-filter="type:Film"]').uncheck()
    for _ in range(2):
        page.get_by_role("button", name="Reverse").click()
    assert page.locator("#panel .note").all_inner_texts() == ["No shown claims link Northern Archive and Salt Harbour."]


def test_a_claim_of_the_panel_comes_into_view_with_both_ends(visit: Visit, tmp_path: Path) -> None:
    page = visit.page
    choose(visit, "Salt Harbour")
    for _ in range(5):
        page.click("#zoom-in")
    page.locator("#panel .claim .meta .more").first.click()
    ends = page.locator("#panel h2 .name").all_inner_texts()
    drawn = ElementTree.parse(saved(visit, "save_svg", tmp_path)).iter("{http://www.w3.org/2000/svg}text")
    assert len(ends) == 2 and set(ends) <= {element.text for element in drawn}


def test_a_claim_about_itself_counts_once(browser: Browser, tmp_path: Path) -> None:
    view(nx.MultiDiGraph([("a", "a"), ("a", "b")]), tmp_path / "loop.html")
    visit = Visit(browser, tmp_path / "loop.html")
    visit.page.click("#table-button")
    visit.page.get_by_role("button", name="Names").click()
    assert visit.page.locator("#table tbody td.number").all_inner_texts() == ["2", "1"]
    visit.close()


def test_table_reads_what_the_picture_shows(visit: Visit) -> None:
    page, network = visit.page, slate()
    page.click("#table-button")
    page.locator('[data-filter="status:attached"]').uncheck()
    kept = [e for e in network.edges(data="status") if e[2] != "attached"]
    assert page.locator("#table tbody tr").count() == min(150, len(kept))
    page.click("[data-sort=belief]")
    belief = [int(text.removesuffix(" %")) for text in page.locator("#table td:nth-child(6)").all_inner_texts()]
    assert belief == sorted(belief, reverse=True)
    page.get_by_role("button", name="Names").click()
    page.click("[data-sort=name]")
    names = page.locator("#table td:nth-child(1)").all_inner_texts()
    assert names == sorted(names, key=unaccented) and len(names) > 10
    page.locator("#table td button").first.click()
    assert page.locator("#panel h2").inner_text() == names[0]


def test_belief_sources_and_publisher_filter(visit: Visit) -> None:
    page, network = visit.page, slate()
    page.locator("#min-belief").fill("70")
    kept = sum(belief >= 0.695 for *_, belief in network.edges(data="belief"))
    assert f"{kept} of" in page.locator("#summary").inner_text()
    page.click("#reset")
    page.select_option("#min-sources", "2")
    kept = sum(sources >= 2 for *_, sources in network.edges(data="sources"))
    assert f"{kept} of" in page.locator("#summary").inner_text()
    page.click("#reset")
    page.focus("#publisher")
    page.select_option("#publisher", "Reel Wire")
    kept = sum("Reel Wire" in reports for *_, reports in network.edges(data="reports"))
    assert f"{kept} of" in page.locator("#summary").inner_text()


def test_address_keeps_what_was_chosen(browser: Browser, path: Path) -> None:
    first = Visit(browser, path)
    first.page.locator('[data-filter="type:Place"]').uncheck()
    first.page.locator("#min-belief").fill("40")
    choose(first, "Salt Harbour")
    first.page.locator("#panel .around .step").nth(1).click()
    first.page.wait_for_url(re.compile("name=.*around="))
    summary, fragment = first.page.locator("#summary").inner_text(), first.page.evaluate("location.hash")
    first.close()
    second = Visit(browser, path, fragment=fragment)
    assert second.page.locator("#summary").inner_text() == summary
    assert second.page.locator("#panel h2").inner_text() == "Salt Harbour"
    assert not second.page.locator('[data-filter="type:Place"]').is_checked()
    assert second.quiet()
    second.close()


def test_address_keeps_the_camera_of_buttons_and_flights(browser: Browser, path: Path) -> None:
    first = Visit(browser, path)
    first.page.emulate_media(reduced_motion="no-preference")
    first.page.click("#zoom-in")
    first.page.wait_for_url(re.compile("at="))
    choose(first, "Salt Harbour")
    first.page.wait_for_timeout(1500)
    second = Visit(browser, path, fragment=first.page.evaluate("location.hash"))
    second.page.mouse.click(*middle(second))
    assert second.page.locator("#panel h2").inner_text() == "Salt Harbour"
    first.page.click("#fit")
    first.page.wait_for_timeout(1500)
    assert first.page.evaluate("location.hash") != second.page.evaluate("location.hash")
    for visit in (first, second):
        assert visit.quiet()
        visit.close()


@pytest.mark.parametrize(("works", "told"), [(True, "Link copied"), (False, "could not be copied")])
def test_copying_tells_whether_it_did(visit: Visit, works: bool, told: str) -> None:
    page = visit.page
    page.evaluate("Object.defineProperty(navigator, 'clipboard', { value: undefined })")
    page.evaluate(f"document.execCommand = () => {str(works).lower()}")
    page.click("#share-button")
    page.click("#copy_link")
    page.locator("#notice", has_text=told).wait_for()


def test_strike_is_not_written_over(browser: Browser, tmp_path: Path) -> None:
    network: Any = nx.MultiDiGraph()
    network.add_edge("a", "b", key="left", predicate="directs", label="directs", status="exited")
    view(network, tmp_path / "exited.html")
    visit = Visit(browser, tmp_path / "exited.html", fragment="#claim=left&at=0,0,3")
    root = ElementTree.parse(saved(visit, "save_svg", tmp_path)).getroot()
    (word,) = [float(one.get("y", "")) for one in root if one.text == "directs" and one.get("fill") != "none"]
    (mark,) = [one.get("transform", "") for one in root if one.get("d") == "M-3.5 5L3.5 -5"]
    assert abs(word - float(mark.rstrip(")").split()[-1])) > 12
    visit.close()


@pytest.mark.parametrize(
    "fragment",
    ["#%E0%A4%A", "#name=nobody&hide=x&hide=__proto__:y&belief=NaN&at=1,2", "#around=&steps=9e9&view=<b>&at=,,"],
)
def test_wrong_fragment_is_passed_over(browser: Browser, path: Path, fragment: str) -> None:
    visit = Visit(browser, path, fragment=fragment)
    assert "names ·" in visit.page.locator("#summary").inner_text()
    assert visit.quiet(), visit.errors
    visit.close()


def test_picture_is_saved_as_png(visit: Visit, tmp_path: Path) -> None:
    visit.page.click("#share-button")
    with visit.page.expect_download() as download:
        visit.page.click("#save_png")
    download.value.save_as(tmp_path / "a.png")
    assert download.value.suggested_filename == "the-autumn-slate.png"
    assert (tmp_path / "a.png").read_bytes().startswith(b"\x89PNG")


def test_claims_are_saved_as_csv(visit: Visit, tmp_path: Path) -> None:
    visit.page.locator('[data-filter="type:Person"]').uncheck()
    visit.page.click("#share-button")
    with visit.page.expect_download() as download:
        visit.page.click("#save_csv")
    download.value.save_as(tmp_path / "a.csv")
    with (tmp_path / "a.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert f"{len(rows)} of" in visit.page.locator("#summary").inner_text()
    network = slate()
    assert {row["subject"] for row in rows} <= {label for _, label in network.nodes(data="label")}
    assert all(row["claim"].startswith("claim:") for row in rows)


def test_many_reports_come_packed_and_are_told_all_the_same(browser: Browser, tmp_path: Path) -> None:
    network = crowd(900, 2700)
    view(network, tmp_path / "crowd.html")
    assert "data-packed" in (tmp_path / "crowd.html").read_text(encoding="utf-8")
    visit = Visit(browser, tmp_path / "crowd.html", fragment="#name=film:ada-petrov-0")
    name = next(iter(network.nodes(data="label")))[1]
    visit.page.wait_for_selector("html[data-complete]", state="attached")
    choose(visit, name)
    visit.page.locator("#panel .claim .meta .more").first.click()
    assert "People close to the production" in visit.page.locator("#panel").inner_text()
    assert visit.quiet(), visit.errors
    visit.close()


def test_picture_is_saved_as_svg(visit: Visit, tmp_path: Path) -> None:
    file = saved(visit, "save_svg", tmp_path)
    names = {element.text for element in ElementTree.parse(file).iter("{http://www.w3.org/2000/svg}text")}
    assert "Salt Harbour" in names
    assert len(ElementTree.parse(file).getroot()) > len(slate())


def test_network_is_saved_as_graphml(visit: Visit, tmp_path: Path) -> None:
    visit.page.locator('[data-filter="status:exited"]').uncheck()
    network = slate()
    back: Any = nx.read_graphml(saved(visit, "save_graphml", tmp_path), force_multigraph=True)
    kept = {key for *_, key, status in network.edges(keys=True, data="status") if status != "exited"}
    assert {key for *_, key in back.edges(keys=True)} == kept
    assert all(back.nodes[node]["label"] == network.nodes[node]["label"] for node in back)
    assert {type(belief) for *_, belief in back.edges(data="belief")} == {float}
