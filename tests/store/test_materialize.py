"""What is believed always follows from the reports and the decisions, whatever came first."""

from dataclasses import replace
from typing import Any

import pyoxigraph as ox
from hypothesis import given, settings
from hypothesis import strategies as st

from slategraph import Claim, Entity, Report, Source, Store, open_store, standings
from slategraph.decisions.judgements import Judgement
from slategraph.decisions.judgements import quads as judged
from slategraph.decisions.reviews import Review
from slategraph.decisions.reviews import quads as reviewed
from slategraph.decisions.settings import with_threshold
from slategraph.model.reports import BY_HAND
from slategraph.model.vocabulary import TYPES
from slategraph.rdf import mapping
from slategraph.rdf.mapping import STANDINGS
from slategraph.rdf.quads import Delta
from strategies import slates

LEO, LEONARDO, HEAT = Entity("Person", "Leo DiCaprio"), Entity("Person", "Leonardo DiCaprio"), Entity("Film", "Heat 2")
MOMENT = "2026-01-01T00:00:00Z"
NAMES = ("heat-2", "dune", "heat")


def believed(store: Store) -> set[ox.Quad]:
    graphs = (ox.DefaultGraph(), STANDINGS)
    return {quad for graph in graphs for quad in store.quads.match([(None, None, None, graph)])}


def taken(quads: set[ox.Quad]) -> Delta:
    """Decisions that are taken."""
    return Delta(added=frozenset(quads))


@st.composite
def judgements(draw: st.DrawFn) -> Judgement:
    prefix = TYPES[draw(st.sampled_from(("Film", "Person", "Character")))].prefix
    one, other = draw(st.lists(st.sampled_from(NAMES), min_size=2, max_size=2, unique=True))
    verdict = draw(st.sampled_from(("same", "same", "different", "unsure")))
    day = draw(st.integers(1, 28))
    return Judgement(f"{prefix}:{one}", f"{prefix}:{other}", verdict, "ana", f"2026-01-{day:02}T00:00:00Z")


def review(report: Report, verdict: str, day: int) -> Review:
    made = Review.of(report, verdict, by="ana", at=f"2026-02-{day:02}T00:00:00Z")
    return replace(made, certainty="denied") if verdict == "correct" else made


Step = tuple[str, Any]
REPORTS = slates(3, st.sampled_from(("Heat 2", "HEAT 2", "Dune")), ("stage", "stage", "portrays"))
KEYS = st.sampled_from(("one", "two", "three"))
REVIEWS = st.tuples(st.integers(0, 9), st.sampled_from(("accept", "reject", "correct")), st.integers(1, 28))
#: What can happen to a slate.
KINDS: dict[str, st.SearchStrategy[Any]] = {
    "add": REPORTS, "judge": judgements(), "unjudge": st.integers(0, 9), "review": REVIEWS,
    "trust": st.sampled_from((0.2, 0.7)), "remove": KEYS, "retract": KEYS, "reread": REPORTS,
}  # fmt: skip


@st.composite
def histories(draw: st.DrawFn) -> list[Step]:
    """Steps: reports that come, sources that go or are retracted, judgements and reviews that come and go."""
    often = [*["add"] * 5, *["judge"] * 2, *KINDS]
    kinds = draw(st.lists(st.sampled_from(often), min_size=2, max_size=8))
    return [(kind, draw(KINDS[kind])) for kind in kinds]


class Scribe:
    """Carries out steps on a store, and keeps which decisions are in it."""

    def __init__(self, steps: list[Step]) -> None:
        self.store = open_store()
        self.judged: list[Judgement] = []
        self.reviewed: list[Review] = []
        self.trusted: float | None = None
        for kind, with_ in steps:
            getattr(self, kind)(with_)

    def add(self, reports: list[Report]) -> None:
        self.store.add(reports)

    def reread(self, reports: list[Report]) -> None:
        ids = {report.source.id for report in reports}
        self.store.apply(reports=reports, instead=[r for id_ in ids for r in self.store.reports(source=id_)])

    def judge(self, judgement: Judgement) -> None:
        self.judged.append(judgement)
        self.store.apply(taken(judged([judgement])))

    def unjudge(self, which: int) -> None:
        gone = self.judged[which % len(self.judged) :][:1] if self.judged else []
        self.judged = [judgement for judgement in self.judged if judgement not in gone]
        self.store.apply(Delta(frozenset(judged(gone))))

    def review(self, how: tuple[int, str, int]) -> None:
        reports = sorted(self.store.reports(), key=lambda r: r.id)
        if reports:
            made = review(reports[how[0] % len(reports)], how[1], how[2])
            gone = [r for r in self.reviewed if r.node == made.node]
            self.reviewed = [*(r for r in self.reviewed if r not in gone), made]
            self.store.apply(Delta(frozenset(reviewed(gone)), frozenset(reviewed([made]))))

    def trust(self, confidence: float) -> None:
        self.trusted = confidence
        self.store.threshold = confidence

    def remove(self, key: str) -> None:
        if Source(key).id in set(self.store.sources()):
            self.store.remove(key)

    def retract(self, key: str) -> None:
        for report in list(self.store.reports(source=Source(key).id))[:1]:
            self.store.update_source(replace(report.source, retracted="2010"))

    def anew(self) -> Store:
        """A store with the same decisions and reports, the decisions first."""
        store = open_store()
        store.apply(taken(judged(self.judged) | reviewed(self.reviewed)))
        if self.trusted is not None:
            store.apply(with_threshold(store.graphs, self.trusted))
        store.add(self.store.reports())
        return store


@given(histories())
@settings(max_examples=150)
def test_what_is_believed_follows_from_reports_and_decisions(steps: list[Step]) -> None:
    scribe = Scribe(steps)
    assert believed(scribe.store) == believed(scribe.anew())


@given(histories())
@settings(max_examples=100)
def test_the_default_graph_is_what_the_standings_say(steps: list[Step]) -> None:
    """Worked out here from all reports at once, without the incremental way."""
    scribe = Scribe(steps)
    store = scribe.store
    standings = store.decisions().standings(store.reports())
    stated = {ox.Quad(*t, STANDINGS) for s in standings for t in mapping.standing_triples(s)}
    plain = {ox.Quad(*t, ox.DefaultGraph()) for s in standings if s.holds for t in mapping.plain_triples(s.claim)}
    describing = {mapping.TYPE, mapping.LABEL, mapping.ALIAS, mapping.SAME_AS}
    found = {q for q in believed(store) if q.predicate not in describing or q.graph_name == STANDINGS}
    described = {q.subject for q in believed(store) if q.predicate == mapping.LABEL}
    assert found == stated | plain
    assert described == {mapping.node(e.id) for s in standings for e in s.claim.entities}


def said(who: Entity, key: str, status: str = "attached", *, day: str = "2025-10-07", by: str | None = None) -> Report:
    source = Source(key, publisher=by or key, published=day)
    return Report(Claim(who, "actsIn", HEAT), source, status, learned=MOMENT)


def same(store: Store) -> Judgement:
    judgement = Judgement(LEO.id, LEONARDO.id, "same", "ana", MOMENT)
    store.apply(taken(judged([judgement])))
    return judgement


def test_what_two_papers_say_of_one_person_under_two_names_is_one_claim(store: Store) -> None:
    store.add([said(LEO, "Variety", "in-talks"), said(LEONARDO, "Deadline", day="2025-12-01")])
    same(store)
    found = standings(store, "Heat 2").standings
    assert [(s.claim.subject.name, s.status, s.sources) for s in found] == [("Leonardo DiCaprio", "attached", 2)]


def test_who_is_one_is_found_by_either_name(store: Store) -> None:
    store.add([said(LEO, "Variety"), said(LEONARDO, "Deadline")])
    same(store)
    names = ("Leo DiCaprio", "Leonardo DiCaprio", LEO.id, LEONARDO.id)
    assert {standings(store, name).entity.name for name in names} == {"Leonardo DiCaprio"}


def test_a_judgement_taken_back_leaves_all_as_it_was(store: Store) -> None:
    store.add([said(LEO, "Variety"), said(LEONARDO, "Deadline")])
    before, was = set(store.quads.match([(None, None, None, None)])), believed(store)
    judgement = same(store)
    assert believed(store) != was
    store.apply(Delta(frozenset(judged([judgement]))))
    assert set(store.quads.match([(None, None, None, None)])) == before


def test_reports_come_under_the_name_by_which_a_person_goes(store: Store) -> None:
    store.add([said(LEONARDO, "Deadline")])
    same(store)
    store.add([said(LEO, "Variety", "exited", day="2026-01-01")])
    assert [s.status for s in standings(store, "Heat 2")] == ["exited"]


def test_a_person_whose_longer_name_no_source_has_any_more_keeps_one(store: Store) -> None:
    store.add([said(LEO, "Variety"), said(LEONARDO, "Deadline")])
    same(store)
    store.remove("Deadline")
    assert standings(store, "Leo DiCaprio").entity.id == LEONARDO.id


def test_a_name_made_from_an_id_goes_once_a_source_has_the_right_one(store: Store) -> None:
    same(store)
    store.add([said(LEO, "Variety")])
    assert names_of(store) == {"Leonardo Dicaprio", "Heat 2"}
    store.add([said(LEONARDO, "Deadline")])
    assert standings(store, LEO.id).entity.aliases == ("Leo DiCaprio",)


def test_a_rejected_report_stays_rejected_when_it_is_read_again(store: Store) -> None:
    read = replace(said(LEO, "Variety"), extractor="builtin/1", confidence=0.9)
    store.add([read])
    store.apply(taken(reviewed([Review.of(read, "reject", by="ana")])))
    store.add([replace(read, extractor="builtin/2", quotation="in other words")])
    assert len(standings(store, "Heat 2", on="2026-01-01") if LEO.name in names_of(store) else ()) == 0


def test_a_name_that_no_source_has_any_more_goes(store: Store) -> None:
    store.add([said(LEO, "Variety"), said(LEONARDO, "Deadline")])
    same(store)
    store.remove("Deadline")
    assert names_of(store) == {"Leonardo Dicaprio", "Heat 2"}


def test_a_name_made_from_an_id_has_that_id(store: Store) -> None:
    one, other = Entity("Person", "ışık"), Entity("Person", "ışı")
    store.add([said(other, "Variety")])
    store.apply(taken(judged([Judgement(one.id, other.id, "same", "ana", MOMENT)])))
    assert [s.claim.subject.id for s in standings(store, "Heat 2")] == [one.id]


def test_an_article_that_says_nothing_any_more_is_no_source(store: Store) -> None:
    store.add([said(LEO, "Variety")])
    assert store.apply(reports=[], instead=store.reports()) == 0
    assert list(store.sources()) == [] and set(store.quads.match([(None, None, None, None)])) == set()


def names_of(store: Store) -> set[str]:
    return {
        q.object.value for q in believed(store) if q.predicate == mapping.LABEL and isinstance(q.object, ox.Literal)
    }


def test_what_is_written_by_hand_stays_when_a_reader_reads_the_same_words(store: Store) -> None:
    by_hand = replace(said(LEO, "Variety", "considered"), quotation="DiCaprio is circling.")
    store.add([by_hand])
    assert store.add([replace(by_hand, status="attached", extractor="builtin/1")]) == 0
    assert store.apply(reports=[replace(by_hand, status="attached", extractor="builtin/1")], instead=[]) == 0
    assert [(r.status, r.extractor) for r in store.reports()] == [("considered", BY_HAND)]


def test_an_article_read_again_was_learnt_of_when_it_was_first_read(store: Store) -> None:
    first = said(LEO, "Variety")
    store.add([first])
    before = set(store.quads.match([(None, None, None, None)]))
    assert store.apply(reports=[replace(first, learned=None)], instead=[first]) == 0
    assert set(store.quads.match([(None, None, None, None)])) == before
