"""Whatever the data says is text: hostile strings in every field, and nothing happens."""

import csv
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import networkx as nx
import pyoxigraph
import pytest
import rdflib

from browser import Visit, chromium, saved
from slategraph.viewer import view

MARKUP = [
    "<script>alert(1)</script>",
    "</script><script>alert(1)</script>",
    "</ScRiPt ><svg/onload=alert(1)>",
    "<img src=x onerror=alert(1)>",
    "<img src=https://evil.example/x.png>",
    "<svg onload=alert(1)>",
    "<iframe srcdoc='<script>alert(1)</script>'>",
    "<iframe src=javascript:alert(1)>",
    "<body onload=alert(1)>",
    "<a href=javascript:alert(1)>x</a>",
    "<style>@import 'https://evil.example/x.css';</style>",
    "<link rel=stylesheet href=https://evil.example/x.css>",
    "<meta http-equiv=refresh content='0;url=https://evil.example'>",
    "<base href=https://evil.example/>",
    "<object data=https://evil.example/x>",
    "<embed src=https://evil.example/x>",
    "<video><source onerror=alert(1)>",
    "<math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>",
    "<details open ontoggle=alert(1)>",
    "<input autofocus onfocus=alert(1)>",
    "<template><script>alert(1)</script></template>",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>",
    "<!--<script>",
    "<!-- --!><img src=x onerror=alert(1)>",
    "<![CDATA[<script>alert(1)</script>]]>",
    "</style><script>alert(1)</script>",
    "</title><script>alert(1)</script>",
    "</textarea><script>alert(1)</script>",
    "<b>bold</b> <i>italic</i> *star* _under_ `tick`",
    "<marquee onstart=alert(1)>",
]
QUOTES = [
    '"><script>alert(1)</script>',
    "'><script>alert(1)</script>",
    '" onmouseover="alert(1)',
    "' onfocus='alert(1)' autofocus='",
    "`${alert(1)}`",
    "${alert(1)}",
    "{{ vis }}{{ script }}{{constructor.constructor('alert(1)')()}}",
    "{% raw %}",
    "\\",
    "\\u003cscript\\u003ealert(1)\\u003c/script\\u003e",
    '"};alert(1);//',
    "');alert(1);//",
    "];alert(1);[",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "&#60;img src=x onerror=alert(1)&#62;",
    "$& $1 $` $'",
    "(.*+?[^]{2})|\\",
    "__proto__",
    "constructor",
    "hasOwnProperty",
]
ADDRESSES = [
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    " javascript:alert(1)",
    "java\tscript:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "vbscript:msgbox(1)",
    'https://ok.example/"onclick="alert(1)',
    "https://javascript:alert(1)@ok.example/",
    "file:///etc/passwd",
    "//evil.example/x",
    "http://[broken",
]
LETTERS = [
    "Heat\u202etaeH 2",
    "\u2066\u2067abc\u2069\u2069\u2069",
    "\u200f\u200e\u061c",
    "\ud800 lone \udfff",
    "\x00 null",
    "\x1b[31m red \x07",
    "line\u2028separator\u2029here",
    "line\r\nbreak\ttab",
    "\ufeffmark",
    "a\u0300\u0301\u0302" * 50,
    "العربية شخص",
    "黒澤 明",
    "👩🏽\u200d🎬 emoji",
    '=HYPERLINK("https://evil.example","x")',
    "+1+cmd|' /C calc'!A0",
    "@SUM(1)",
    "-2+3",
    " ",
    "",
    "L" * 100_000,
    "wörd " * 20_000,
]
REPORT = (
    "predicate",
    "object",
    "status",
    "certainty",
    "quotation",
    "publisher",
    "published",
    "url",
    "title",
    "speaker",
)
HOSTILE = MARKUP + QUOTES + ADDRESSES + LETTERS


def hostile() -> Any:
    """A network in which every field of every node, edge and report holds a hostile string."""
    network: Any = nx.MultiDiGraph(title=MARKUP[1])
    for place, text in enumerate(HOSTILE):
        nxt = HOSTILE[(place + 1) % len(HOSTILE)]
        report = dict.fromkeys(REPORT, text)
        told = json.dumps([report | {"extractor": text, "confidence": 0.5}, report | {"url": nxt, "confidence": text}])
        kind = "Film" if place % 2 else text
        network.add_node(
            f"{place}{text}",
            label=text,
            type=kind,
            aliases=f"{text} ; {nxt}",
            same_as=text,
            stage=text,
            release_date=text,
            reports=told,
            history=json.dumps(
                [["2026-01-01", text, nxt, text, 0.5], ["2026-01-02", "stage", text, nxt, text], [text] * 5]
            ),
        )
    nodes = list(network)
    for place, text in enumerate(HOSTILE):
        network.add_edge(
            nodes[place],
            nodes[(place * 7 + 1) % len(nodes)],
            key=text,
            predicate=text,
            label=text,
            status=text if place % 3 else "attached",
            certainty=text if place % 4 else "denied",
            belief=text if place % 2 else 0.5,
            since=text,
            first=text,
            last=text,
            sources=text,
            work=text if place % 2 else nodes[0],
            reports=network.nodes[nodes[place]]["reports"],
            history=json.dumps(
                [
                    ["2025-12-31", text, HOSTILE[(place + 1) % len(HOSTILE)], 0.2, 1, text],
                    [f"2026-01-{place % 28 + 1:02}", text, text, text, text, text],
                    [text] * 6,
                    text,
                ]
            ),
        )
    return network


@pytest.fixture(scope="module")
def visit(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Visit]:
    path = tmp_path_factory.mktemp("hostile") / "page.html"
    view(hostile(), path)
    with chromium() as browser:
        yield Visit(browser, path)


@pytest.fixture(autouse=True)
def nothing_happens(visit: Visit) -> Iterator[None]:
    yield
    assert visit.quiet(), (visit.requests, visit.dialogs, visit.errors)
    assert visit.page.evaluate("document.querySelectorAll('script').length") == 4
    assert visit.page.evaluate("document.querySelectorAll('iframe, object, embed, img, marquee, video').length") == 0


def test_there_are_sixty_and_more() -> None:
    assert len(set(HOSTILE)) >= 60


def test_every_panel_opens(visit: Visit) -> None:
    page = visit.page
    page.focus("#picture")
    count = page.evaluate("JSON.parse(document.getElementById('data').textContent).nodes.id.length")
    assert count == len(HOSTILE)
    for place, text in enumerate(HOSTILE):
        if not any(c.isalnum() for c in text[:50]):
            continue
        page.fill("#search", text[:50].replace("\x00", "").replace("\ud800", ""))
        assert page.locator("#hits .hit").count(), place
        page.keyboard.press("Enter")
        assert page.locator("#panel h2").is_visible(), place
        if page.locator("#panel .claims .more").count():
            page.locator("#panel .claims .more").first.click()
        hrefs = page.locator("#panel a").evaluate_all("links => links.map(link => link.protocol)")
        assert set(hrefs) <= {"https:", "http:"}, place


def test_full_name_stands_in_the_panel(visit: Visit) -> None:
    visit.page.fill("#search", "LLLLLLLLLLLL")
    visit.page.keyboard.press("Enter")
    assert len(visit.page.locator("#panel h2").inner_text()) == 100_000


def test_hovering_over_all_of_it(visit: Visit) -> None:
    visit.page.keyboard.press("Escape")
    visit.page.click("#fit")
    for x in range(300, 1200, 60):
        for y in range(90, 790, 60):
            visit.page.mouse.move(x, y)
    assert visit.page.locator("#tip").count() == 1


def test_every_filter_switches(visit: Visit) -> None:
    boxes = visit.page.locator("#filters input[type=checkbox]")
    for place in range(0, boxes.count(), 9):
        boxes.nth(place).uncheck()
    visit.page.click("#reset")
    assert visit.page.locator("#filters input:not(:checked)[type=checkbox]").count() == 0


def test_table_and_csv_hold_text_only(visit: Visit, tmp_path: Path) -> None:
    visit.page.click("#table-button")
    visit.page.get_by_role("button", name="Names", exact=True).click()
    visit.page.click("#picture-button")
    visit.page.click("#share-button")
    with visit.page.expect_download() as download:
        visit.page.click("#save_csv")
    download.value.save_as(tmp_path / "a.csv")
    with (tmp_path / "a.csv").open(encoding="utf-8-sig", newline="") as file:
        cells = [cell for row in list(csv.reader(file))[1:] for cell in row]
    assert len(cells) == 16 * len(HOSTILE)
    assert not [cell[:20] for cell in cells if re.match(r"\s*[=+@\-](?![\d.]+$)", cell)]


def test_timeline_and_past_days_hold_text_only(visit: Visit) -> None:
    page = visit.page
    page.keyboard.press("Escape")
    page.click("#timeline-button")
    for day in range(0, 29, 4):
        page.locator("#day").fill(str(day))
    for since in ("1d", "1y", "here", ""):
        page.select_option("#since", since)
    assert page.locator("#timeline .entry").count() > 100
    page.click("#play")
    page.locator("#play[aria-label=Play]").wait_for(timeout=60_000)
    page.click("#picture-button")


def test_turtle_is_read_by_two_parsers(visit: Visit, tmp_path: Path) -> None:
    path = saved(visit, "save_turtle", tmp_path)
    graph = rdflib.Graph().parse(path, format="turtle")
    triples = list(pyoxigraph.parse(path=path, format=pyoxigraph.RdfFormat.TURTLE))
    assert len(set(triples)) == len(graph) > 5 * len(HOSTILE)
    labels = {str(label) for label in graph.objects(None, rdflib.RDFS.label)}
    assert {'"};alert(1);//', "\\", "line\r\nbreak\ttab", "黒澤 明", "<script>alert(1)</script>"} <= labels


def test_picture_is_saved(visit: Visit) -> None:
    visit.page.click("#share-button")
    with visit.page.expect_download() as download:
        visit.page.click("#save_png")
    assert download.value.suggested_filename.endswith(".png")


@pytest.mark.parametrize("entry", ["save_svg", "save_graphml"])
def test_what_is_saved_is_well_formed_xml(visit: Visit, tmp_path: Path, entry: str) -> None:
    visit.page.click("#share-button")
    with visit.page.expect_download() as download:
        visit.page.click(f"#{entry}")
    download.value.save_as(tmp_path / "a.xml")
    tags = {element.tag.split("}")[-1] for element in ElementTree.parse(tmp_path / "a.xml").iter()}
    assert not tags & {"script", "img", "iframe", "a", "style", "foreignObject"}
