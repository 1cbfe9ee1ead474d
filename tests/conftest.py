"""What the tests share: stores with the curated claims, and how hypothesis runs."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from playwright.sync_api import Browser

import slategraph as sg
from browser import Visit, chromium
from slategraph.viewer import view

settings.register_profile("here", deadline=None, max_examples=40, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("ci", settings.get_profile("here"), derandomize=True)
settings.load_profile("ci" if os.environ.get("CI") or os.environ.get("SLATEGRAPH_REQUIRE_ALL") else "here")


@pytest.fixture(scope="session")
def curated() -> Iterator[sg.Store]:
    """The curated claims in memory, to be read only."""
    with sg.open_store() as store:
        sg.load_curated(store)
        yield store


@pytest.fixture(scope="session")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The curated claims in a folder, to be read only."""
    folder = tmp_path_factory.mktemp("shelf") / "slate.db"
    with sg.open_store(folder) as store:
        sg.load_curated(store)
    return folder


@pytest.fixture
def store() -> Iterator[sg.Store]:
    """An empty store in memory."""
    with sg.open_store() as made:
        yield made


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """A running Chromium for a file of tests."""
    with chromium() as running:
        yield running


@pytest.fixture(scope="module")
def path(curated: sg.Store, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page of the curated claims."""
    file = tmp_path_factory.mktemp("page") / "slate.html"
    view(sg.to_networkx(curated), file)
    return file


@pytest.fixture
def visit(browser: Browser, path: Path) -> Iterator[Visit]:
    """The page, opened; in the end it has to have asked for nothing and said nothing."""
    opened = Visit(browser, path)
    yield opened
    assert opened.quiet(), (opened.requests, opened.dialogs, opened.errors)
    opened.close()
