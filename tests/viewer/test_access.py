"""No violation of WCAG 2.2 AA that axe-core can find, in any state of the page; all of it by keys; enlarged, too."""

from collections.abc import Callable, Mapping
from importlib.resources import files
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from browser import Visit
from pictured import slate
from slategraph.viewer import view

AXE = (files("axe_playwright_python") / "axe.min.js").read_text(encoding="utf-8")
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("access") / "slate.html"
    view(slate(), file)
    return file


def violations(page: Page) -> list[str]:
    page.wait_for_timeout(250)
    found = page.evaluate(f"{AXE};axe.run(document, {{runOnly: {RULES}}})")["violations"]
    return [f"{one['id']}: {one['nodes'][0]['html']}" for one in found]


def close_sheets(page: Page) -> None:
    for sheet in ("panel", "filters"):
        if page.locator(f"#{sheet} .close").is_visible():
            page.locator(f"#{sheet} .close").click()


def open_path(page: Page) -> None:
    page.fill("#search", "salt")
    page.keyboard.press("Enter")
    page.fill("#path-to", "moreau")


def share(page: Page) -> None:
    close_sheets(page)
    page.click("#share-button")


def legend(page: Page) -> None:
    close_sheets(page)
    page.click("#filters-button")


STATES: Mapping[str, Callable[[Page], object]] = {
    "first": lambda page: None,
    "search": lambda page: page.fill("#search", "salt"),
    "name": lambda page: page.keyboard.press("Enter"),
    "surroundings": lambda page: page.click("#panel .around .step"),
    "path field": open_path,
    "path": lambda page: page.keyboard.press("Enter"),
    "claim": lambda page: page.locator("#panel .claim .more").first.click(),
    "timeline": lambda page: page.click("#timeline-button"),
    "past day": lambda page: page.locator("#day").fill("60"),
    "changes": lambda page: page.select_option("#since", "3m"),
    "table": lambda page: page.click("#table-button"),
    "share": share,
    "legend": legend,
}


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
def test_every_state(browser: Browser, path: Path, width: int, dark: bool) -> None:
    visit = Visit(browser, path, width=width, dark=dark)
    found = {}
    for name, act in STATES.items():
        act(visit.page)
        found[name] = violations(visit.page)
    assert {name: list_ for name, list_ in found.items() if list_} == {}
    assert visit.quiet(), visit.errors
    visit.close()


def test_every_control_is_reached_by_tab(browser: Browser, path: Path) -> None:
    visit = Visit(browser, path)
    page = visit.page
    controls = ".bar button, #time button:enabled, #time select, #time input, .zoom button"
    visible = "all => all.filter(one => one.checkVisibility()).map(one => one.id)"
    wanted = set(page.locator(controls).evaluate_all(visible))
    page.evaluate("document.activeElement.blur()")
    met = set()
    for _ in range(400):
        page.keyboard.press("Tab")
        met.add(page.evaluate("document.activeElement.id"))
        if wanted <= met and "picture" in met:
            break
    assert wanted - met == set() and {"search", "picture"} <= met
    visit.close()


def test_focus_is_not_lost_in_the_panel(browser: Browser, path: Path) -> None:
    visit = Visit(browser, path)
    page = visit.page
    page.fill("#search", "Salt Harbour")
    page.keyboard.press("Enter")
    for name in ("2 steps", "Pin"):
        page.locator("#panel").get_by_role("button", name=name, exact=True).focus()
        page.keyboard.press("Enter")
        assert page.evaluate("document.activeElement.getAttribute('aria-pressed')") == "true"
    visit.close()


@pytest.mark.parametrize(("width", "height"), [(640, 400), (320, 640)], ids=["1280 at 200 %", "1280 at 400 %"])
def test_enlarged_everything_stays_in_reach(browser: Browser, path: Path, width: int, height: int) -> None:
    visit = Visit(browser, path, width=width, height=height, fragment="#name=film:salt-harbour")
    page = visit.page
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    boxes = page.locator(".bar button, #search, #time button, #time select, #time input").evaluate_all(
        "all => all.filter(one => one.checkVisibility()).map(one => [one.id, one.getBoundingClientRect()])"
    )
    outside = [name for name, box in boxes if box["right"] > width + 1 or box["x"] < -1 or box["bottom"] > height + 1]
    assert outside == []
    panel = page.locator("#panel").bounding_box()
    assert panel and panel["height"] > 170
    visit.close()
