"""The command line: each command with good and bad input; what is wrong is one sentence and never a traceback."""

import json
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import pyoxigraph as ox
import pytest
from typer.testing import CliRunner, Result

import slategraph as sg
from slategraph.cli.commands import COMMANDS, app
from slategraph.files import shipped
from slategraph.viewer.layout import LAYOUTS

CLAIMS = "subject,predicate,object\nAda,directs,Heat 2\n"
SLATEGRAPH = [sys.executable, "-c", "from slategraph.cli.main import main; main()"]


def run(*arguments: str | Path, store: Path | None = None, stdin: str | None = None) -> Result:
    environment = {"SLATEGRAPH_STORE": str(store)} if store else {}
    return CliRunner().invoke(app, [str(a) for a in arguments], input=stdin, env=environment, prog_name="slategraph")


def process(
    *arguments: str | Path, store: Path, environment: dict[str, str] | None = None, stdin: str | None = None
) -> subprocess.CompletedProcess[bytes]:
    told = os.environ | {"SLATEGRAPH_STORE": str(store)} | (environment or {})
    words = [*SLATEGRAPH, *map(str, arguments)]
    return subprocess.run(words, capture_output=True, env=told, check=False, input=stdin.encode() if stdin else None)


def refused(result: Result, *words: str) -> bool:
    """Status 1, nothing on stdout, one sentence on stderr with these words in it."""
    sentence = result.stderr
    one = sentence.startswith("slategraph: ") and sentence.count("\n") == 1 and sentence.rstrip()[-1] in ".?)"
    said = all(word in sentence for word in words)
    return result.exit_code == 1 and result.stdout == "" and one and said and isinstance(result.exception, SystemExit)


@pytest.fixture
def claims(tmp_path: Path) -> Path:
    (tmp_path / "claims.csv").write_text(CLAIMS)
    return tmp_path / "claims.csv"


@pytest.mark.parametrize("command", COMMANDS)
def test_help_shows_an_example(command: str) -> None:
    result = run(command, "--help")
    assert result.exit_code == 0 and f"Example: slategraph {command}" in " ".join(result.stdout.split())


def test_help_lists_every_command() -> None:
    assert all(command in run("--help").stdout for command in COMMANDS)


def test_a_command_that_is_none_is_a_wrong_use() -> None:
    assert run("watch").exit_code == 2


# show


@pytest.mark.parametrize("name", ["Heat 2", "heat 2", "film:heat-2"])
def test_show_prints_the_project(shelf: Path, name: str) -> None:
    result = run("show", name, store=shelf)
    assert result.exit_code == 0 and result.stdout.startswith("Heat 2 (Film)")


def test_show_says_on_which_day(shelf: Path) -> None:
    assert "as of 2025-10-31" in run("show", "Heat 2", "--on", "2025-10-31", store=shelf).stdout


def test_show_says_that_nothing_was_known(shelf: Path) -> None:
    for form in ("text", "table", "markdown"):
        shown = run("show", "Heat 2", "--on", "1900-01-01", "--format", form, store=shelf).stdout
        assert "No source reports on it by 1900-01-01." in shown
    assert "Nothing changed" in run("diff", "--from", "1900", "--to", "1901", store=shelf).stdout
    assert "No sources" in run("conflicts", "--on", "1900", store=shelf).stdout


def test_each_claim_says_why_it_is_believed(shelf: Path) -> None:
    assert "has it as" in run("show", "Heat 2", store=shelf).stdout


def test_show_prints_one_object(shelf: Path) -> None:
    page = json.loads(run("show", "Heat 2", "--format", "json", store=shelf).stdout)
    assert set(page) >= {"name", "type", "on", "claims"}


@pytest.mark.parametrize("form", ["text", "markdown", "table", "csv", "tsv"])
def test_show_takes_every_format(shelf: Path, form: str) -> None:
    result = run("show", "Heat 2", "--format", form, store=shelf)
    assert result.exit_code == 0 and "Michael Mann" in result.stdout


@pytest.mark.parametrize("name", ["", "Heet", "film: a b", '"; DROP', "\udcff", "x" * 10_000])
def test_show_refuses_a_name_that_is_not_there(shelf: Path, name: str) -> None:
    assert refused(run("show", name, store=shelf), "The graph knows no entity named")


@pytest.mark.parametrize("on", ["2025-13-01", "2025-02-30", "0000", ""])
def test_show_refuses_a_day_that_is_none(shelf: Path, on: str) -> None:
    assert refused(run("show", "Heat 2", "--on", on, store=shelf), "is not a da")


def test_show_refuses_a_store_that_is_not_there(tmp_path: Path) -> None:
    assert refused(run("show", "Heat 2", store=tmp_path / "none.db"), "There is no store", "slategraph add --curated")


# query


def test_query_without_a_question_lists_the_saved_ones() -> None:
    assert "who-is-attached" in run("query").stdout


def test_query_answers_a_saved_one(shelf: Path) -> None:
    assert "Christian Bale" in run("query", "who-is-attached", "project=Heat 2", store=shelf).stdout


def test_query_reads_sparql_from_standard_input(shelf: Path) -> None:
    result = run("query", "-", "--format", "csv", store=shelf, stdin="SELECT ?x { film:heat-2 sg:stage ?x }")
    assert result.stdout.split() == ["x", "https://w3id.org/slategraph/stage/pre-production"]


@pytest.mark.parametrize("form", ["table", "json", "xml", "rows", "csv", "tsv", "markdown"])
def test_query_takes_every_format(shelf: Path, form: str) -> None:
    assert "Heat 2 (novel)" in run("query", "adaptations", "--format", form, store=shelf).stdout


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["who-is-attached"], "needs project"),
        (["who-is-attached", "film=Heat 2"], "has no parameter 'film'"),
        (["who-is-attached", "store=x"], "has no parameter 'store'"),
        (["who-is-attached", "Heat 2"], "is not a parameter: write name=value"),
        (["who-is-attached", "project=Heet"], "no film or series named 'Heet'"),
        (["who-was-attached"], "no saved query"),
        (["SELECT ?x WHERE {"], "line 1, column"),
        (["INSERT DATA { film:a sg:stage stage:filming }"], "This is an update"),
        (["SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }"], "--allow-service"),
        (
            ["SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } ORDER BY ?i ?a", "--timeout", "0.3"],
            "stopped after 0.3 seconds",
        ),
        (["SELECT * { ?a ?b ?c }", "--max-rows", "9"], "more than 9 rows"),
        (["SELECT * { ?a a sg:Flim }"], "did you mean 'sg:Film'"),
        (["SELEC * { ?a ?b ?c }"], "line 1, column 1: 'SELEC'"),
        (["adaptations", "--format", "turtle"], "can't hold the rows"),
        (["CONSTRUCT WHERE { ?a ?b ?c }", "--format", "json"], "can't hold the triples"),
    ],
)
def test_query_refuses_what_it_cannot_answer(shelf: Path, arguments: Sequence[str], words: str) -> None:
    assert refused(run("query", *arguments, store=shelf), words)


def test_query_writes_triples_as_turtle(shelf: Path) -> None:
    asked = "CONSTRUCT { ?f rdfs:label ?l } WHERE { ?f a sg:Film ; rdfs:label ?l }"
    plain = run("query", asked, store=shelf).stdout
    assert plain.startswith("@prefix film:") and plain == run("query", asked, "--format", "turtle", store=shelf).stdout


def test_an_unknown_format_is_a_wrong_use(shelf: Path) -> None:
    assert run("query", "adaptations", "--format", "pdf", store=shelf).exit_code == 2


# add, remove


def test_add_says_what_was_new(claims: Path, tmp_path: Path) -> None:
    result = run("add", claims, "--store", tmp_path / "my slate.db")
    assert (result.exit_code, result.stdout) == (0, f"{claims}: 1 report, 1 new\n")


def test_add_twice_adds_nothing(claims: Path, tmp_path: Path) -> None:
    run("add", claims, store=tmp_path / "slate.db")
    assert run("add", claims, store=tmp_path / "slate.db").stdout == f"{claims}: 1 report, 0 new\n"


def test_add_takes_the_curated_claims(tmp_path: Path) -> None:
    assert run("add", "--curated", store=tmp_path / "slate.db").stdout.startswith("curated claims: ")


def test_add_of_nothing_is_a_wrong_use(tmp_path: Path) -> None:
    assert run("add", store=tmp_path / "slate.db").exit_code == 2


def test_add_goes_on_after_a_bad_file(claims: Path, tmp_path: Path) -> None:
    (tmp_path / "bad.csv").write_text("subject,verb\n")
    result = run("add", tmp_path / "bad.csv", claims, store=tmp_path / "slate.db")
    assert (result.exit_code, result.stdout) == (1, f"{claims}: 1 report, 1 new\n")


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("c.csv", "subject,verb\n", "c.csv:1: unknown column"),
        ("c.csv", "subject,predicate,object,status\nAda,directs,Heat 2,signed\n", "c.csv:2: the status is one of"),
        ("r.jsonl", "{\n", "r.jsonl:1: not JSON"),
    ],
)
def test_add_refuses_a_bad_file_with_the_line(tmp_path: Path, name: str, content: str, words: str) -> None:
    (tmp_path / name).write_text(content)
    assert refused(run("add", tmp_path / name, store=tmp_path / "slate.db"), words)


@pytest.mark.parametrize("where", ["file", "others", "none/slate.db"])
def test_add_refuses_a_folder_that_is_no_store(claims: Path, tmp_path: Path, where: str) -> None:
    (tmp_path / "file").touch()
    (tmp_path / "others").mkdir()
    (tmp_path / "others" / "thesis.doc").touch()
    assert refused(run("add", claims, "--store", tmp_path / where), str(tmp_path / where))


def test_add_refuses_a_store_in_use(claims: Path, tmp_path: Path) -> None:
    with sg.open_store(tmp_path / "slate.db"):
        told = process("add", claims, "--wait", "0", store=tmp_path / "slate.db")
    assert told.returncode == 1 and f"is open for writing by process {os.getpid()} on" in told.stderr.decode()


def test_of_two_that_add_at_once_one_waits_and_nothing_is_lost(tmp_path: Path) -> None:
    folder = tmp_path / "slate.db"
    sg.open_store(folder).close()
    for n in (0, 1):
        rows = "".join(f"P{n}-{i},directs,Heat 2\n" for i in range(50))
        (tmp_path / f"{n}.csv").write_text("subject,predicate,object\n" + rows)
    words = [*SLATEGRAPH, "add", "--wait", "60", "--store", str(folder)]
    both = [subprocess.Popen([*words, str(tmp_path / f"{n}.csv")], stderr=subprocess.PIPE, text=True) for n in (0, 1)]
    told = [(one.communicate()[1], one.returncode) for one in both]
    with sg.open_store(folder) as store:
        assert (len(store), told) == (100, [("", 0), ("", 0)])


READING = [
    ["query", "who-is-attached", "project=Heat 2"],
    ["show", "Heat 2"],
    ["history", "Heat 2"],
    ["diff", "--from", "2025-01-01", "--to", "2026-01-01"],
    ["conflicts"],
    ["view", "{tmp}/slate.html"],
    ["export", "{tmp}/slate.ttl"],
    ["review", "--decided"],
    ["review", "--export", "{tmp}/sheet.csv"],
    ["resolve", "--dry-run"],
    ["validate"],
]


@pytest.fixture(scope="module")
def held(shelf: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A store that another program has open to write."""
    folder = tmp_path_factory.mktemp("held") / "slate.db"
    shutil.copytree(shelf, folder)
    writer = ox.Store(str(folder))
    yield folder
    del writer


@pytest.mark.parametrize("words", READING, ids=" ".join)
def test_what_reads_works_beside_a_writer(held: Path, tmp_path: Path, words: list[str]) -> None:
    asked = [word.format(tmp=tmp_path) for word in words]
    assert run(*asked, store=held).exit_code == 0


def test_remove_takes_a_source_back(claims: Path, tmp_path: Path) -> None:
    run("add", claims, store=tmp_path / "slate.db")
    assert run("remove", "claims", store=tmp_path / "slate.db").stdout == "claims: 1 report removed\n"


@pytest.mark.parametrize("name", ["https://example.org/none", "", "source: x", "\udcff"])
def test_remove_refuses_a_source_that_is_not_there(claims: Path, tmp_path: Path, name: str) -> None:
    run("add", claims, store=tmp_path / "slate.db")
    assert refused(run("remove", name, store=tmp_path / "slate.db"), "has no source")


# export, view, validate


@pytest.mark.parametrize("name", ["slate.ttl", "slate.trig", "slate.html"])
def test_a_file_is_written(shelf: Path, tmp_path: Path, name: str) -> None:
    command = "view" if name.endswith(".html") else "export"
    result = run(command, tmp_path / name, store=shelf)
    assert result.exit_code == 0 and (tmp_path / name).stat().st_size > 1000


def test_export_refuses_an_unknown_suffix(shelf: Path, tmp_path: Path) -> None:
    assert refused(run("export", tmp_path / "slate.docx", store=shelf), "use one of .ttl, .trig")


@pytest.mark.parametrize(("command", "name"), [("export", "slate.ttl"), ("view", "slate.html")])
def test_a_file_that_cannot_be_written_is_said(shelf: Path, tmp_path: Path, command: str, name: str) -> None:
    (tmp_path / "file").touch()
    assert refused(run(command, tmp_path / "file" / name, store=shelf), "can't be written")


def test_view_names_its_layouts(shelf: Path, tmp_path: Path) -> None:
    told = run("view", "--help").output
    assert all(name in told for name in LAYOUTS)
    assert run("view", tmp_path / "x.html", "--layout", "circle", store=shelf).exit_code == 0
    assert refused(run("view", tmp_path / "x.html", "--layout", "star", store=shelf), "Unknown layout")


def test_view_refuses_a_day_that_is_none(shelf: Path, tmp_path: Path) -> None:
    assert refused(run("view", tmp_path / "x.html", "--on", "2025-13-01", store=shelf), "is not a date")


def test_validate_passes_the_shipped_claims() -> None:
    assert run("validate", shipped("data/claims")).stdout == "No violations found.\n"


def test_validate_passes_the_store(shelf: Path) -> None:
    assert run("validate", store=shelf).stdout == "No violations found.\n"


def test_validate_names_each_wrong_line(tmp_path: Path) -> None:
    path = tmp_path / "c.csv"
    path.write_text("subject,predicate,object,status\nAda,directs,A,x\nAda,directs,B,\nAda,directs,C,y\n")
    result = run("validate", path)
    assert (result.exit_code, [line.split(":")[2] for line in result.stderr.splitlines()]) == (1, ["2", "4"])


@pytest.mark.parametrize("name", ["none.csv", "story.html"])
def test_validate_refuses_what_is_no_file_of_claims(tmp_path: Path, name: str) -> None:
    (tmp_path / "story.html").touch()
    assert refused(run("validate", tmp_path / name), name)


# the terminal


def test_output_to_a_closed_pipe_ends_quietly(shelf: Path) -> None:
    words = " ".join((sys.executable, "-c", "'from slategraph.cli.main import main; main()'"))
    text = "SELECT * { GRAPH ?g { ?s ?p ?o } }"
    told = subprocess.run(
        f"{words} query '{text}' --store {shelf} --format csv | head -1", shell=True, capture_output=True, check=False
    )
    assert (told.stdout.strip(), b"Traceback" in told.stderr) == (b"g,o,p,s", False)


def test_output_to_a_full_disk_is_said(shelf: Path) -> None:
    with Path("/dev/full").open("w") as full:
        told = subprocess.run(
            [*SLATEGRAPH, "show", "Heat 2", "--store", str(shelf)], stdout=full, stderr=subprocess.PIPE, check=False
        )
    assert (told.returncode, told.stderr) == (1, b"slategraph: The output can't be written: no space left on device.\n")


def test_a_terminal_of_plain_letters_shows_what_it_can(shelf: Path) -> None:
    told = process("show", "Alfonso Cuarón", store=shelf, environment={"LC_ALL": "C", "PYTHONIOENCODING": "ascii"})
    assert told.returncode == 0 and told.stdout.startswith(b"Alfonso Cuar")


def test_an_interrupt_ends_without_a_traceback(tmp_path: Path) -> None:
    child = subprocess.Popen(
        [*SLATEGRAPH, "query", "-", "--store", str(tmp_path / "x.db")],
        stdin=subprocess.PIPE, stderr=subprocess.PIPE, stdout=subprocess.PIPE,
    )  # fmt: skip
    assert child.stdin is not None
    child.stdin.write(b" " * 1_000_000)  # more than a pipe holds, so that it is read already
    child.send_signal(signal.SIGINT)
    _, said = child.communicate()
    assert child.returncode != 0 and b"Traceback" not in said
