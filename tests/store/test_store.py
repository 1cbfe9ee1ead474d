"""A store keeps what it is told, believes what follows, and takes back what it must."""

import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rdflib import Dataset, URIRef

from slategraph import BadInput, Claim, Entity, Report, Source, Store, Unreadable, open_store, standings
from slategraph.exporters import rdf
from slategraph.rdf.mapping import STANDINGS, node
from strategies import slates

ADA, BEN, HEAT = Entity("Person", "Ada"), Entity("Person", "Ben"), Entity("Film", "Heat 2")
DIRECTS, ACTS = Claim(ADA, "directs", HEAT), Claim(BEN, "actsIn", HEAT)
LEARNED = "2026-01-01T00:00:00Z"


def report(claim: Claim = DIRECTS, key: str = "one", published: str | None = None, status: str = "attached") -> Report:
    return Report(claim, Source(key, published=published), status, learned=LEARNED)


def believed(store: Store) -> set[ox.Quad]:
    graphs = (ox.DefaultGraph(), STANDINGS)
    return {quad for graph in graphs for quad in store.quads.match([(None, None, None, graph)])}


def refilled(reports: Iterator[Report]) -> Store:
    store = open_store()
    store.add(reports)
    return store


@given(slates())
def test_adding_twice_changes_nothing(reports: list[Report]) -> None:
    store = refilled(iter(reports))
    before = trig(store)
    assert (store.add(reports), trig(store)) == (0, before)


@given(slates(), st.randoms(use_true_random=False))
def test_another_order_gives_the_same_bytes(reports: list[Report], random: object) -> None:
    store, shuffled = open_store(), list(reports)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    for one in shuffled:
        store.add([one])
    assert trig(store) == trig(refilled(iter(reports)))


@given(st.lists(slates(4), max_size=4), st.lists(st.sampled_from(("one", "two", "three")), max_size=4))
def test_what_is_believed_is_what_follows_from_the_reports(added: list[list[Report]], removed: list[str]) -> None:
    store = open_store()
    for step in range(max(len(added), len(removed))):
        store.add(added[step] if step < len(added) else [])
        key = removed[step] if step < len(removed) else ""
        if key and Source(key).id in set(store.sources()):
            store.remove(key)
    assert believed(store) == believed(refilled(store.reports()))


@given(slates(), slates(3))
@settings(max_examples=40)
def test_removing_takes_back_all_that_only_it_said(reports: list[Report], others: list[Report]) -> None:
    store = refilled(r for r in reports if r.source.key != "three")
    before = trig(store)
    only = [Report(r.claim, Source("three"), r.status, r.certainty, learned=LEARNED) for r in others]
    store.add(only)
    if only:
        store.remove("three")
    assert trig(store) == before


def test_it_counts_what_is_new(store: Store) -> None:
    assert (store.add([report(), report(ACTS)]), store.add([report(), report(key="two")])) == (2, 1)


def test_a_correction_takes_the_place_of_the_report(store: Store) -> None:
    store.add([report()])
    store.add([report(status="exited")])
    assert [r.status for r in store.reports()] == ["exited"]


def test_a_correction_keeps_the_day_when_it_was_learnt(store: Store) -> None:
    store.add([report()])
    store.add([Report(DIRECTS, Source("one"), "exited")])
    assert [r.learned for r in store.reports()] == [LEARNED]


def test_a_report_is_stamped_when_it_is_learnt(store: Store) -> None:
    store.add([Report(DIRECTS, Source("one"))])
    assert all(r.learned and r.learned.endswith("Z") for r in store.reports())


def test_a_date_that_comes_later_counts_for_what_the_source_said_before(store: Store) -> None:
    store.add([report()])
    store.add([report(ACTS, published="2020-01-01")])
    assert {s.since for s in standings(store, "Heat 2")} == {"2020-01-01"}


def test_a_corrected_date_takes_the_place_of_the_old_one(store: Store) -> None:
    store.add([report(published="2021-01-01")])
    store.add([report(published="2020-01-01")])
    assert [r.source.published for r in store.reports()] == ["2020-01-01"]


def test_a_description_that_leaves_out_the_date_keeps_it(store: Store) -> None:
    store.add([report(published="2021-01-01")])
    store.add([report(ACTS)])
    assert {r.source.published for r in store.reports()} == {"2021-01-01"}


def test_what_two_sources_say_stays_when_one_goes(store: Store) -> None:
    store.add([report(), report(key="two")])
    store.remove("one")
    assert [s.sources for s in standings(store, "Heat 2")] == [1]


def test_after_the_last_source_nothing_is_left(store: Store) -> None:
    empty = trig(store)
    store.add([report()])
    store.remove("one")
    assert (trig(store), list(store.sources())) == (empty, [])


@pytest.mark.parametrize("name", ["nothing", "", "source:0", "source:a b", "source:\udcff", f"source:{'0' * 20}"])
def test_removing_what_is_not_there_is_refused(store: Store, name: str) -> None:
    with pytest.raises(BadInput, match="has no source"):
        store.remove(name)


def test_removing_twice_is_refused(store: Store) -> None:
    store.add([report()])
    store.remove(Source("one").id)
    with pytest.raises(BadInput, match="has no source"):
        store.remove(Source("one").id)


def test_an_attachment_stays_while_another_credit_implies_it(store: Store) -> None:
    store.add([report(), report(Claim(ADA, "writes", HEAT), key="two")])
    store.remove("one")
    attached = node("sg:attachedTo")
    assert [q.subject for q in store.quads.match([(None, attached, None, None)])] == [node("person:ada")]


def test_the_reports_on_one_claim(store: Store) -> None:
    store.add([report(), report(ACTS), report(key="two")])
    assert {r.source.key for r in store.reports(claim=DIRECTS.id)} == {"one", "two"}


def test_the_reports_of_one_source(store: Store) -> None:
    store.add([report(), report(ACTS), report(key="two")])
    assert {r.claim for r in store.reports(source=Source("one").id)} == {DIRECTS, ACTS}


@pytest.mark.parametrize("name", ["https://example.org/a", "one"])
def test_the_reports_of_a_source_by_its_address_or_key(store: Store, name: str) -> None:
    store.add([Report(DIRECTS, Source("one", url="https://example.org/a")), report(key="two")])
    assert [r.source.key for r in store.reports(source=name)] == ["one"]


def test_the_reports_of_an_unknown_source_are_refused(store: Store) -> None:
    with pytest.raises(BadInput, match="has no source 'three'"):
        list(store.reports(source="three"))


def test_one_report_can_be_added_alone(store: Store) -> None:
    assert store.add(report()) == 1


@pytest.mark.parametrize("wrong", ["Heat 2", 5, None, ["Heat 2"], [DIRECTS], b"x"])
def test_what_is_not_a_report_is_refused(store: Store, wrong: object) -> None:
    with pytest.raises(BadInput, match="A store takes reports, not "):
        store.add(wrong)  # type: ignore[arg-type]


@pytest.mark.parametrize("wrong", [5, None, Source("one")])
def test_a_source_of_another_type_is_refused(store: Store, wrong: object) -> None:
    for method in (store.remove, store.source):
        with pytest.raises(BadInput, match="named by its address or id, not by"):
            method(wrong)  # type: ignore[arg-type]


@pytest.mark.parametrize("wrong", ["0.5", None, float("nan")])
def test_a_confidence_of_another_type_is_refused(store: Store, wrong: object) -> None:
    with pytest.raises(BadInput, match="A confidence is a number between 0 and 1"):
        store.threshold = wrong  # type: ignore[assignment]


def test_its_length_is_the_number_of_reports(curated: Store) -> None:
    assert len(curated) == len(list(curated.reports()))


def test_an_empty_store_is_true(store: Store) -> None:
    assert store and len(store) == 0


def test_it_says_what_it_holds(store: Store) -> None:
    store.add([report(), report(ACTS)])
    assert repr(store) == "<Store in memory: 2 reports, 1 sources>"


def test_closing_twice_is_nothing(store: Store) -> None:
    store.close()
    store.close()
    assert repr(store) == "<Store in memory: closed>"


@pytest.mark.parametrize(
    "use",
    [len, Store.decisions, lambda s: s.add([]), lambda s: s.remove("one"), lambda s: list(s.reports()),
     lambda s: list(s.sources()), lambda s: s.dataset, lambda s: s._oxigraph, lambda s: standings(s, "Heat 2")],
)  # fmt: skip
def test_a_closed_store_says_so(store: Store, use: Callable[[Store], object]) -> None:
    store.close()
    with pytest.raises(Unreadable, match="The store in memory is closed: open one with `open_store`"):
        use(store)


TRIPLE = (URIRef("x:a"), URIRef("x:b"), URIRef("x:c"))


@pytest.mark.parametrize(
    "change",
    [lambda d: d.add(TRIPLE), lambda d: d.remove(TRIPLE), lambda d: d.remove((None, None, None)),
     lambda d: d.addN([(*TRIPLE, d.default_graph)]), lambda d: d.default_graph.add(TRIPLE),
     lambda d: d.remove_graph(URIRef("x:g")), lambda d: d.update("CLEAR ALL"),
     lambda d: d.parse(data="<x:a> <x:b> <x:c> .", format="turtle"),
     lambda d: d.parse(data="<x:a> <x:b> <x:c> .", format="ox-turtle")],
)  # fmt: skip
def test_the_dataset_is_read_only(store: Store, change: Callable[[Dataset], object]) -> None:
    store.add([report()])
    before = set(store.quads.match([(None, None, None, None)]))
    with pytest.raises(BadInput, match=r"store\.dataset is read-only"):
        change(store.dataset)
    assert set(store.quads.match([(None, None, None, None)])) == before


def test_looking_at_a_graph_of_the_dataset_makes_none(store: Store) -> None:
    assert len(store.dataset.graph(URIRef("x:g"))) == 0 == len(list(store._oxigraph.named_graphs()))


def test_the_dataset_is_the_same_content(store: Store) -> None:
    store.add([report()])
    assert len(list(store.dataset.quads())) == len(store.quads)


def test_an_exception_on_the_way_leaves_the_store_as_it_was(store: Store) -> None:
    def broken() -> Iterator[Report]:
        yield report()
        raise BadInput("line 2 is wrong")

    with pytest.raises(BadInput):
        store.add(broken())
    assert len(store.quads) == 0


def test_two_threads_lose_nothing(store: Store) -> None:
    claims = [Claim(Entity("Person", f"P{i}"), "actsIn", HEAT) for i in range(20)]
    threads = [threading.Thread(target=store.add, args=([report(claim, f"s{i}")],)) for i, claim in enumerate(claims)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(standings(store, "Heat 2")) == 20


def test_a_folder_keeps_what_was_added(tmp_path: Path) -> None:
    with open_store(tmp_path / "my slate.db") as store:
        store.add([report()])
    with open_store(tmp_path / "my slate.db") as store:
        assert [r.claim for r in store.reports()] == [DIRECTS]


def test_a_relative_folder_is_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with open_store("slate.db"):
        assert (tmp_path / "slate.db" / "CURRENT").exists()


def test_a_folder_with_other_files_is_refused(tmp_path: Path) -> None:
    (tmp_path / "thesis.doc").touch()
    with pytest.raises(Unreadable, match="holds other files and is not a store"):
        open_store(tmp_path)


def test_a_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "slate.db").touch()
    with pytest.raises(Unreadable, match=r"slate\.db is a file: a store is a folder"):
        open_store(tmp_path / "slate.db")


def test_a_missing_parent_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Unreadable, match=r"the folder .* does not exist"):
        open_store(tmp_path / "a" / "slate.db")


def test_a_missing_folder_is_made_only_when_asked(tmp_path: Path) -> None:
    with pytest.raises(Unreadable, match="There is no store"):
        open_store(tmp_path / "slate.db", create=False)


def test_an_address_is_that_of_a_sparql_server() -> None:
    with pytest.raises(Unreadable, match="can't be reached"):
        open_store("http://films.invalid/sparql")


def test_a_damaged_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "CURRENT").write_text("nonsense\n")
    with pytest.raises(Unreadable, match="can't be opened"):
        open_store(tmp_path)


FULL = """
import resource, signal, sys
from slategraph import Claim, Entity, Report, Source, Unreadable, open_store
from slategraph.exporters import rdf
trig = lambda store: "".join(rdf.trig(store))
store = open_store(sys.argv[1])
before = "".join(rdf.trig(store))
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (60_000, resource.RLIM_INFINITY))
film = Entity("Film", "Heat 2")
cast = (Claim(Entity("Person", f"P{i}"), "actsIn", film) for i in range(999))
more = (Report(claim, Source("much"), quotation="x" * 99) for claim in cast)
try:
    store.add(more)
except Unreadable as error:
    print(error)
print("".join(rdf.trig(store)) == before)
"""


def trig(store: Store) -> str:
    return "".join(rdf.trig(store))


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str, list[str]]:
    """A store whose disk was full: its folder, what it held before, and what the process that filled it printed."""
    folder = tmp_path_factory.mktemp("full") / "slate.db"
    with open_store(folder) as store:
        store.add([report()])
        before = trig(store)
    told = subprocess.run([sys.executable, "-c", FULL, str(folder)], capture_output=True, text=True, check=True)
    return folder, before, told.stdout.splitlines()


def test_a_full_disk_leaves_the_store_as_it_was(full: tuple[Path, str, list[str]]) -> None:
    with open_store(full[0]) as store:
        assert trig(store) == full[1]


def test_a_full_disk_is_said_in_one_sentence(full: tuple[Path, str, list[str]]) -> None:
    assert full[2] == [f"The store {full[0]} can't be written: file too large; it is unchanged.", "True"]


def test_what_is_written_again_keeps_the_moment_at_which_it_was_learned(store: Store) -> None:
    report = Report(Claim(Entity("Person", "Ada"), "directs", Entity("Film", "Heat 2")), Source("a"), extractor="x/1")
    store.add([report])
    [kept] = store.reports()
    store.apply(reports=[report], instead=[kept])
    assert list(store.reports()) == [kept] and kept.learned
