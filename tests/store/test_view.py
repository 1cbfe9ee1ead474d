"""Whoever reads a view sees no half of a write."""

import threading

from slategraph import Claim, Entity, Report, Source, Store

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
