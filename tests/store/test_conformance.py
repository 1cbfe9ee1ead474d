"""One suite over every place where a store can be kept: memory, disk, Oxigraph's server; all give the same bytes."""

import json
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from functools import cache
from pathlib import Path

import pytest

import slategraph as sg
from slategraph import Claim, Entity, Report, Source, Store
from slategraph.decisions.judgements import Judgement
from slategraph.decisions.reviews import Review
from slategraph.query import changes
from slategraph.review.deciding import Decision, apply, undo
from slategraph.review.queue import Item, review_queue
from slategraph.store import endpoint, http
from sparql_server import emptied, oxigraph_server, proxy

PLACES = ("memory", "disk", "endpoint")
HEAT, MANN = Entity("Film", "Heat 2"), Entity("Person", "Michael Mann")
DICAPRIO, LEO = Entity("Person", "Leonardo DiCaprio"), Entity("Person", "Leo DiCaprio")
ADAMS = Entity("Person", 'Amy "Ä" Adams\\')
VARIETY = Source("https://example.org/1", publisher="Variety", published="2025-12-29", url="https://example.org/1")
DEADLINE = Source("https://example.org/2", publisher="Deadline", published="2026-01-05", title="Heat 2: “News”\r\n\t🎬")
WRAP = Source("https://example.org/3", publisher="TheWrap", published="2026-02", relays="Deadline")
MOMENT = "2026-03-01T12:00:00Z"
ON_HEAT = 'SELECT ?who ?p { ?who ?p film:heat-2 . FILTER (?who != "a") } ORDER BY ?who ?p'


def said(source: Source, subject: Entity, predicate: str, obj: Entity | str, status: str = "attached") -> Report:
    claim = Claim(subject, predicate, obj)
    return Report(claim, source, status, "reported", f"{subject.name} \x00 {obj}", 0, 9, confidence=0.9, learned=MOMENT)


REPORTS = [
    said(VARIETY, MANN, "directs", HEAT),
    said(VARIETY, DICAPRIO, "actsIn", HEAT, "in-talks"),
    said(VARIETY, HEAT, "stage", "announced"),
    said(DEADLINE, LEO, "actsIn", HEAT),
    said(DEADLINE, ADAMS, "actsIn", HEAT, "considered"),
    said(DEADLINE, HEAT, "stage", "pre-production"),
    said(WRAP, ADAMS, "actsIn", HEAT, "exited"),
    said(WRAP, HEAT, "releaseDate", "2027-05"),
]
UNSURE = Report(Claim(Entity("Person", "Adam Driver"), "actsIn", HEAT), WRAP, confidence=0.3, learned=MOMENT)
ITEM = Item(UNSURE)


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    with oxigraph_server() as address:
        yield address


@contextmanager
def opened(place: str, folder: Path, server: str) -> Iterator[Store]:
    where = {"memory": None, "disk": folder / "slate.db", "endpoint": server}[place]
    with sg.open_store(emptied(server) if where == server else where) as store:
        yield store


def added(store: Store) -> object:
    return store.add(REPORTS[:4]), store.add(REPORTS), store.add([UNSURE])


def added_again(store: Store) -> object:
    return store.add(REPORTS), store.add([*REPORTS, UNSURE]), store.add(REPORTS)


def corrected(store: Store) -> object:
    new = Source(VARIETY.key, publisher="Variety", published="2025-12-30")
    return store.add(REPORTS), store.add([said(new, MANN, "directs", HEAT, "exited")])


def removed(store: Store) -> object:
    return store.add(REPORTS), store.remove("https://example.org/2"), len(list(store.sources()))


def merged(store: Store) -> object:
    store.add(REPORTS)
    same = Judgement(DICAPRIO.id, LEO.id, "same", "ana", MOMENT)
    apply(store, [Decision(ITEM, "accept", judgements=(same,))])
    return [s.claim.subject.id for s in sg.standings(store, "Leonardo DiCaprio")]


def reviewed(store: Store) -> object:
    store.add([*REPORTS, UNSURE])
    accepted = Review.of(UNSURE, "accept", by="ana", at=MOMENT)
    rejected = Review.of(REPORTS[0], "reject", by="ana", at=MOMENT)
    apply(store, [Decision(ITEM, "accept", (accepted,)), Decision(ITEM, "reject", (rejected,))])
    return len(review_queue(store))


def taken_back(store: Store) -> object:
    store.add([*REPORTS, UNSURE])
    decision = Decision(ITEM, "accept", (Review.of(UNSURE, "accept", by="ana", at=MOMENT),))
    undo(store, apply(store, [decision])[0])
    return len(review_queue(store))


def threshold_set(store: Store) -> object:
    store.add([*REPORTS, UNSURE])
    store.threshold = 0.2
    return len(review_queue(store))


def many_added(store: Store) -> object:
    films = [Entity("Film", f"Film {n}") for n in range(400)]
    return store.add(said(Source(f"key {n // 40}"), MANN, "directs", film) for n, film in enumerate(films))


@cache
def curated_reports() -> list[Report]:
    with sg.open_store() as store:
        sg.load_curated(store)
        return list(store.reports())


def curated(store: Store) -> object:
    return store.add(curated_reports())


STEPS = (added, added_again, corrected, removed, merged, reviewed, taken_back, threshold_set, many_added, curated)


def exported(store: Store, folder: Path) -> list[bytes]:
    return [sg.export(store, folder / f"slate{suffix}").read_bytes() for suffix in (".ttl", ".trig")]


@pytest.fixture(scope="module", params=STEPS, ids=lambda step: step.__name__)
def outcomes(
    request: pytest.FixtureRequest, server: str, tmp_path_factory: pytest.TempPathFactory
) -> list[tuple[object, list[bytes]]]:
    """What a step answers and leaves behind, in each place."""
    found = []
    for place in PLACES:
        folder = tmp_path_factory.mktemp(place)
        with opened(place, folder, server) as store:
            found.append((request.param(store), exported(store, folder)))
    return found


def test_each_step_gives_and_leaves_the_same_in_all_places(outcomes: list[tuple[object, list[bytes]]]) -> None:
    assert len(outcomes[0][1][1]) > 1000
    assert outcomes == outcomes[:1] * len(PLACES)


def asked(store: Store) -> object:
    return sg.query(store, ON_HEAT).text(), sg.query(store, "ASK { film:heat-2 a sg:Film }").rows


def saved(store: Store) -> object:
    return sg.query(store, "who-is-attached", project="Heat 2").csv(), sg.query(
        store, "sources", project="Heat 2"
    ).csv()


def constructed(store: Store) -> object:
    graph = sg.construct(store, "CONSTRUCT { ?a sg:directs ?b } WHERE { ?a sg:directs ?b }")
    return sorted(str(triple) for triple in graph)


def standings(store: Store) -> object:
    return [json.dumps(sg.standings(store, "Heat 2", on=day).as_dict()) for day in (None, "2026-01-01")]


def history(store: Store) -> object:
    return changes.table(sg.history(store, "Heat 2")).text()


def difference(store: Store) -> object:
    return changes.table(sg.diff(store, "Heat 2", since="2026-01-01", until="2026-03-01")).text()


def conflicts(store: Store) -> object:
    return sg.find_conflicts(store)


def page(store: Store) -> object:
    return sg.view(sg.to_networkx(store)).generate_html()


def reports(store: Store) -> object:
    return sorted(store.reports(), key=lambda report: report.id)


@pytest.fixture(scope="module")
def stores(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Store]]:
    """The same reports in each place, to be read."""
    folder = tmp_path_factory.mktemp("read")
    with oxigraph_server() as own, ExitStack() as stack:
        found = {place: stack.enter_context(opened(place, folder, own)) for place in PLACES}
        for store in found.values():
            store.add([*REPORTS, UNSURE])
        yield found


@pytest.mark.parametrize("place", PLACES[1:])
@pytest.mark.parametrize("read", [asked, saved, constructed, standings, history, difference, conflicts, page, reports])
def test_each_question_has_the_same_answer(
    stores: dict[str, Store], place: str, read: Callable[[Store], object]
) -> None:
    assert read(stores[place]) == read(stores["memory"])


@pytest.mark.parametrize("place", ["before", "after"])
@pytest.mark.parametrize("number", range(1, 14))
def test_an_add_whose_connection_breaks_is_repaired_by_the_next(
    server: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, place: str
) -> None:
    monkeypatch.setattr(http, "BACK_OFF", 0.001)
    monkeypatch.setattr(endpoint, "PATIENCE", 0)
    monkeypatch.setenv("SLATEGRAPH_ENDPOINT_BATCH", "50")
    with proxy(emptied(server)) as cutting, sg.open_store(cutting.address) as store:
        store.add(REPORTS[:3])
        last = cutting.requests + number
        cutting.cut = lambda at, request: place if at >= last else None
        with suppress(sg.Unreadable):
            store.add(REPORTS)
    with sg.open_store(server) as again, sg.open_store() as memory:
        again.add(REPORTS)
        memory.add(REPORTS)
        assert exported(again, tmp_path) == exported(memory, tmp_path)
        assert sg.query(again, ON_HEAT).rows == sg.query(memory, ON_HEAT).rows
