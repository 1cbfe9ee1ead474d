"""Many articles at once: what is named, in order, past what is bad, and on from where a killed run stopped."""

import io
import json
import logging
import os
import pickle
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from rich.console import Console
from rich.progress import Progress
from typer.testing import CliRunner, Result

import slategraph as sg
from slategraph import Article, Entity, Report
from slategraph.cli import progress
from slategraph.cli.commands import app
from slategraph.cli.progress import follow
from slategraph.errors import BadInput
from slategraph.extraction.builtin.names.gazetteer import Names, known
from slategraph.extraction.documents.documents import SUFFIXES, Document, document
from slategraph.ingest import readers
from slategraph.ingest.inputs import Reports, Wrong, inputs, paths, size
from slategraph.ingest.journal import Journal
from slategraph.ingest.loading import Loaded, add_files
from slategraph.ingest.readers import Known, Outcome, Reader, read_all, reader

SLATEGRAPH = [sys.executable, "-c", "from slategraph.cli.main import main; main()"]
WITHOUT_NEWS = "The weather in Los Angeles was fine on Tuesday, and nobody had anything to say about it."


def story(number: int, text: str | None = None) -> dict[str, str]:
    told = text or f'Rian Johnson directed "Brick {number}", with Joseph Gordon-Levitt. Focus Features released it.'
    return {"id": f"a{number}", "text": told, "publisher": "Variety", "published": "2006-04-07"}


def lined(path: Path, *rows: dict[str, str] | str) -> Path:
    path.write_text("".join(f"{row if isinstance(row, str) else json.dumps(row)}\n" for row in rows))
    return path


def run(*words: str | Path) -> Result:
    return CliRunner().invoke(app, [str(word) for word in words], prog_name="slategraph")


def begun(*words: str | Path) -> "subprocess.Popen[str]":
    told = [*SLATEGRAPH, *map(str, words)]
    return subprocess.Popen(told, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def wait_for(ready: Callable[[], bool], child: "subprocess.Popen[str]") -> None:
    while not ready() and child.poll() is None:
        time.sleep(0.02)


def articles(lines: str) -> list[str]:
    """The articles of JSON lines of reports, each once, in their order."""
    return list(dict.fromkeys(json.loads(line)["article"] for line in lines.splitlines()))


# what is named


@pytest.fixture
def shelf_of_files(tmp_path: Path) -> Path:
    folder = tmp_path / "shelf"
    (folder / "within").mkdir(parents=True)
    for name in ("b.txt", "a.html", "c.md", "within/d.json", "e.csv.bak", ".hidden.txt", "z.jsonl"):
        (folder / name).write_text("x")
    return folder


def test_a_folder_stands_for_its_articles_in_their_order(shelf_of_files: Path) -> None:
    names = [str(Path(path).relative_to(shelf_of_files)) for path in paths(str(shelf_of_files))]
    assert names == ["a.html", "b.txt", "c.md", "z.jsonl", "within/d.json"]


@pytest.mark.parametrize("ending", sorted(SUFFIXES))
def test_a_folder_stands_for_all_that_can_be_read(tmp_path: Path, ending: str) -> None:
    (tmp_path / f"a{ending.upper()}").touch()
    assert list(paths(str(tmp_path))) == [str(tmp_path / f"a{ending.upper()}")]


def test_a_pattern_that_fits_a_folder_and_what_is_in_it_names_each_file_once(shelf_of_files: Path) -> None:
    names = [str(Path(path).relative_to(shelf_of_files)) for path in paths(str(shelf_of_files / "**"))]
    assert sorted(names) == ["a.html", "b.txt", "c.md", "e.csv.bak", "within/d.json", "z.jsonl"]


@pytest.mark.parametrize(("pattern", "count"), [("*.txt", 1), ("**/*.json", 1), ("[a-c].*", 3), ("with*", 1)])
def test_a_pattern_stands_for_what_fits_it(shelf_of_files: Path, pattern: str, count: int) -> None:
    assert len(list(paths(str(shelf_of_files / pattern)))) == count


def test_a_file_whose_name_looks_like_a_pattern_is_itself(tmp_path: Path) -> None:
    (tmp_path / "a[1].txt").touch()
    assert list(paths(str(tmp_path / "a[1].txt"))) == [str(tmp_path / "a[1].txt")]


def test_a_pattern_that_nothing_fits_is_refused_by_its_name(tmp_path: Path) -> None:
    [found] = inputs([str(tmp_path / "*.html")])
    assert isinstance(found, Wrong) and "*.html does not exist" in found.complaint


def test_a_folder_with_claims_is_claims(tmp_path: Path) -> None:
    (tmp_path / "claims.csv").touch()
    (tmp_path / "a.html").touch()
    assert list(inputs([str(tmp_path)])) == [Reports(str(tmp_path), tmp_path.stat().st_size)]


def test_a_folder_of_nothing_is_refused(tmp_path: Path) -> None:
    [found] = inputs([str(tmp_path)])
    assert isinstance(found, Wrong) and "contains no articles and no claims" in found.complaint


def test_lines_of_articles_are_told_from_lines_of_reports(tmp_path: Path) -> None:
    stories = lined(tmp_path / "stories.jsonl", story(1), story(2))
    reports = lined(tmp_path / "reports.jsonl", {"article": "a", "subject": "b", "predicate": "directs", "object": "c"})
    found = list(inputs([str(stories), str(reports)]))
    assert [type(one) for one in found] == [Document, Document, Reports]


def test_a_bad_first_line_does_not_hide_that_lines_are_articles(tmp_path: Path) -> None:
    found = list(inputs([str(lined(tmp_path / "stories.jsonl", "{", story(1)))]))
    assert [one.said for one in found if isinstance(one, Document)] == [
        f"{tmp_path / 'stories.jsonl'}:1",
        f"{tmp_path / 'stories.jsonl'}:2",
    ]


def test_the_size_is_that_of_the_files(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("12345")
    (tmp_path / "b.txt").write_text("123")
    assert size([str(tmp_path), "https://example.org/a", "-"]) == 8


def test_a_document_has_another_fingerprint_with_another_text_or_name() -> None:
    one = Document(b"a", "x", "x")
    others = [Document(b"b", "x", "x"), Document(b"a", "y", "x"), Document(b"a", "x", "x", url="https://example.org")]
    assert one.fingerprint == Document(b"a", "x", "elsewhere").fingerprint
    assert one.fingerprint not in {other.fingerprint for other in others}


# reading


def test_two_processes_read_what_one_reads(tmp_path: Path) -> None:
    path = str(lined(tmp_path / "stories.jsonl", *map(story, range(6))))
    one, two = (list(read_all(inputs([path]), reader(), jobs=jobs)) for jobs in (1, 2))
    assert one == two and all(isinstance(step, Outcome) and step.reports for step in one)


def test_each_article_that_can_not_be_read_is_named(tmp_path: Path) -> None:
    bad = [story(1) | {"published": "2006-02-31"}, story(2, " "), story(3, "---")]
    stories = lined(tmp_path / "s.jsonl", *bad)
    told = [step.complaint for step in read_all(inputs([str(stories)]), reader(), jobs=1) if isinstance(step, Wrong)]
    assert [told[n].startswith(f"{stories}:{n + 1}") for n in range(3)] == [True] * 3
    assert told[0] == f"{stories}:1: '2006-02-31' is not a day of the calendar."


def test_an_article_at_which_a_reader_stumbles_is_named() -> None:
    broken = Reader("builtin", "builtin/1", names=Names([None]))  # type: ignore[list-item]
    [step] = read_all([document("Brick\n\nRian Johnson directed it.")], broken)
    assert isinstance(step, Wrong) and step.complaint.startswith("text can't be read: AttributeError")


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Amélie (film)", "He saw Amelie twice."),
        ("Conor O’Brien", "CONOR O'BRIEN'S next film"),
        ("Spider-Man", "It is a Spider - Man film."),
        ("J. J. Abrams", "J.J. Abrams produces."),
        ("Heat 2", "the sequel to Heat,\n\n“Heat 2”"),
    ],
)
def test_a_name_of_the_graph_is_found_however_it_is_written(name: str, text: str) -> None:
    one, other = Entity("Film", name), Entity("Film", "Brick")
    assert Names([other, one]).within(text) == (one,)


def test_of_the_names_of_a_graph_an_article_gets_those_in_it(monkeypatch: pytest.MonkeyPatch) -> None:
    told = list[object]()

    def noting(article: Article, names: object, **_: object) -> Iterator[Report]:
        told.append(names)
        return iter(())

    monkeypatch.setattr(readers, "extract", noting)
    brick, crowd = Entity("Film", "Brick"), [Entity("Person", f"Ada Person {n}") for n in range(1000)]
    by = reader(names=[*crowd, brick])
    by.read(document("News\n\nRian Johnson directed Brick."))
    pickle.loads(pickle.dumps(by)).read(document("Brick\n\nAda Person 7 wrote it."))
    assert told == [(brick,), (crowd[7], brick)]


def test_with_names_of_the_graph_the_same_is_found_as_with_those_in_the_article() -> None:
    crowd = [Entity("Film", f"{word} {n}") for word in ("Brick", "Heat", "Focus") for n in range(3)]
    words = ["Rian", "Johnson", "directed", "Brick", "2", "for", "Focus", "Features", ",", "and", "Heat", "1", "."]
    some = Names(crowd).within(" ".join(words))
    assert list(known(some).find(words)) == list(known(crowd).find(words)) != []


def test_where_there_is_nothing_to_read_the_names_are_not_asked_for(store: sg.Store, tmp_path: Path) -> None:
    def never() -> Iterator[Entity]:
        raise AssertionError
        yield

    (tmp_path / "claims.csv").write_text("subject,predicate,object\nAda,directs,Heat 2\n")
    assert added(store, tmp_path / "claims.csv", by=reader(names=never())) == ["Loaded"]


def test_another_day_or_paper_is_another_reading() -> None:
    found = document("Brick\n\nRian Johnson directed it.")
    by = [reader(), reader(published="2006"), reader(publisher="Variety")]
    assert len({one.reading(found) for one in by}) == 3


def test_what_a_reader_notes_elsewhere_comes_back_with_the_outcome(monkeypatch: pytest.MonkeyPatch) -> None:
    def noting(article: Article, **_: object) -> Iterator[Report]:
        logging.getLogger("slategraph.extraction.llm").info("cost %d", 3)
        return iter(())

    monkeypatch.setattr(readers, "extract", noting)
    found = document("Brick\n\nRian Johnson directed it.")
    assert reader().read(found).notes == ()
    monkeypatch.setattr(readers, "parent_process", lambda: "another")
    assert reader().read(found).notes == ((logging.INFO, "cost 3"),)


# extract


def test_extract_goes_on_after_what_is_bad_and_names_it(tmp_path: Path) -> None:
    (tmp_path / "shelf").mkdir()
    lined(tmp_path / "shelf" / "b.jsonl", story(1), "{", {"id": "x"}, story(2))
    (tmp_path / "shelf" / "a.pdf").write_bytes(b"%PDF-broken")
    (tmp_path / "shelf" / "c.txt").write_text('Rian Johnson directed "Brick".')
    result = run("extract", tmp_path / "shelf", "--jobs", "2")
    told = result.stderr.splitlines()
    assert (result.exit_code, articles(result.stdout)) == (1, ["a1", "a2", "c"])
    assert [any(name in line for line in told) for name in ("a.pdf", "b.jsonl:2", "b.jsonl:3")] == [True] * 3


def test_extract_into_a_file_goes_on_where_a_killed_run_stopped(tmp_path: Path) -> None:
    stories = lined(tmp_path / "s.jsonl", *(story(n, WITHOUT_NEWS if n % 5 == 4 else None) for n in range(60)))
    out, whole = tmp_path / "out.jsonl", tmp_path / "whole.jsonl"
    run("extract", stories, "--output", whole, "--jobs", "1")
    killed = 0
    for lines in (5, 20):
        child = begun("extract", stories, "--output", out, "--jobs", "2")
        wait_for(lambda: out.exists() and out.read_bytes().count(b"\n") > lines, child)  # noqa: B023
        child.kill()
        child.communicate()
        killed += child.returncode == -signal.SIGKILL
    result = run("extract", stories, "--output", out, "--jobs", "1")
    assert killed and result.exit_code == 0 and "already read" in result.stderr
    assert out.read_bytes() == whole.read_bytes()
    run("extract", stories, "--output", out)
    assert out.read_bytes() == whole.read_bytes()


def test_extract_reads_lines_from_standard_input_as_they_come() -> None:
    told = [*SLATEGRAPH, "extract", "-", "--jobs", "1"]
    child = subprocess.Popen(told, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    assert child.stdin is not None and child.stdout is not None
    for number in (1, 2, 3):
        child.stdin.write(f"{json.dumps(story(number))}\n")
        child.stdin.flush()
    first = child.stdout.readline()
    child.stdin.write("{\n")
    child.stdin.close()
    rest, said = child.stdout.read(), child.stderr.read() if child.stderr else ""
    assert (child.wait(), articles(first + rest)) == (1, ["a1", "a2", "a3"])
    assert said.startswith("slategraph: standard-input:4 is not JSON")


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (json.dumps(story(1)), ""),
        (json.dumps(story(1), indent=1), ""),
        (json.dumps(story(1)) + "\n", ""),
        ("Brick\n\nRian Johnson directed Brick.\n", ""),
        ("", "standard-input is empty"),
        ('{"article": "a", "predicate": "directs"}\n' * 2, "give reports as a .jsonl file"),
        ("film " * 4_000_001, "larger than 20 MB"),
        ("film\n" * 4_000_001, "larger than 20 MB"),
    ],
)
def test_standard_input_is_one_article_unless_it_is_lines(given: str, said: str) -> None:
    result = CliRunner().invoke(app, ["extract", "-"], input=given)
    assert (result.exit_code, said in result.stderr, bool(result.stdout)) == (bool(said), True, not said)


@pytest.mark.parametrize("command", ["extract", "add"])
def test_a_private_address_is_read_where_that_is_allowed(tmp_path: Path, command: str) -> None:
    store = ("--store", tmp_path / "slate.db") if command == "add" else ()
    refused, tried = (run(command, "http://127.0.0.1:9/a", *store, *more) for more in ((), ("--allow-private",)))
    assert "--allow-private" in refused.stderr and "127.0.0.1:9/a can't be read" in tried.stderr


def test_output_takes_no_table(tmp_path: Path) -> None:
    assert run("extract", "x.txt", "--format", "table", "--output", tmp_path / "out").exit_code == 2


def test_an_interrupt_keeps_what_is_done_and_is_one_sentence(tmp_path: Path) -> None:
    stories = lined(tmp_path / "s.jsonl", *map(story, range(200)))
    out = tmp_path / "out.jsonl"
    child = begun("extract", stories, "--output", out, "--jobs", "2")
    wait_for(lambda: out.exists() and out.stat().st_size > 0, child)
    os.kill(child.pid, signal.SIGINT)
    _, said = child.communicate(timeout=30)
    assert (child.returncode, said) == (130, "slategraph: Interrupted. Finished work has been saved.\n")
    done = articles(out.read_text())
    assert done == [f"a{n}" for n in range(len(done))] and done


# progress


def followed(monkeypatch: pytest.MonkeyPatch, *, is_terminal: bool) -> str:
    """What is on stderr at the end of 20 articles of 10 bytes, 10 read before and then 10 in 10 seconds."""
    shown, moments = io.StringIO(), iter([*[0.0] * 11, *map(float, range(1, 11))])
    monkeypatch.setattr(progress, "Console", lambda stderr: Console(file=shown, force_terminal=is_terminal, width=120))
    monkeypatch.setattr(time, "monotonic", lambda: next(moments))
    known, read = Known(Document(b"x" * 10, "a", "a"), "a"), Reports("a", 10)
    steps: list[Known | Reports] = [*[known] * 10, *[read] * 10]
    list(follow(steps, "Reading", lambda: 400))
    return shown.getvalue()


def test_a_terminal_sees_the_rate_of_what_is_read_and_an_estimate(monkeypatch: pytest.MonkeyPatch) -> None:
    shown = followed(monkeypatch, is_terminal=True)
    assert "Reading: 20 " in shown and " 60 a minute, " in shown and " left" in shown


def test_what_was_read_before_does_not_make_the_rest_seem_near(monkeypatch: pytest.MonkeyPatch) -> None:
    told = list[tuple[float | None, float]]()
    update = Progress.update

    def noting(self: Progress, task: Any, **options: Any) -> None:
        update(self, task, **options)
        told.append((self.tasks[0].total, self.tasks[0].completed))

    monkeypatch.setattr(Progress, "update", noting)
    followed(monkeypatch, is_terminal=True)
    assert (told[9], told[19]) == ((300, 0), (300, 100))


def test_in_a_pipe_nothing_of_it_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    assert followed(monkeypatch, is_terminal=False) == ""


# the journal


def test_a_journal_takes_out_what_was_cut_short(tmp_path: Path) -> None:
    with Journal(tmp_path / "out") as journal:
        journal.write("one", "1\n")
    with (tmp_path / "out.read").open("a") as log, (tmp_path / "out").open("a") as out:
        log.write("0123456789abcdef 2 ")
        out.write("2 and a ha")
    with Journal(tmp_path / "out") as journal:
        assert journal.holds("one") and not journal.holds("two")
        journal.write("two", "2\n")
    assert (tmp_path / "out").read_text() == "1\n2\n"


def test_a_journal_leaves_what_others_added(tmp_path: Path) -> None:
    with Journal(tmp_path / "out") as journal:
        journal.write("one", "1\n")
    with (tmp_path / "out").open("a") as out:
        out.write("by hand\n")
    with Journal(tmp_path / "out") as journal:
        journal.write("two", "2\n")
    assert (tmp_path / "out").read_text() == "1\nby hand\n2\n"


@pytest.mark.parametrize("begin_anew", [Path.unlink, lambda path: path.write_text("")])
def test_where_the_file_is_removed_or_emptied_its_journal_begins_anew(
    tmp_path: Path, begin_anew: Callable[[Path], object]
) -> None:
    with Journal(tmp_path / "out") as journal:
        journal.write("one", "1\n")
    begin_anew(tmp_path / "out")
    with Journal(tmp_path / "out") as journal:
        assert not journal.holds("one")
        journal.write("one", "1\n")
    assert (tmp_path / "out").read_text() == "1\n"
    with Journal(tmp_path / "out") as journal:
        assert journal.holds("one")


def test_a_file_shorter_than_its_journal_says_is_left_alone(tmp_path: Path) -> None:
    with Journal(tmp_path / "out") as journal:
        journal.write("one", "1\n")
        journal.write("two", "2\n")
    (tmp_path / "out").write_text("1")
    with pytest.raises(BadInput, match="is shorter than"):
        Journal(tmp_path / "out")
    assert (tmp_path / "out").read_text() == "1"


def test_a_file_without_its_journal_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("mine\n")
    with pytest.raises(BadInput, match="exists without"):
        Journal(tmp_path / "out")
    assert (tmp_path / "out").read_text() == "mine\n"


def test_a_file_that_another_writes_is_left_alone(tmp_path: Path) -> None:
    with Journal(tmp_path / "out"), pytest.raises(BadInput, match="by another process"):
        Journal(tmp_path / "out")


# add


def added(store: sg.Store, *names: Path, again: bool = False, by: Reader | None = None) -> list[str]:
    steps = add_files(store, map(str, names), by or reader(), again=again, jobs=1)
    return [type(step).__name__ for step in steps]


def test_add_reads_an_article_once(store: sg.Store, tmp_path: Path) -> None:
    stories = lined(tmp_path / "s.jsonl", story(1), story(2, WITHOUT_NEWS))
    assert added(store, stories) == ["Loaded", "Loaded"]
    assert added(store, stories) == ["Known", "Known"]


def test_of_two_texts_from_one_address_the_later_counts_however_often_they_are_added(
    store: sg.Store, tmp_path: Path
) -> None:
    rows = [story(number) | {"url": "https://variety.example/brick"} for number in (1, 2)]
    stories = lined(tmp_path / "s.jsonl", *rows)
    told = list[set[str]]()
    for _ in range(3):
        added(store, stories)
        told.append(
            {str(getattr(r.claim.object, "name", "")) for r in store.reports() if r.claim.predicate == "directs"}
        )
    assert told == [{"Brick 2"}] * 3


def test_add_reads_again_when_told(store: sg.Store, tmp_path: Path) -> None:
    stories = lined(tmp_path / "s.jsonl", story(1))
    added(store, stories)
    before = list(store.reports())
    assert added(store, stories, again=True) == ["Loaded"] and list(store.reports()) == before


def test_add_reads_again_with_another_version(store: sg.Store, tmp_path: Path) -> None:
    stories = lined(tmp_path / "s.jsonl", story(1))
    added(store, stories)
    newer = Reader("builtin", "builtin/999")
    assert added(store, stories, by=newer) == ["Loaded"]
    assert (added(store, stories, by=newer), added(store, stories)) == (["Known"], ["Loaded"])


def test_add_reads_again_what_was_removed(store: sg.Store, tmp_path: Path) -> None:
    stories = lined(tmp_path / "s.jsonl", story(1))
    added(store, stories)
    store.remove(next(store.sources()))
    assert added(store, stories) == ["Loaded"] and list(store.reports())


def test_add_takes_claims_and_articles_side_by_side(store: sg.Store, tmp_path: Path) -> None:
    (tmp_path / "claims.csv").write_text("subject,predicate,object\nAda,directs,Heat 2\n")
    (tmp_path / "bad.csv").write_text("subject,verb\n")
    names = [tmp_path / "claims.csv", lined(tmp_path / "s.jsonl", story(1)), tmp_path / "bad.csv"]
    assert added(store, *names) == ["Loaded", "Loaded", "Wrong"]


def test_add_goes_on_where_a_killed_run_stopped(tmp_path: Path) -> None:
    stories, folder = lined(tmp_path / "s.jsonl", *map(story, range(40))), tmp_path / "slate.db"
    child = begun("add", stories, "--store", folder, "--jobs", "2")
    assert child.stdout is not None
    first = [child.stdout.readline() for _ in range(5)]
    child.kill()
    child.communicate()
    result = run("add", stories, "--store", folder, "--jobs", "1")
    with sg.open_store(folder) as store, sg.open_store() as whole:
        added(whole, stories)
        assert sorted(r.id for r in store.reports()) == sorted(r.id for r in whole.reports())
    assert first[4].startswith(f"{stories}:5: ") and "already read" in result.stderr


def test_add_holds_few_articles_at_a_time(store: sg.Store, tmp_path: Path) -> None:
    ahead = list[int]()

    def coming() -> Iterator[str]:
        for number in range(30):
            ahead.append(number)
            yield str(lined(tmp_path / f"{number}.jsonl", story(number)))

    steps = add_files(store, coming(), reader(), jobs=2)
    assert [len(ahead) - done for done, step in enumerate(steps, 1) if isinstance(step, Loaded)] <= [9] * 30


def test_the_options_are_there() -> None:
    told = " ".join(run("add", "--help").stdout.split())
    assert all(option in told for option in ("--jobs", "--cluster", "--again"))


def test_extract_knows_the_names_of_a_store(tmp_path: Path) -> None:
    text = tmp_path / "story.txt"
    text.write_text("Ada Moss will direct Honolulu, a thriller about a hotel fire, for Netflix.")
    folder = tmp_path / "slate.db"
    with sg.open_store(folder) as store:
        store.add(
            [
                Report(
                    sg.Claim(sg.Entity("Person", "Ada Moss"), "directs", sg.Entity("Film", "Honolulu")), sg.Source("a")
                )
            ]
        )
    told = run("extract", text, "--store", folder)
    assert ("Ada Moss", "directs", "Honolulu") in [
        (line["subject"], line["predicate"], line["object"]) for line in map(json.loads, told.stdout.splitlines())
    ]
