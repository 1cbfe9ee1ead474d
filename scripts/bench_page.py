"""How long the page takes to make, to open and to work with, beside plain pyvis in the same run.

Usage: .venv/bin/python scripts/bench_page.py [NODES…]; needs Chromium. Plain pyvis is given up after LIMIT seconds.
"""

import multiprocessing
import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT / "graph"), str(ROOT / "tests")]

from playwright.sync_api import Browser, Page  # noqa: E402
from playwright.sync_api import Error as Failed  # noqa: E402

from browser import chromium  # noqa: E402
from pictured import crowd  # noqa: E402
from slategraph.viewer import view  # noqa: E402

SIZES = {1_000: 3_000, 5_000: 15_000, 20_000: 60_000}
LIMIT = 60  # seconds for each step of plain pyvis
ROUNDS = 3
COLUMNS = ("make", "file", "picture", "search", "filter", "pan", "drag", "day")
WIDTH, HEIGHT = 1280, 800

# Runs an action and tells how long it took until what followed from it was painted.
TIMED = """([selector, act]) => new Promise((done) => {
    const field = document.querySelector(selector), start = performance.now();
    act === "click" ? field.click() : (field.value = act, field.dispatchEvent(new Event("input", { bubbles: true })));
    requestAnimationFrame(() => setTimeout(() => done(performance.now() - start), 0));
})"""
COUNT = """() => {
    window.frames_ = 0; window.counting_ = true;
    const step = () => { window.frames_++; if (window.counting_) requestAnimationFrame(step); };
    requestAnimationFrame(step);
}"""


def make_ours(network: Any, path: Path) -> None:
    view(network, path)


def make_plain(network: Any, path: Path) -> None:
    from pyvis.network import Network

    page = Network(cdn_resources="in_line", directed=True)
    page.from_nx(network)
    path.write_text(page.generate_html(), encoding="utf-8")


def made(make: Callable[[Any, Path], None], network: Any, path: Path) -> float | None:
    """How long a page takes to make, in a process that is ended at the limit."""
    start = time.perf_counter()
    child = multiprocessing.get_context("fork").Process(target=make, args=(network, path))
    child.start()
    child.join(LIMIT)
    if child.is_alive():
        child.kill()
        child.join()
        return None
    return time.perf_counter() - start if child.exitcode == 0 else None


def least(page: Page, pairs: list[tuple[str, str]]) -> float:
    """The least time of an action, over rounds of doing and undoing it, in seconds."""
    return min(float(page.evaluate(TIMED, list(pair))) for _ in range(ROUNDS) for pair in pairs) / 1000


def frames(page: Page, start: tuple[float, float]) -> float:
    """Animation frames a second while the pointer drags for two seconds."""
    page.mouse.move(*start)
    page.mouse.down()
    page.evaluate(COUNT)
    began = time.perf_counter()
    step = 0
    while time.perf_counter() - began < 2:
        step += 1
        page.mouse.move(start[0] + 60 * (step % 7 - 3), start[1] + 25 * (step % 5 - 2))
    count = page.evaluate("() => { window.counting_ = false; return window.frames_ }")
    took = time.perf_counter() - began
    page.mouse.up()
    return float(count) / took


def opened(browser: Browser, path: Path, ready: str) -> tuple[Page, float | None]:
    """The page, and how long it took until its picture stood."""
    page = browser.new_page(viewport={"width": WIDTH, "height": HEIGHT})
    page.set_default_timeout(LIMIT * 1000)
    start = time.perf_counter()
    page.goto(path.as_uri(), wait_until="commit")
    while time.perf_counter() - start < LIMIT:
        with suppress(Failed):
            if page.evaluate(ready):
                return page, time.perf_counter() - start
        time.sleep(0.02)
    return page, None


def ours(browser: Browser, network: Any, folder: Path) -> Iterator[float | None]:
    path = folder / "ours.html"
    yield made(make_ours, network, path)
    yield path.stat().st_size / 1e6
    page, ready = opened(browser, path, "document.documentElement.hasAttribute('data-ready')")
    yield ready
    page.wait_for_selector("html[data-complete]", state="attached")
    page.wait_for_timeout(500)
    yield least(page, [("#search", "ada"), ("#search", "moreau 1")])
    page.evaluate(TIMED, ["#search", ""])
    yield least(page, [('[data-filter="type:Person"]', "click")])
    if not page.locator('[data-filter="type:Person"]').is_checked():
        page.evaluate(TIMED, ['[data-filter="type:Person"]', "click"])
    page.locator("#filters .close").click()
    page.click("#fit")
    page.wait_for_timeout(800)
    yield frames(page, (300, 120))
    page.wait_for_timeout(500)
    page.fill("#search", "ada")
    page.keyboard.press("Enter")
    page.locator("#panel .close").click()
    page.wait_for_timeout(1500)
    yield frames(page, middle(page))
    yield least(page, [("#day", "30"), ("#day", "200")])
    page.close()


def middle(page: Page) -> tuple[float, float]:
    """Where a name stands that was flown to while the panel was open."""
    box = page.locator("#picture").bounding_box()
    assert box
    return box["x"] + (box["width"] - 396) / 2, box["y"] + box["height"] / 2


def plain(browser: Browser, network: Any, folder: Path) -> Iterator[float | None]:
    path = folder / "plain.html"
    took = made(make_plain, network, path)
    yield took
    if took is None:
        return
    yield path.stat().st_size / 1e6
    page, ready = opened(browser, path, "typeof network === 'object' && network.physics.stabilized === true")
    yield ready
    yield from (None, None)
    if ready is not None:
        yield frames(page, (30, 60))
    with suppress(Failed):
        page.close()


def show(name: str, nodes: int, found: Iterator[float | None]) -> None:
    values = dict(zip(COLUMNS, found, strict=False))
    texts = {key: f"{value:.3f}" if value is not None else "-" for key, value in values.items()}
    print(f"{name:<11}{nodes:>7,}" + "".join(f"{texts.get(key, '-'):>10}" for key in COLUMNS), flush=True)


def main(sizes: list[int]) -> None:
    folder = Path(tempfile.mkdtemp())
    print(f"load {os.getloadavg()[0]:.1f}; seconds, megabytes, frames a second; - is over {LIMIT} s, or not there\n")
    print(f"{'':<11}{'nodes':>7}" + "".join(f"{key:>10}" for key in COLUMNS))
    for nodes in sizes:
        network = crowd(nodes, SIZES.get(nodes, 3 * nodes))
        for name, measured in (("slategraph", ours), ("pyvis", plain)):
            with chromium() as browser:
                show(name, nodes, measured(browser, network, folder))
    print(f"\nload {os.getloadavg()[0]:.1f}")


if __name__ == "__main__":
    main([int(text) for text in sys.argv[1:]] or list(SIZES))
