"""The commands of those who decide, in the terminal."""

import os
import pty
import subprocess
import sys
from dataclasses import replace
from itertools import combinations
from pathlib import Path

import pytest
from test_commands import SLATEGRAPH, process, refused, run

import slategraph as sg
from slategraph import Claim, Entity, Report, Source

BALE, HEAT = Entity("Person", "Christian Bale"), Entity("Film", "Heat 2")
ADDRESS = "https://example.org/bale"
READ = Report(
    Claim(BALE, "actsIn", HEAT),
    Source(ADDRESS, publisher="Variety", published="2025-12-29", url=ADDRESS),
    quotation="Bale is in talks.",
    extractor="builtin/1",
    confidence=0.4,
    before="The studio says so:",
)


@pytest.fixture
def slate(tmp_path: Path) -> Path:
    """A store in which two reports, a merge and a conflict wait."""
    folder = tmp_path / "slate.db"
    leo, leonardo = (Entity("Person", name) for name in ("Leo DiCaprio", "Leonardo DiCaprio"))
    mann = Claim(Entity("Person", "Michael Mann"), "directs", HEAT)
    with sg.open_store(folder) as store:
        store.add([READ, replace(READ, claim=Claim(BALE, "portrays", Entity("Character", "Hanna"), HEAT))])
        store.add([Report(Claim(leo, "actsIn", HEAT), Source("a", publisher="A", published="2025-01-01"))])
        store.add([Report(Claim(leonardo, "actsIn", Entity("Film", "Titanic")), Source("b", published="1996"))])
        for by, certainty in (("Variety", "reported"), ("Deadline", "denied")):
            store.add([Report(mann, Source(by, publisher=by, published="2025-10-07"), certainty=certainty)])
    return folder


def level(slate: Path, name: str = "Christian Bale") -> str:
    return run("show", name, store=slate).stdout


def test_the_review_shows_the_sentence_with_the_quotation_marked(slate: Path) -> None:
    shown = run("review", store=slate, stdin="q\n").stdout
    assert "Christian Bale acts in Heat 2: attached, reported" in shown or "portrays Hanna in Heat 2" in shown
    assert (
        "The studio says so: »Bale is in talks.«" in shown and "Variety, 2025-12-29, read by builtin/1 at 0.40" in shown
    )


def test_a_walk_decides_skips_and_takes_back(slate: Path) -> None:
    result = run("review", "--by", "ana", store=slate, stdin="accept\nu\nr\nskip\na\na\n")
    assert result.exit_code == 0 and "Undone." in result.stdout
    assert "3 decided, 1 left." in result.stdout
    assert "ana" in run("review", "--decided", "--format", "csv", store=slate).stdout


def test_a_correction_is_asked_field_by_field(slate: Path) -> None:
    run("review", "--kind", "report", store=slate, stdin="c\n\nproduces\n\n\n\nrumored\nq\n")
    assert "produces" in level(slate) and "rumored" in level(slate)


def test_a_wrong_correction_is_said_and_asked_again(slate: Path) -> None:
    result = run("review", "--kind", "report", store=slate, stdin="c\n\nstars\n\n\n\n\nq\n")
    assert "is not a predicate" in result.stderr and "0 decided, 2 left." in result.stdout


def test_an_answer_that_is_none_lists_the_answers(slate: Path) -> None:
    assert "undo the last decision" in run("review", store=slate, stdin="hm\nq\n").stdout


def test_the_end_of_the_input_ends_the_review(slate: Path) -> None:
    result = run("review", store=slate, stdin="a\n")
    assert (result.exit_code, "1 decided, 3 left." in result.stdout) == (0, True)


def test_nothing_that_waits_is_said(tmp_path: Path) -> None:
    sg.open_store(tmp_path / "slate.db").close()
    assert run("review", store=tmp_path / "slate.db").stdout == "The review queue is empty.\n"


def test_a_merge_decided_by_another_is_not_asked(slate: Path) -> None:
    run("merge", "Leo DiCaprio", "Leonardo DiCaprio", store=slate)
    assert "1 of 1, conflict" in run("review", "--kind", "merge", "--kind", "conflict", store=slate, stdin="q\n").stdout


def test_what_one_decision_settles_is_not_asked_again(tmp_path: Path) -> None:
    with sg.open_store(tmp_path / "slate.db") as store:
        store.add([READ, replace(READ, quotation="Bale is in.")])
    assert "1 decided, 0 left." in run("review", store=tmp_path / "slate.db", stdin="reject\n").stdout


def test_a_terminal_sees_the_quotation_in_reverse(slate: Path) -> None:
    """A real pseudo-terminal, as a person has it."""
    ours, theirs = pty.openpty()
    told = os.environ | {"SLATEGRAPH_STORE": str(slate), "TERM": "xterm"}
    words = [*SLATEGRAPH, "review", "--kind", "report"]
    shown = b""
    with subprocess.Popen(words, stdin=theirs, stdout=theirs, stderr=theirs, env=told) as walking:
        os.close(theirs)
        while b"?]" not in shown:
            shown += os.read(ours, 4096)
        os.write(ours, b"q\n")
        walking.wait(timeout=60)
    os.close(ours)
    assert b"\x1b[7m\xc2\xbbBale is in talks.\xc2\xab" in shown


def test_a_second_reviewer_is_told(slate: Path) -> None:
    with sg.open_store(slate):
        second = process("review", "--wait", "0", store=slate)
    assert second.returncode == 1 and b"is open for writing by process" in second.stderr


def test_a_sheet_goes_out_and_comes_back(slate: Path, tmp_path: Path) -> None:
    path = tmp_path / "sheet.csv"
    assert "4 to decide" in run("review", "--export", path, store=slate).stdout
    path.write_text(path.read_text().replace(",report,,", ",report,accept,"))
    assert "2 decisions applied" in run("review", "--import", path, "--by", "ana", store=slate).stdout
    assert "Hanna" in level(slate)
    late = run("review", "--import", path, store=slate)
    assert late.exit_code == 1 and late.stderr.count("waits no longer") == 2


def test_a_sheet_changed_wrongly_is_refused_with_its_lines(slate: Path, tmp_path: Path) -> None:
    path = tmp_path / "sheet.csv"
    run("review", "--export", path, store=slate)
    path.write_text(path.read_text().replace(",report,,", ",report,maybe,"))
    result = run("review", "--import", path, store=slate)
    assert result.exit_code == 1 and f"{path}:2:" in result.stderr and f"{path}:3:" in result.stderr
    assert "No decision of the sheet was applied." in result.stderr


def test_export_and_import_at_once_are_a_wrong_use(slate: Path, tmp_path: Path) -> None:
    assert run("review", "--export", tmp_path / "a", "--import", tmp_path / "b", store=slate).exit_code == 2


def test_conflicts_are_shown(slate: Path) -> None:
    assert "attached, denied" in run("conflicts", store=slate).stdout
    assert refused(run("conflicts", "--on", "soon", store=slate), "is not a date")


def test_names_are_merged_and_parted(slate: Path) -> None:
    assert "are the same" in run("merge", "Leo DiCaprio", "Leonardo DiCaprio", "--by", "ana", store=slate).stdout
    assert "Heat 2" in level(slate, "Leonardo DiCaprio")
    assert (
        "are different (ana" in run("unmerge", "Leo DiCaprio", "Leonardo DiCaprio", "--by", "ana", store=slate).stdout
    )
    assert "Heat 2" not in level(slate, "Leonardo DiCaprio")
    assert refused(run("unmerge", "Leo DiCaprio", "Leonardo DiCaprio", store=slate), "there is nothing to undo")


def test_a_merge_that_contradicts_what_was_judged_is_refused(slate: Path) -> None:
    with sg.open_store(slate) as store:
        store.add([Report(Claim(Entity("Person", "L. DiCaprio"), "actsIn", HEAT), Source("c"))])
    run("merge", "Leo DiCaprio", "Leonardo DiCaprio", store=slate)
    run("merge", "Leo DiCaprio", "L. DiCaprio", store=slate)
    run("unmerge", "Leo DiCaprio", "L. DiCaprio", store=slate)
    assert refused(run("merge", "Leonardo DiCaprio", "L. DiCaprio", store=slate), "can't all be right")


def test_to_part_two_that_are_one_by_way_of_others_too_is_said(slate: Path) -> None:
    with sg.open_store(slate) as store:
        store.add([Report(Claim(Entity("Person", "L. DiCaprio"), "actsIn", HEAT), Source("c"))])
    names = "Leo DiCaprio", "Leonardo DiCaprio", "L. DiCaprio"
    for one, other in combinations(names, 2):
        run("merge", one, other, store=slate)
    parted = run("unmerge", *names[:2], store=slate)
    assert "are different" in parted.stdout and "can't all be right" in parted.stderr


def test_a_reviewer_whom_the_system_has_no_name_for_is_asked_for_one(
    slate: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def nobody() -> str:
        raise KeyError("getpwuid(): uid not found: 4242")

    monkeypatch.setattr("getpass.getuser", nobody)
    monkeypatch.delenv("SLATEGRAPH_REVIEWER", raising=False)
    assert refused(
        run("merge", "Leo DiCaprio", "Leonardo DiCaprio", store=slate), "needs the name of the person who judges"
    )


def test_a_merge_of_two_types_is_refused(slate: Path) -> None:
    assert refused(run("merge", "Christian Bale", "Heat 2", store=slate), "no person named 'Heat 2'")


def test_resolve_merges_what_is_sure_and_lists_the_rest(slate: Path) -> None:
    dry = run("resolve", "--dry-run", store=slate).stdout
    assert "Leo DiCaprio" in dry and "1 possible duplicate" in dry
    with sg.open_store(slate) as store:
        store.add([Report(Claim(Entity("Person", "J.J. Abrams"), "produces", HEAT), Source("d"))])
        store.add([Report(Claim(Entity("Person", "J. J. Abrams, Jr."), "produces", HEAT), Source("e"))])
        store.add([Report(Claim(Entity("Person", "Leo DiCaprio"), "actsIn", Entity("Film", "Titanic")), Source("f"))])
    assert "1 merged:" in run("resolve", store=slate).stdout


def test_a_source_is_shown_and_put_right(slate: Path) -> None:
    assert "2025-12-29" in run("source", ADDRESS, store=slate).stdout
    assert "2025-11-30" in run("source", ADDRESS, "--published", "2025-11-30", store=slate).stdout
    assert "published" not in run("source", ADDRESS, "--published", "", store=slate).stdout


def test_a_retracted_source_counts_until_then(slate: Path) -> None:
    with sg.open_store(slate) as store:
        store.add([Report(Claim(BALE, "produces", HEAT), Source("f", published="2025-01-01"))])
    run("source", "f", "--retracted", "2025-06-01", store=slate)
    assert "Christian Bale" in run("show", "Heat 2", "--on", "2025-05-31", store=slate).stdout
    assert "Christian Bale" not in run("show", "Heat 2", "--on", "2025-06-01", store=slate).stdout
    assert "went" in run("history", "Heat 2", store=slate).stdout


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("source", "https://example.org/none"), "has no source"),
        (("source", ADDRESS, "--published", "2025-02-30"), "not a day of the calendar"),
        (("source", ADDRESS, "--retracted", "soon"), "is not a date"),
        (("source", ADDRESS, "--retracted", "2999-01-01"), "is in the future"),
        (("review", "--below", "2"), "between 0 and 1"),
        (("review", "--import", "nowhere.csv"), "can't be read"),
        (("add", "--believe", "7"), "between 0 and 1"),
        (("show", "Heat 2", "--known-on", "2025-13"), "is not a date"),
    ],
)
def test_bad_input_is_one_sentence(slate: Path, arguments: tuple[str, ...], words: str) -> None:
    assert refused(run(*arguments, store=slate), words)


def test_what_the_store_knew_by_a_day(slate: Path) -> None:
    assert "No source reports on it" in run("show", "Heat 2", "--known-on", "2020-01-01", store=slate).stdout


def test_an_article_without_a_day_takes_the_one_that_is_given(tmp_path: Path) -> None:
    (tmp_path / "story.txt").write_text('Rian Johnson directed "Brick", with Joseph Gordon-Levitt.')
    store = tmp_path / "slate.db"
    run("add", tmp_path / "story.txt", "--published", "2006-04-07", "--publisher", "Variety", store=store)
    with sg.open_store(store) as slate:
        assert {(r.source.published, r.source.publisher) for r in slate.reports()} == {("2006-04-07", "Variety")}


def test_a_reader_that_is_believed_from_a_higher_confidence_on(slate: Path) -> None:
    assert "Confidence threshold set to 0.3." in run("add", "--believe", "0.3", store=slate).stdout
    assert "Hanna" in level(slate)


KILLED = """
import sys
from slategraph import open_store, Claim, Entity, Report, Source
from slategraph.identity.resolution import judge, unjudge
with open_store(sys.argv[1]) as store:
    film = Entity("Film", "Heat 2")
    names = [Entity("Person", name) for name in ("Leo DiCaprio", "Leonardo DiCaprio")]
    pairs = [(one, i) for one in names for i in range(300)]
    store.add(Report(Claim(one, "actsIn", Entity("Film", f"F{i}")), Source(f"{i}")) for one, i in pairs)
    print("ready", flush=True)
    while True:
        judge(store, names[0].id, names[1].id, "same", by="ana")
        unjudge(store, names[0].id, names[1].id)
"""


@pytest.mark.parametrize("patience", [0.05, 0.2, 0.4])
def test_a_kill_in_the_middle_of_a_recomputation_leaves_all_or_nothing_of_it(tmp_path: Path, patience: float) -> None:
    folder = tmp_path / "slate.db"
    words = [sys.executable, "-c", KILLED, str(folder)]
    with subprocess.Popen(words, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout and process.stdout.readline() == "ready\n"
        with pytest.raises(subprocess.TimeoutExpired):
            process.wait(timeout=patience)
        process.kill()
    with sg.open_store(folder) as store:
        standings = store.decisions().standings(store.reports())
        stated = {
            ox_id for (ox_id,) in sg.query(store, "SELECT ?s { GRAPH graph:standings { ?s a sg:Standing } }").rows
        }
        named = {name for (name,) in sg.query(store, "SELECT DISTINCT ?p { ?p sg:actsIn ?f }").rows}
        assert len(stated) == len(standings) == 300 * len(named)
