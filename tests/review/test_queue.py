"""What waits for a decision, what a decision does, and that it can be taken back."""

import csv
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import slategraph as sg
from slategraph import BadClaims, BadInput, Claim, Entity, Report, Source, Store
from slategraph.review.deciding import decide, undo
from slategraph.review.queue import Item, decided, review_queue
from slategraph.review.sheets import COLUMNS, bring_back, sheet
from strategies import slates

BALE, HEAT = Entity("Person", "Christian Bale"), Entity("Film", "Heat 2")
READ = Report(
    Claim(BALE, "actsIn", HEAT),
    Source("https://example.org/1", publisher="Variety", published="2025-12-29"),
    "attached",
    "reported",
    quotation="Bale is in talks.",
    extractor="builtin/1",
    confidence=0.4,
)
OTHER = replace(READ, claim=Claim(Entity("Person", "Adam Driver"), "actsIn", HEAT), quotation="Driver may be in.")

Rows = list[list[str]]


@pytest.fixture
def slate(store: Store) -> Store:
    store.add([READ, OTHER])
    return store


def item(store: Store, kind: str = "report", named: str = "Christian Bale") -> Item:
    """The first that waits of a kind; of reports the first on a person."""
    found = review_queue(store, kinds=[kind])
    return next(i for i in found if not isinstance(i.what, Report) or i.what.claim.subject.name == named)


def levels(store: Store, name: str = "Christian Bale") -> list[tuple[str, str, str]]:
    known = sg.query(store, "SELECT ?n WHERE { ?e rdfs:label ?n }").rows
    return [(s.claim.predicate, s.status, s.certainty) for s in sg.standings(store, name)] if (name,) in known else []


def test_an_unsure_report_waits_and_is_not_believed(slate: Store) -> None:
    assert [i.kind for i in review_queue(slate)] == ["report", "report"] and levels(slate) == []


def test_what_is_accepted_is_believed_as_if_by_hand(slate: Store) -> None:
    decide(slate, item(slate), "accept", by="ana")
    assert levels(slate) == [("actsIn", "attached", "reported")]
    assert next(iter(sg.standings(slate, "Christian Bale"))).belief == 0.8


def test_what_is_rejected_waits_no_longer(slate: Store) -> None:
    decide(slate, item(slate), "reject", by="ana")
    assert len(review_queue(slate)) == 1 and levels(slate) == []


def test_a_corrected_status_counts(slate: Store) -> None:
    decide(slate, item(slate), "correct", by="ana", correction={"status": "in-talks"})
    assert levels(slate) == [("actsIn", "in-talks", "reported")]


def test_a_corrected_claim_takes_the_place_of_the_wrong_one(slate: Store) -> None:
    decide(slate, item(slate), "correct", by="ana", correction={"predicate": "produces"})
    assert levels(slate) == [("produces", "attached", "reported")]


@pytest.mark.parametrize(
    ("verdict", "correction"),
    [("accept", {}), ("reject", {}), ("correct", {"certainty": "denied"}), ("correct", {"subject": "Ben Affleck"})],
)
def test_a_decision_can_be_taken_back(slate: Store, verdict: str, correction: dict[str, str | None]) -> None:
    before = set(slate.quads.match([(None, None, None, None)]))
    made = decide(slate, item(slate), verdict, by="ana", correction=correction)
    assert set(slate.quads.match([(None, None, None, None)])) != before
    undo(slate, made)
    assert set(slate.quads.match([(None, None, None, None)])) == before


def test_to_take_a_correction_back_leaves_what_was_written_by_hand(slate: Store) -> None:
    by_hand = replace(READ, claim=Claim(BALE, "produces", HEAT), extractor="hand", confidence=1.0)
    slate.add([by_hand])
    undo(slate, decide(slate, item(slate), "correct", by="ana", correction={"predicate": "produces"}))
    assert levels(slate) == [("produces", "attached", "reported")]


def test_to_take_a_correction_back_leaves_what_a_reader_read_in_the_same_words(slate: Store) -> None:
    slate.add([replace(READ, claim=Claim(BALE, "produces", HEAT))])
    before = set(slate.quads.match([(None, None, None, None)]))
    wrong = next(i for i in review_queue(slate) if isinstance(i.what, Report) and i.what.claim == READ.claim)
    undo(slate, decide(slate, wrong, "correct", by="ana", correction={"predicate": "produces"}))
    assert set(slate.quads.match([(None, None, None, None)])) == before


def test_another_sentence_that_says_something_else_waits_for_a_review_of_its_own(store: Store) -> None:
    store.add([READ, replace(READ, status="considered", quotation="Bale is on a list.", confidence=0.3)])
    decide(store, review_queue(store)[0], "accept", by="ana")
    assert [i.what.status for i in review_queue(store) if isinstance(i.what, Report)] == ["considered"]
    decide(store, review_queue(store)[0], "accept", by="ana")
    assert (review_queue(store), levels(store)) == ([], [("actsIn", "attached", "reported")])


def test_a_rejected_report_stays_rejected_when_the_article_is_read_again(slate: Store) -> None:
    decide(slate, item(slate), "reject", by="ana")
    slate.apply(reports=[replace(READ, confidence=0.9, quotation="is in talks"), OTHER], instead=[READ, OTHER])
    assert levels(slate) == []


def test_what_was_accepted_is_not_accepted_when_it_is_read_otherwise(slate: Store) -> None:
    decide(slate, item(slate), "accept", by="ana")
    slate.add([replace(READ, status="exited")])
    assert levels(slate) == [] and len(review_queue(slate)) == 2


def test_a_later_decision_counts(slate: Store) -> None:
    one = item(slate)
    decide(slate, one, "reject", by="ana")
    decide(slate, one, "accept", by="ben")
    assert levels(slate) == [("actsIn", "attached", "reported")]


def test_who_decided_what_is_kept(slate: Store) -> None:
    decide(slate, item(slate), "reject", by="ana", because="it is an old story")
    rows = list(decided(slate))
    assert [(r["who"], r["decision"], r["on"], r["because"]) for r in rows] == [
        ("ana", "reject", "Christian Bale acts in Heat 2, says Variety", "it is an old story")
    ]


@pytest.mark.parametrize(
    ("correction", "words"),
    [
        ({}, "changes nothing"),
        ({"status": "hired"}, "is not a status"),
        ({"predicate": "stars"}, "is not a predicate"),
        ({"predicate": "setIn"}, "subject of setIn"),
        ({"subject": ""}, "subject is missing"),
        ({"confidence": "1"}, "can't be corrected"),
    ],
)
def test_a_correction_that_is_none_is_refused(slate: Store, correction: dict[str, str | None], words: str) -> None:
    before = set(slate.quads.match([(None, None, None, None)]))
    with pytest.raises(BadInput, match=words):
        decide(slate, item(slate), "correct", by="ana", correction=correction)
    assert set(slate.quads.match([(None, None, None, None)])) == before


@pytest.mark.parametrize(("verdict", "by"), [("maybe", "ana"), ("accept", " ")])
def test_a_decision_that_is_none_and_a_nameless_reviewer_are_refused(slate: Store, verdict: str, by: str) -> None:
    with pytest.raises(BadInput):
        decide(slate, item(slate), verdict, by=by)


@pytest.mark.parametrize(("below", "kinds"), [(1.5, ("report",)), (0.5, ("story",))])
def test_what_cannot_wait_is_refused(slate: Store, below: float, kinds: tuple[str, ...]) -> None:
    with pytest.raises(BadInput):
        review_queue(slate, below=below, kinds=kinds)


def test_readers_can_be_believed_earlier_or_later(slate: Store) -> None:
    slate.threshold = 0.3
    assert (len(review_queue(slate)), len(levels(slate))) == (0, 1)
    slate.threshold = 0.6
    assert (len(review_queue(slate)), len(levels(slate))) == (2, 0)


@pytest.fixture
def merge(store: Store) -> Store:
    names = "Leo DiCaprio", "Leonardo DiCaprio"
    films = HEAT, Entity("Film", "Titanic")
    store.add(
        Report(Claim(Entity("Person", name), "actsIn", film), Source(name), extractor="hand")
        for name, film in zip(names, films, strict=True)
    )
    return store


def test_an_accepted_merge_makes_one_of_two(merge: Store) -> None:
    decide(merge, item(merge, "merge"), "accept", by="ana")
    assert len(levels(merge, "Leonardo DiCaprio")) == 2 and review_queue(merge) == []


def test_a_rejected_merge_is_not_asked_again(merge: Store) -> None:
    made = decide(merge, item(merge, "merge"), "reject", by="ana")
    assert review_queue(merge) == []
    undo(merge, made)
    assert len(review_queue(merge)) == 1


@pytest.fixture
def conflict(store: Store) -> Store:
    claim = Claim(BALE, "actsIn", HEAT)
    for by, day, certainty in (("Variety", "2025-12-29", "reported"), ("Deadline", "2025-12-30", "denied")):
        store.add([Report(claim, Source(by, publisher=by, published=day), "attached", certainty)])
    return store


def test_an_accepted_conflict_leaves_what_is_believed(conflict: Store) -> None:
    decide(conflict, item(conflict, "conflict"), "accept", by="ana")
    assert (review_queue(conflict), levels(conflict)) == ([], [("actsIn", "attached", "denied")])


def test_a_conflict_is_asked_again_when_one_more_disagrees(conflict: Store) -> None:
    decide(conflict, item(conflict, "conflict"), "accept", by="ana")
    source = Source("TheWrap", publisher="TheWrap", published="2025-12-30")
    conflict.add([Report(Claim(BALE, "actsIn", HEAT), source, "attached", "reported")])
    assert [i.kind for i in review_queue(conflict)] == ["conflict"]


def test_a_rejected_conflict_sets_the_believed_side_aside(conflict: Store) -> None:
    made = decide(conflict, item(conflict, "conflict"), "reject", by="ana")
    assert (review_queue(conflict), levels(conflict)) == ([], [("actsIn", "attached", "reported")])
    undo(conflict, made)
    assert levels(conflict) == [("actsIn", "attached", "denied")]


def edited(store: Store, path: Path, edit: Callable[[Rows], None]) -> Path:
    """A sheet of what waits, changed as a person would in a spreadsheet; its first row is that on Bale."""
    rows = list(csv.reader(sheet(sorted(review_queue(store), key=lambda i: "Bale" not in str(i.what))).splitlines()))
    edit(rows)
    with (path / "sheet.csv").open("w", newline="") as file:
        csv.writer(file).writerows(rows)
    return path / "sheet.csv"


def put(row: int, column: str, value: str) -> Callable[[Rows], None]:
    def edit(rows: Rows) -> None:
        rows[row][COLUMNS.index(column)] = value

    return edit


def both(*edits: Callable[[Rows], None]) -> Callable[[Rows], None]:
    def edit(rows: Rows) -> None:
        for one in edits:
            one(rows)

    return edit


def test_a_sheet_brings_decisions_back(slate: Store, tmp_path: Path) -> None:
    changes = both(put(1, "decision", "Correct "), put(1, "status", "in-talks"), put(2, "decision", "reject"))
    imported = bring_back(slate, edited(slate, tmp_path, changes), by="ana")
    assert (imported.made, imported.late, review_queue(slate)) == (2, (), [])
    assert levels(slate) == [("actsIn", "in-talks", "reported")]


def test_what_a_spreadsheet_makes_of_numbers_and_dates_does_not_matter(slate: Store, tmp_path: Path) -> None:
    edits = both(put(1, "decision", "accept"), put(1, "confidence", "0.4"), put(1, "published", "29/12/2025"))
    assert bring_back(slate, edited(slate, tmp_path, edits), by="ana").made == 1


def test_what_was_read_otherwise_meanwhile_is_not_decided(slate: Store, tmp_path: Path) -> None:
    path = edited(slate, tmp_path, put(1, "decision", "accept"))
    slate.add([replace(READ, status="exited")])
    imported = bring_back(slate, path, by="ana")
    assert (imported.made, len(imported.late), levels(slate)) == (0, 1, [])


def test_a_merge_is_decided_whatever_came_meanwhile(merge: Store, tmp_path: Path) -> None:
    path = edited(merge, tmp_path, put(1, "decision", "reject"))
    for name in ("Leo DiCaprio", "Leonardo DiCaprio"):
        merge.add([Report(Claim(Entity("Person", name), "actsIn", Entity("Film", "The Beach")), Source(f"{name} 2"))])
    assert bring_back(merge, path, by="ana").made == 1


def test_a_sheet_left_empty_decides_nothing(slate: Store, tmp_path: Path) -> None:
    assert bring_back(slate, edited(slate, tmp_path, lambda rows: None), by="ana").made == 0


@pytest.mark.parametrize(
    ("edit", "words"),
    [
        (put(1, "decision", "yes"), ":2: 'yes' is not a decision"),
        (both(put(2, "decision", "accept"), put(2, "status", "exited")), ":3: status was changed"),
        (put(1, "status", "exited"), ":2: status was changed, but the decision is empty"),
        (both(put(1, "decision", "accept"), put(1, "item", "report:0")), ":2: 'report:0' is not an item"),
        (both(put(1, "decision", "accept"), put(1, "evidence", "He is in.")), ":2: evidence was changed"),
        (both(put(1, "decision", "accept"), put(1, "item", "first")), ":2: 'first' is not an item"),
        (both(put(1, "decision", "correct"), put(1, "predicate", "stars")), "is not a predicate"),
        (put(1, "decision", "correct"), "changes nothing"),
        (put(0, "decision", "verdict"), ":1: the columns of a review sheet"),
        (lambda rows: rows[1].pop(), ":2: .* cells where the header has"),
        (lambda rows: rows.append([*rows[1][:2], "reject", *rows[1][3:]]) or put(1, "decision", "accept")(rows),
         "contradicts .*:2"),
    ],
)  # fmt: skip
def test_a_sheet_that_was_changed_wrongly_is_refused_whole(
    slate: Store, tmp_path: Path, edit: Callable[[Rows], None], words: str
) -> None:
    before = set(slate.quads.match([(None, None, None, None)]))
    with pytest.raises(BadInput, match=words):
        bring_back(slate, edited(slate, tmp_path, both(put(2, "decision", "accept"), edit)), by="ana")
    assert set(slate.quads.match([(None, None, None, None)])) == before


def test_every_wrong_line_is_named(slate: Store, tmp_path: Path) -> None:
    with pytest.raises(BadClaims) as caught:
        bring_back(slate, edited(slate, tmp_path, both(put(1, "decision", "no"), put(2, "decision", "no"))), by="ana")
    assert [problem.split(":")[1] for problem in caught.value.problems] == ["2", "3"]


def test_contradictory_judgements_in_a_sheet_are_named_and_none_applied(store: Store, tmp_path: Path) -> None:
    names = "Leonardo Dicaprio", "Leo DiCaprio", "Leonardo Wilhelm DiCaprio"
    films = (Entity("Film", f"Film {i}") for i in range(3))
    store.add(Report(Claim(Entity("Person", n), "actsIn", f), Source(n)) for n, f in zip(names, films, strict=True))
    assert len(review_queue(store)) == 3
    edits = both(put(1, "decision", "accept"), put(2, "decision", "accept"), put(3, "decision", "reject"))
    with pytest.raises(BadInput, match="can't all be right"):
        bring_back(store, edited(store, tmp_path, edits), by="ana")
    assert len(review_queue(store)) == 3


def test_two_decisions_on_what_one_source_says_of_one_claim_are_refused(store: Store, tmp_path: Path) -> None:
    store.add([READ, replace(READ, quotation="Bale is in.")])
    edits = both(put(1, "decision", "accept"), put(2, "decision", "reject"))
    with pytest.raises(BadInput, match=r":3: the line contradicts .*:2"):
        bring_back(store, edited(store, tmp_path, edits), by="ana")
    assert len(review_queue(store)) == 2


def test_what_somebody_else_decided_meanwhile_stays_and_is_said(slate: Store, tmp_path: Path) -> None:
    path = edited(slate, tmp_path, both(put(1, "decision", "accept"), put(2, "decision", "accept")))
    decide(slate, item(slate), "reject", by="ana")
    imported = bring_back(slate, path, by="ben")
    assert (imported.made, len(imported.late), levels(slate)) == (1, 1, [])
    assert ":2:" in imported.late[0] and "waits no longer" in imported.late[0]


def test_a_sheet_is_no_formula(store: Store, tmp_path: Path) -> None:
    store.add([replace(READ, quotation="=HYPERLINK(1)", claim=Claim(Entity("Person", "'Ada"), "actsIn", HEAT))])
    text = sheet(review_queue(store))
    assert "'=HYPERLINK(1)" in text and ",=" not in text
    assert bring_back(store, edited(store, tmp_path, put(1, "decision", "accept")), by="ana").made == 1


@given(slates(), st.sampled_from(["accept", "reject"]))
def test_whatever_waits_can_be_decided_and_taken_back(reports: list[Report], verdict: str) -> None:
    store = sg.open_store()
    store.add(reports)
    before = set(store.quads.match([(None, None, None, None)]))
    made = [decide(store, one, verdict, by="ana") for one in review_queue(store, kinds=["report", "conflict"])]
    for one in reversed(made):
        undo(store, one)
    assert set(store.quads.match([(None, None, None, None)])) == before
