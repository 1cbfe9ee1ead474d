"""Candidates, judgements and clusters in a store."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

import slategraph as sg
from slategraph import BadInput, Claim, Entity, Report, Source, Store
from slategraph.decisions.clusters import clusters, contradictions
from slategraph.decisions.judgements import JUDGEMENTS, Judgement, in_force, judgements_around, judgements_in
from slategraph.identity.candidates import LOWEST, candidates
from slategraph.identity.resolution import AUTOMATIC, judge, judgements, queue, resolve, unjudge, unmerge

LEO, LEONARDO, LEONARDO_W = "person:leo-dicaprio", "person:leonardo-dicaprio", "person:leonardo-w-dicaprio"


def add(store: Store, *claims: Claim) -> None:
    store.add(
        Report(claim, Source(f"https://example.org/{i}", published="2025-10-07")) for i, claim in enumerate(claims)
    )


def acts(name: str, film: str) -> Claim:
    return Claim(Entity("Person", name), "actsIn", Entity("Film", film))


@pytest.fixture
def cast(store: Store) -> Store:
    add(store, acts("Leonardo DiCaprio", "Heat 2"), acts("Leo DiCaprio", "Heat 2"), acts("Christian Bale", "Heat 2"))
    return store


@pytest.fixture
def strangers(store: Store) -> Store:
    add(store, acts("Leonardo DiCaprio", "Titanic"), acts("Leo DiCaprio", "Heat 2"))
    return store


def pairs(store: Store) -> list[tuple[str, str]]:
    return [candidate.pair for candidate in queue(store)]


def test_candidates_are_pairs_worth_asking_about() -> None:
    names = "Warner Bros.", "Warner Bros. Pictures", "Warner Music", "Netflix"
    found = list(candidates(Entity("Company", name) for name in names))
    assert [candidate.pair for candidate in found] == [("company:warner-bros", "company:warner-bros-pictures")]
    assert found[0].score >= AUTOMATIC


def test_a_name_of_one_word_meets_the_longer_ones() -> None:
    found = list(candidates(Entity("Person", name) for name in ("Bale", "Christian Bale", "Adam Driver")))
    assert [str(candidate) for candidate in found] == ["Bale and Christian Bale: 0.50"]


def test_what_the_graph_knows_counts(cast: Store) -> None:
    found = queue(cast)
    assert [candidate.pair for candidate in found] == [(LEO, LEONARDO)]
    assert found[0].score >= AUTOMATIC
    assert found[0].why.endswith("; in common: acts in Heat 2.")


def test_what_is_sure_settles_itself_and_says_why(cast: Store) -> None:
    assert [str(j).rpartition(" (")[0] for j in resolve(cast)] == [f"{LEO} and {LEONARDO} are the same"]
    assert judgements(cast)[0].because is not None
    assert queue(cast) == []
    assert resolve(cast) == []


def test_what_is_not_sure_waits(strangers: Store) -> None:
    assert resolve(strangers) == []
    assert pairs(strangers) == [(LEO, LEONARDO)]


def test_reports_are_not_rewritten(cast: Store) -> None:
    before = list(cast.reports())
    resolve(cast)
    assert list(cast.reports()) == before


def test_different_is_remembered(cast: Store) -> None:
    judge(cast, LEO, LEONARDO, "different", by="ana")
    assert queue(cast) == []
    assert resolve(cast) == []


def test_unsure_stays_at_the_end_of_the_queue(store: Store) -> None:
    add(
        store,
        acts("Leonardo DiCaprio", "Heat 2"),
        acts("Leo DiCaprio", "Heat 2"),
        acts("Bale", "A"),
        acts("Al Bale", "B"),
    )
    assert pairs(store)[0] == (LEO, LEONARDO)
    judge(store, LEO, LEONARDO, "unsure", by="ana", because="two of that name")
    last = queue(store)[-1]
    assert last.pair == (LEO, LEONARDO)
    assert last.judgement is not None
    assert resolve(store) == []


def test_what_is_different_from_one_is_different_from_all_of_its_cluster(store: Store) -> None:
    add(store, acts("Leonardo DiCaprio", "A"), acts("Leo DiCaprio", "B"), acts("Leonardo W. DiCaprio", "C"))
    judge(store, LEONARDO, LEONARDO_W, "same", by="ana")
    judge(store, LEO, LEONARDO, "different", by="ana")
    assert queue(store) == []


def test_two_films_do_not_become_one_by_way_of_a_third(store: Store) -> None:
    director, stars = Entity("Person", "Michael Mann"), ("Al Pacino", "Val Kilmer", "Jon Voight")
    titles = ("Heat (1995)", "Heat (1986)", "Heat")
    add(
        store,
        *(Claim(director, "directs", Entity("Film", title)) for title in titles),
        *(acts(name, title) for name in stars for title in titles),
    )
    resolve(store)
    by = clusters(judgements(store))
    assert by.get("film:heat-1995") != by.get("film:heat-1986", "")


def test_a_remake_shares_the_novel_and_is_another_film(store: Store) -> None:
    films = [Entity("Film", title) for title in ("American Psycho", "American Psycho (2000)")]
    novel, bateman = Entity("Book", "American Psycho (novel)"), Entity("Character", "Patrick Bateman")
    add(store, *(Claim(f, "adaptedFrom", novel) for f in films), *(Claim(bateman, "characterIn", f) for f in films))
    assert resolve(store) == []
    add(store, Claim(films[0], "remakeOf", films[1]))
    assert queue(store) == []


def test_a_judgement_is_kept_with_who_when_and_why(store: Store) -> None:
    made = judge(store, LEONARDO, LEO, "same", by="Ana Ruiz", because="the same agent", at="2025-10-07T12:00:00Z")
    assert judgements(store) == [made]
    assert (made.one, made.by, made.judged, made.because) == (LEO, "Ana Ruiz", "2025-10-07T12:00:00Z", "the same agent")


def test_judgements_survive_on_disk(tmp_path: object) -> None:
    folder = f"{tmp_path}/slate.db"
    with sg.open_store(folder) as store:
        made = judge(store, LEO, LEONARDO, "same", by="ana")
    with sg.open_store(folder) as store:
        assert judgements(store) == [made]
        assert unjudge(store, LEO, LEONARDO) == made
        assert judgements(store) == []


def test_a_later_judgement_replaces_an_earlier_one_until_it_is_taken_back(store: Store) -> None:
    first = judge(store, LEO, LEONARDO, "same", by="ana")
    later = judge(store, LEO, LEONARDO, "different", by="ben")
    assert clusters(judgements(store)) == {}
    assert unjudge(store, LEONARDO, LEO) == later
    assert judgements(store) == [first]
    assert clusters(judgements(store)) == {LEO: LEONARDO, LEONARDO: LEONARDO}


def test_unmerge_parts_two_and_remembers_it(cast: Store) -> None:
    resolve(cast)
    unmerge(cast, LEONARDO, LEO, by="ana", because="a namesake")
    assert clusters(judgements(cast)) == {}
    assert resolve(cast) == []
    assert queue(cast) == []


def test_unmerge_names_the_way_by_which_two_are_one(store: Store) -> None:
    judge(store, LEO, LEONARDO, "same", by="ana")
    judge(store, LEONARDO, LEONARDO_W, "same", by="ana")
    with pytest.raises(BadInput, match="by way of others"):
        unmerge(store, LEO, LEONARDO_W, by="ana")
    assert len(set(clusters(judgements(store)).values())) == 1


def test_there_is_nothing_to_undo(store: Store) -> None:
    with pytest.raises(BadInput, match="nothing to undo"):
        unjudge(store, LEO, LEONARDO)
    with pytest.raises(BadInput, match="nothing to undo"):
        unmerge(store, LEO, LEONARDO, by="ana")


@pytest.mark.parametrize(
    ("said", "message"),
    [
        ((LEO, LEONARDO, "maybe", "ana"), "is not a verdict"),
        ((LEO, LEO, "same", "ana"), "a judgement takes two"),
        ((LEO, "film:heat", "same", "ana"), "of two types"),
        ((LEO, LEONARDO, "same", " "), "who judges"),
        (("Leo", LEONARDO, "same", "ana"), "is not the id of an entity"),
        ((LEO, LEONARDO, "same", "ana", "yesterday"), "is not a moment"),
        ((LEO, LEONARDO, "same", "ana", "2025-13-45T12:00:00Z"), "is not a moment"),
    ],
)
def test_what_cannot_be_judged_so_is_refused(store: Store, said: tuple[str, ...], message: str) -> None:
    one, other, verdict, by, *at = said
    with pytest.raises(BadInput, match=message):
        judge(store, one, other, verdict, by=by, at=at[0] if at else None)
    assert judgements(store) == []


def test_contradictions_are_named_and_none_of_them_applied() -> None:
    listed = [
        Judgement(LEO, LEONARDO, "same", "ana"),
        Judgement(LEONARDO, LEONARDO_W, "same", "ben"),
        Judgement(LEO, LEONARDO_W, "different", "cy"),
        Judgement("film:dune", "film:dune-part-one", "same", "ana"),
    ]
    found = contradictions(listed)
    assert len(found) == 1
    assert str(found[0]).count(";") == 2
    assert all(name in str(found[0]) for name in (LEO, LEONARDO_W, "cy"))
    assert clusters(listed) == dict.fromkeys(("film:dune", "film:dune-part-one"), "film:dune-part-one")


def test_two_words_on_one_pair_in_one_file_contradict() -> None:
    assert len(contradictions([Judgement(LEO, LEONARDO, word, "ana") for word in ("same", "different")])) == 1


def test_judgements_have_a_graph_of_their_own(store: Store) -> None:
    judge(store, LEO, LEONARDO, "same", by="ana")
    assert {q.graph_name for q in store.quads.match([(None, None, None, None)])} == {JUDGEMENTS}
    assert list(store.sources()) == []


def test_the_judgements_around_an_entity_are_those_that_reach_it(store: Store) -> None:
    judge(store, LEO, LEONARDO, "same", by="ana")
    judge(store, LEONARDO, LEONARDO_W, "same", by="ana")
    judge(store, LEO, "person:leo-messi", "different", by="ana")
    judge(store, "person:leo-messi", "person:lionel-messi", "same", by="ana")
    assert len(judgements_around(store.graphs, LEONARDO_W)) == 3
    assert len(judgements_in(store.graphs)) == 4


IDS = st.sampled_from([f"person:{letter}" for letter in "abcdef"])
MOMENTS = st.integers(0, 59).map(lambda second: f"2025-10-07T12:00:{second:02}Z")
JUDGED = st.builds(
    lambda pair, verdict, by, at: Judgement(pair[0], pair[1], verdict, by, at),
    st.tuples(IDS, IDS).filter(lambda pair: pair[0] != pair[1]),
    st.sampled_from(["same", "same", "different", "unsure"]),
    st.sampled_from(["ana", "ben"]),
    MOMENTS,
)


@given(st.lists(JUDGED, max_size=12).flatmap(lambda some: st.tuples(st.just(some), st.permutations(some))))
def test_the_order_of_judgements_makes_no_difference(two: tuple[list[Judgement], list[Judgement]]) -> None:
    assert clusters(two[0]) == clusters(two[1])
    assert in_force(two[0]) == in_force(two[1])


@given(st.lists(JUDGED, max_size=12))
def test_no_cluster_holds_two_that_are_different(some: list[Judgement]) -> None:
    one = clusters(some)
    for judgement in in_force(some).values():
        if judgement.verdict == "different":
            assert one.get(judgement.one, "") != one.get(judgement.other, "-")
    assert all(one[representative] == representative for representative in one.values())


def test_the_curated_claims_hold_few_doubles(curated: Store) -> None:
    sure = [candidate for candidate in queue(curated) if candidate.score >= AUTOMATIC]
    assert len(sure) <= 3, [str(candidate) for candidate in sure]
    assert all(candidate.score >= LOWEST for candidate in queue(curated))


@pytest.mark.parametrize("id_", ["person:Ada", "person:a b", "person:<ada>", "person:", "person:a/b"])
def test_a_judgement_takes_ids_as_names_give_them(id_: str) -> None:
    with pytest.raises(BadInput, match="is not the id of an entity"):
        Judgement(id_, "person:c", "same", "ana")
