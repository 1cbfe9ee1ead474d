"""The notebook: kept without output, and its page asks for nothing from anywhere."""

import json
from pathlib import Path
from typing import Any

from nbclient import NotebookClient
from nbformat import NotebookNode, reads

from browser import READY_WITHIN, chromium

TOUR = Path(__file__).resolve().parent.parent / "notebooks/tour.ipynb"


def test_the_notebook_is_kept_without_output() -> None:
    cells: list[dict[str, Any]] = json.loads(TOUR.read_text("utf-8"))["cells"]
    code = [cell for cell in cells if cell["cell_type"] == "code"]
    assert code and all(cell["outputs"] == [] and cell["execution_count"] is None for cell in code)


def test_the_network_shows_inline_without_a_request(tmp_path: Path) -> None:
    page = tmp_path / "notebook.html"
    page.write_text("\n".join(_html(_run())), "utf-8")
    asked: list[str] = []
    with chromium() as browser:
        tab = browser.new_page()
        tab.on("request", lambda request: asked.append(request.url))
        tab.goto(page.as_uri())
        tab.locator("iframe").scroll_into_view_if_needed()  # a frame out of sight is not painted
        tab.frame_locator("iframe").locator("html[data-ready]").wait_for(state="attached", timeout=READY_WITHIN)
    assert [url for url in asked if not url.startswith(("file:", "data:", "blob:", "about:"))] == []


def _run() -> NotebookNode:
    notebook: NotebookNode = reads(TOUR.read_text("utf-8"), as_version=4)  # type: ignore[no-untyped-call]
    return NotebookClient(notebook, timeout=120, resources={"metadata": {"path": str(TOUR.parent)}}).execute()


def _html(notebook: NotebookNode) -> list[str]:
    """What the cells show as HTML."""
    outputs = [output for cell in notebook.cells for output in cell.get("outputs", ())]
    return [output["data"]["text/html"] for output in outputs if "text/html" in output.get("data", {})]
