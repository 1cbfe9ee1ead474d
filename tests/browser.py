"""Debian's Chromium for the tests that drive the real page: skipped where there is none, unless all must run."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Dialog, Page, sync_playwright
from playwright.sync_api import TimeoutError as Late

CHROMIUM = Path("/usr/bin/chromium")
READY_WITHIN = 30_000  # milliseconds: a bound for a busy machine, no measure
ARGUMENTS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)


def require_chromium() -> None:
    """Skip the test with a clear line where Chromium is missing; fail where SLATEGRAPH_REQUIRE_ALL=1."""
    if CHROMIUM.exists() and shutil.which(str(CHROMIUM)):
        return
    line = f"no browser: {CHROMIUM} is missing (install Debian's package chromium)"
    if os.environ.get("SLATEGRAPH_REQUIRE_ALL") == "1":
        pytest.fail(line)
    pytest.skip(line)


@contextmanager
def chromium() -> Iterator[Browser]:
    """A running browser, closed at the end."""
    require_chromium()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(CHROMIUM), args=[*ARGUMENTS])
        yield browser
        browser.close()


class Visit:
    """One opened page and all that it did of its own: requests, dialogs, errors, words on the console."""

    def __init__(
        self,
        browser: Browser,
        path: Path,
        *,
        width: int = 1280,
        height: int = 800,
        dark: bool = False,
        fragment: str = "",
    ) -> None:
        self.path, self.requests = path, list[str]()
        self.dialogs, self.errors = list[str](), list[str]()
        self.context = browser.new_context(
            viewport={"width": width, "height": height},
            color_scheme="dark" if dark else "light",
            reduced_motion="reduce",
            accept_downloads=True,
        )
        self.page: Page = self.context.new_page()
        self.page.on("request", lambda request: self.requests.append(request.url))
        self.page.on("dialog", self._dialog)
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))
        self.page.on("console", self._console)
        self.page.goto(path.as_uri() + fragment)
        with suppress(Late):
            self.page.wait_for_selector("html[data-ready]", state="attached", timeout=READY_WITHIN)
        assert self.page.locator("html[data-ready]").count(), f"no picture: {self.errors}"

    def _dialog(self, dialog: Dialog) -> None:
        self.dialogs.append(dialog.message)
        dialog.dismiss()

    def _console(self, said: ConsoleMessage) -> None:
        if said.type in ("error", "warning"):
            self.errors.append(said.text)

    def quiet(self) -> bool:
        """The page asked for nothing but itself, opened no dialog and met no error."""
        asked = [url for url in self.requests if not url.startswith((self.path.as_uri(), "data:", "blob:"))]
        return not (asked or self.dialogs or self.errors)

    def close(self) -> None:
        self.context.close()


def choose(visit: Visit, name: str) -> None:
    """Find a name and open its panel."""
    visit.page.fill("#search", name)
    visit.page.keyboard.press("Enter")


def saved(visit: Visit, entry: str, folder: Path) -> Path:
    """The file that an entry of the share menu downloads."""
    visit.page.click("#share-button")
    with visit.page.expect_download() as download:
        visit.page.click(f"#{entry}")
    download.value.save_as(folder / download.value.suggested_filename)
    return folder / download.value.suggested_filename
