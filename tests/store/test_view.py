"""Whoever reads a view sees no half of a write."""

import threading
from collections.abc import Callable
from pathlib import Path

import pytest

import slategraph as sg
from slategraph import BadInput, Claim, Entity, Report, Source, Store
from slategraph.review.queue import review_queue

FILM = Entity("Film", "Heat 2")


def of(number: int) -> list[Report]:
    """The reports of one article: each time all of them or none."""
    source = Source(f"https://example.org/{number}", published="2026-01-05")
    return [Report(Claim(Entity("Person", f"P{i}"), "actsIn", FILM), source) for i in range(3)]


def test_two_looks_within_a_view_see_the_same(store: Store) -> None:
    seen: list[tuple[int, int]] = []

    def read() -> None:
        while len(seen) < 60:
            with store.view() as view:
                seen.append((sum(1 for _ in view.reports()), sum(1 for _ in view.reports())))

    reader = threading.Thread(target=read)
    reader.start()
    number = 0
    while reader.is_alive() and number < 200:
        store.add(of(number))
        number += 1
    reader.join()
    assert all(one == other and one % 3 == 0 for one, other in seen)


def test_a_writer_waits_for_a_view(store: Store) -> None:
    writer = threading.Thread(target=store.add, args=(of(1),))
    with store.view() as view:
        writer.start()
        assert list(view.reports()) == []
        writer.join(0.2)
        assert writer.is_alive() and list(view.reports()) == []
    writer.join()
    assert len(list(store.reports())) == 3


def test_a_view_does_not_wait_for_whoever_plans_a_write(store: Store) -> None:
    seen: list[int] = []

    def read() -> None:
        with store.view() as view:
            seen.append(len(view))

    with store.writing():
        reader = threading.Thread(target=read, daemon=True)
        reader.start()
        reader.join(10)
        assert seen == [0]


def test_no_write_within_a_view(store: Store) -> None:
    with store.view() as view, pytest.raises(BadInput, match="A view is for reading"):
        view.add(of(1))
    assert store.add(of(1)) == 3


def test_a_view_in_a_view(store: Store) -> None:
    store.add(of(1))
    with store.view() as view:
        assert len(sg.history(view, "Heat 2")) == 3 and len(sg.query(view, "sources", project="Heat 2")) // 3 == 1


def exported(store: Store, folder: Path) -> int:
    path = sg.export(store, folder / "slate.trig")
    return path.read_text().count("sg:actsIn film:heat-2")


READERS: dict[str, Callable[[Store, Path], int]] = {
    "history": lambda store, _: len(sg.history(store, "Heat 2")),
    "diff": lambda store, _: len(sg.diff(store, since="2025-01-01", until="2026-12-31")),
    "standings": lambda store, _: len(sg.standings(store, "Heat 2")[0].reports) * 3,
    "conflicts": lambda store, _: len(sg.find_conflicts(store)) * 3,
    "export": exported,
    "network": lambda store, _: sg.to_networkx(store).number_of_edges(),
    "queue": lambda store, _: len(review_queue(store, kinds=["report"], below=1.0)),
}


@pytest.mark.parametrize("name", READERS)
def test_readers_see_whole_articles(store: Store, name: str, tmp_path: Path) -> None:
    store.add(of(0))
    seen: list[int] = []

    def read() -> None:
        seen.extend(READERS[name](store, tmp_path) for _ in range(8))

    reader = threading.Thread(target=read)
    reader.start()
    number = 0
    while reader.is_alive() and number < 300:
        number += 1
        source = Source(f"https://example.org/{number}", published="2026-01-05")
        cast = (Claim(Entity("Person", f"P{number}-{i}"), "actsIn", FILM) for i in range(3))
        store.add(Report(claim, source, confidence=0.7, extractor="test/1", quotation="as it says") for claim in cast)
    reader.join()
    assert len(seen) == 8 and all(count % 3 == 0 for count in seen)
