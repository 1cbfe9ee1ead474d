"""No violation of WCAG 2.2 AA that axe-core can find, in any state of the page.

Runs where SLATEGRAPH_AXE names the file axe.min.js of the npm package axe-core.
"""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from browser import Visit, chromium
from pictured import slate
from slategraph.viewer import view

AXE = os.environ.get("SLATEGRAPH_AXE", "")
pytestmark = pytest.mark.skipif(not AXE, reason="axe-core not given: set SLATEGRAPH_AXE to the path of axe.min.js")
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as running:
        yield running


def violations(visit: Visit) -> list[str]:
    visit.page.wait_for_timeout(250)
    code = f"{Path(AXE).read_text(encoding='utf-8')};axe.run(document, {{runOnly: {RULES}}})"
    return [f"{found['id']}: {found['nodes'][0]['html']}" for found in visit.page.evaluate(code)["violations"]]


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
def test_every_state(browser: Browser, tmp_path: Path, width: int, dark: bool) -> None:
    view(slate(), tmp_path / "slate.html")
    visit = Visit(browser, tmp_path / "slate.html", width=width, dark=dark)
    page = visit.page
    assert violations(visit) == []
    page.fill("#search", "salt")
    assert violations(visit) == []
    page.keyboard.press("Enter")
    page.click("#panel .around .step")
    assert violations(visit) == []
    page.fill("#path-to", "moreau")
    assert violations(visit) == []
    page.keyboard.press("Enter")
    assert violations(visit) == []
    page.locator("#panel .claim .more").first.click()
    assert violations(visit) == []
    page.click("#table-button")
    assert violations(visit) == []
    page.keyboard.press("Escape")
    if page.locator("#filters").is_hidden():
        page.click("#filters-button")
    page.click("#share-button")
    assert violations(visit) == []
    visit.close()
