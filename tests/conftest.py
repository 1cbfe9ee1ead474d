"""What the tests share: stores with the curated claims, and how hypothesis runs."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

import slategraph as sg

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
