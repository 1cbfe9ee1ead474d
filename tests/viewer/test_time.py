"""Days gone by in the real page: the same as the rule decides, by slider, play button, timeline and address."""

import csv
import re
from calendar import month_name
from collections import Counter
from pathlib import Path
from typing import Any

import networkx as nx
import pytest
from playwright.sync_api import Browser

from browser import Visit, choose, saved
from slategraph import Store, diff, history, to_networkx
from slategraph.viewer import view

KINDS = ("came", "firmed up", "cooled", "went")


def on_day(browser: Browser, path: Path, **values: str) -> Visit:
    return Visit(browser, path, fragment="#" + "&".join(f"{key}={value}" for key, value in values.items()))


def tallies(visit: Visit) -> dict[str, int]:
    found = visit.page.locator("#day-changes .tally").all_text_contents()
    return {text.partition(" ")[2]: int(text.partition(" ")[0].replace(",", "")) for text in found}


@pytest.mark.parametrize("day", ["2012-06-30", "2019-12-31", "2025-10-31", "2025-12-29"])
def test_a_past_day_is_as_python_has_it(browser: Browser, path: Path, curated: Store, tmp_path: Path, day: str) -> None:
    visit = on_day(browser, path, day=day)
    with saved(visit, "save_csv", tmp_path).open(encoding="utf-8-sig", newline="") as file:
        page = {
            (r["claim"], r["status"], r["certainty"], float(r["belief"]), r["since"], int(r["sources"]))
            for r in csv.DictReader(file)
        }
    edges: Any = to_networkx(curated, on=day).edges(keys=True, data=True)
    keys = ("status", "certainty", "belief", "since", "sources")
    past = {(id_, *(data[key] if key != "belief" else round(data[key], 2) for key in keys)) for *_, id_, data in edges}
    assert page == past
    visit.close()


def test_the_latest_day_is_as_it_is_now(visit: Visit, curated: Store, tmp_path: Path) -> None:
    visit.page.locator("#day").fill("3")
    visit.page.locator("#day").focus()
    visit.page.keyboard.press("End")
    network: Any = to_networkx(curated)
    assert visit.page.locator("#summary").inner_text() == f"{len(network)} names · {network.number_of_edges()} claims"
    with saved(visit, "save_csv", tmp_path).open(encoding="utf-8-sig", newline="") as file:
        statuses = Counter(row["status"] for row in csv.DictReader(file))
    assert statuses == Counter(status for *_, status in network.edges(data="status"))


@pytest.mark.parametrize(("since", "until"), [("2025-10-29", "2026-02-26"), ("2016-01-31", "2017-06-05")])
def test_what_changed_since_is_what_diff_has(
    browser: Browser, path: Path, curated: Store, since: str, until: str
) -> None:
    visit = on_day(browser, path, day=until, since=since)
    changes = [change for change in diff(curated, since=since, until=until) if not isinstance(change.claim.object, str)]
    assert tallies(visit) == dict(Counter(change.kind for change in changes))
    visit.page.click("#day-changes")
    assert visit.page.locator("#timeline .day h2").count() > 0
    visit.close()


def test_the_timeline_of_a_project_is_its_history(visit: Visit, curated: Store) -> None:
    choose(visit, "Heat 2")
    visit.page.click("#timeline-button")
    page = Counter(
        visit.page.locator("#timeline .entry:has(button.relation)").evaluate_all(
            "all => all.map(one => one.closest('.day').querySelector('h2').textContent + ': '"
            " + one.querySelector('.kind').textContent.replace(': ', ''))"
        )
    )
    told = [c for c in history(curated, "Heat 2") if not isinstance(c.claim.object, str)]
    assert page == Counter(f"{_written(change.day)}: {change.kind}" for change in told)
    assert "Stage: pre-production" in visit.page.locator("#timeline").inner_text()


def _written(day: str) -> str:
    year, month, date = day.split("-")
    return f"{int(date)} {month_name[int(month)]} {year}"


def test_the_timeline_can_be_turned_and_widened(visit: Visit) -> None:
    page = visit.page
    choose(visit, "Heat 2")
    page.click("#timeline-button")
    days = page.locator("#timeline h2").all_inner_texts()
    page.get_by_role("button", name="Oldest first").click()
    assert page.locator("#timeline h2").all_inner_texts() == days[::-1]
    only = page.locator("#timeline .entry").count()
    page.get_by_role("button", name="Everything shown").click()
    assert page.locator("#timeline .entry").count() > only


def test_the_slider_is_worked_by_keys(visit: Visit) -> None:
    page = visit.page
    page.focus("#day")
    page.keyboard.press("Home")
    first = page.locator("#day-now").inner_text()
    assert page.get_attribute("#day", "aria-valuetext") == first
    assert page.locator("#earlier").is_disabled()
    page.keyboard.press("ArrowRight")
    assert page.locator("#day-now").inner_text() != first
    page.click("#earlier")
    assert page.locator("#day-now").inner_text() == first


def test_play_goes_from_the_first_day_to_the_latest(browser: Browser, path: Path) -> None:
    visit = on_day(browser, path, day="2026-01-01")
    page = visit.page
    page.click("#play")
    assert page.get_attribute("#play", "aria-label") == "Pause"
    page.locator("#play[aria-label=Play]").wait_for(timeout=30_000)
    assert page.locator("#day-now").inner_text().startswith("Now:")
    page.click("#play")
    page.locator("#day-now", has_text="2007").wait_for()
    page.click("#play")
    assert page.get_attribute("#play", "aria-label") == "Play"
    assert visit.quiet()
    visit.close()


def test_a_pause_while_a_day_is_drawn_holds(browser: Browser, path: Path) -> None:
    visit = on_day(browser, path, day="2019-01-01")
    page, day = visit.page, visit.page.locator("#day")
    before = day.input_value()
    page.evaluate("window.requestAnimationFrame = (step) => setTimeout(step, 1500)")
    page.click("#play")
    page.wait_for_function("before => document.getElementById('day').value !== before", arg=before, polling=20)
    page.evaluate("document.getElementById('play').click()")
    stopped = day.input_value()
    page.wait_for_timeout(3000)
    assert (day.input_value(), page.get_attribute("#play", "aria-label")) == (stopped, "Play")
    visit.close()


def test_signs_of_change_are_drawn_from_afar_too(browser: Browser, path: Path, tmp_path: Path) -> None:
    visit = on_day(browser, path, since="1y", at="0,0,0.150")
    drawn = saved(visit, "save_svg", tmp_path).read_text(encoding="utf-8")
    assert "M-4 0H4M0 -4V4" in drawn and "undefined" not in drawn
    visit.close()


def test_a_month_is_shown_as_its_last_day(browser: Browser, tmp_path: Path) -> None:
    told = [[f"2022-{month}-31", "considered", "reported", 0.5, 1, f"2022-{month}"] for month in ("02", "04")]
    network: Any = nx.MultiDiGraph([("a", "b", {"history": told[:1]}), ("b", "c", {"history": told[1:]})])
    view(network, tmp_path / "month.html")
    visit = Visit(browser, tmp_path / "month.html")
    assert visit.page.locator("#day-now").inner_text() == "Now: 30 April 2022"
    visit.page.click("#earlier")
    assert visit.page.locator("#day-now").inner_text() == "28 February 2022"
    visit.close()


def test_the_panel_lists_what_was_claimed_by_then(browser: Browser, path: Path, curated: Store) -> None:
    visit = on_day(browser, path, day="2025-10-31", name="film:heat-2")
    past: Any = to_networkx(curated, on="2025-10-31")
    now: Any = to_networkx(curated)
    assert visit.page.locator("#panel ul.claims > li").count() == past.degree("film:heat-2") < now.degree("film:heat-2")
    visit.close()


def test_the_panel_is_of_the_day_too(browser: Browser, path: Path) -> None:
    visit = on_day(browser, path, day="2025-12-29", name="film:heat-2")
    page = visit.page
    assert "in development" in page.locator("#panel .facts").inner_text()
    page.locator("#panel .claim", has_text="Christian Bale acts in").locator(".more").click()
    assert page.locator("#panel > .scroll > .chips").inner_text().split() == ["in", "talks", "reported"]
    assert page.locator("#panel .reports > li").count() == 2
    assert "1 later report is not shown" in page.locator("#panel").inner_text()
    page.focus("#day")
    page.keyboard.press("End")
    assert page.locator("#panel .course .entry").count() == 3
    assert page.locator("#panel .reports > li").count() == 3
    page.keyboard.press("Home")
    assert "Nobody had reported this by that day" in page.locator("#panel").inner_text()
    assert visit.quiet()
    visit.close()


def test_legend_counts_follow_the_day(visit: Visit, curated: Store) -> None:
    page = visit.page
    page.focus("#day")
    page.keyboard.press("Home")
    page.keyboard.press("PageUp")
    row = page.locator('.row:has([data-filter="status:attached"]) .count')
    shown = re.search(r"(\d+) of \d+ claims", page.locator("#summary").inner_text())
    assert shown and int(row.inner_text()) <= int(shown[1])


def test_publisher_filter_counts_what_was_said_by_then(browser: Browser, path: Path) -> None:
    now = on_day(browser, path, publisher="PerthNow")
    assert " claims shown" in now.page.locator("#summary").inner_text()
    assert now.page.locator("#summary").inner_text().startswith("0") is False
    then = on_day(browser, path, publisher="PerthNow", day="2025-12-31")
    assert then.page.locator("#summary").inner_text() == "Every name is hidden by the filters."
    for visit in (now, then):
        visit.close()


def test_the_address_holds_day_and_mark(browser: Browser, path: Path) -> None:
    first = Visit(browser, path)
    first.page.locator("#day").fill("90")
    first.page.select_option("#since", "here")
    first.page.locator("#day").fill("100")
    marked = tallies(first)
    first.page.wait_for_url(re.compile("day=.*since="))
    second = Visit(browser, path, fragment=first.page.evaluate("location.hash"))
    assert second.page.locator("#day").input_value() == "100" and tallies(second) == marked
    assert second.page.locator("#since").input_value() == first.page.locator("#since").input_value()
    for visit in (first, second):
        assert visit.quiet()
        visit.close()


@pytest.mark.parametrize(
    "fragment", ["day=2025-13-99&since=never", "day=0000-00-00&since=2025-02-31", "day=&since=__proto__"]
)
def test_a_wrong_day_in_the_address_is_passed_over(browser: Browser, path: Path, fragment: str) -> None:
    visit = Visit(browser, path, fragment=f"#{fragment}")
    assert visit.page.locator("#day-now").inner_text()
    assert visit.quiet(), visit.errors
    visit.close()


def test_a_network_without_histories_has_no_days(browser: Browser, tmp_path: Path) -> None:
    view(nx.path_graph(3), tmp_path / "plain.html")
    visit = Visit(browser, tmp_path / "plain.html", fragment="#view=timeline&day=2025-01-01&since=1y")
    assert visit.page.locator("#time").is_hidden() and visit.page.locator("#timeline-button").count() == 0
    assert visit.page.locator("#picture").is_visible()
    assert visit.quiet(), visit.errors
    visit.close()
