"""A store that an earlier version made (commit ff5b7e9) opens and answers as it did."""

import tarfile
from pathlib import Path

import pytest

from slategraph import Store, open_store, standings
from slategraph.exporters.rdf import trig

OLD = Path(__file__).parent / "data" / "slate-ff5b7e9.tar.gz"


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """The folder and the export of the old store."""
    with tarfile.open(OLD) as tar:
        tar.extractall(tmp_path)
    return tmp_path


def rows(store: Store) -> list[tuple[str, str, str]]:
    return [(s.claim.predicate, s.status, s.certainty) for s in standings(store, "Leo DiCaprio")]


def test_its_folder_holds_the_same(old: Path) -> None:
    with open_store(old / "slate.db") as store:
        assert "".join(trig(store)) == (old / "slate.trig").read_text("utf-8")


def test_its_decisions_still_hold(old: Path) -> None:
    with open_store(old / "slate.db") as store:
        assert store.threshold == 0.3
        assert rows(store) == [("actsIn", "attached", "confirmed"), ("portrays", "considered", "rumored")]


def test_what_is_added_meets_what_it_holds(old: Path) -> None:
    with open_store(old / "slate.db") as store:
        assert store.add(list(store.reports())) == 0
