"""The command line: `slategraph --help` lists the commands, each command's `--help` shows an example."""

import json
import sys
import webbrowser
from collections.abc import Iterable, Mapping
from contextlib import closing, nullcontext
from enum import StrEnum
from importlib.metadata import version
from pathlib import Path
from typing import Annotated

import typer

import slategraph as sg
from slategraph.cli import deciding, pages
from slategraph.cli.demo import demo
from slategraph.cli.options import DEFAULT_STORE, StorePath, TableFormat
from slategraph.cli.terminal import Commands, complain, each, end, go_through, listen, say
from slategraph.ingest.inputs import Reports, Wrong, inputs, size
from slategraph.ingest.journal import Journal
from slategraph.ingest.loading import Loaded, add_files, check_file, lines_in
from slategraph.ingest.readers import Known, Outcome, Step, read_all, reader
from slategraph.model.claims import checked_date
from slategraph.model.records import Line
from slategraph.model.vocabulary import PREDICATES
from slategraph.query import changes, tables
from slategraph.query.lookup import entities, find

app = typer.Typer(
    cls=Commands,
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    epilog='Begin with: slategraph demo. Then, for instance: slategraph show "Heat 2" --store out/slate.db',
)

PageFormat = StrEnum("PageFormat", {name: name for name in (*pages.FORMATS, "json", "table", "csv", "tsv")})  # type: ignore[misc]
LineFormat = StrEnum("LineFormat", {"jsonl": "jsonl", "table": "table"})

Jobs = Annotated[
    int | None, typer.Option(min=1, help="How many processes read; by default as many as there are cores.")
]
Cluster = Annotated[str | None, typer.Option(help="Read on the Dask cluster at this address, such as tcp://HOST:8786.")]
AllowPrivate = Annotated[
    bool, typer.Option("--allow-private", help="Read also addresses in private networks, such as http://localhost/a.")
]
Extractor = Annotated[str, typer.Option(help="The reader: builtin, llm (a language model; docs/llm.md) or both.")]


def _show_version(wanted: bool) -> None:
    if wanted:
        say(f"slategraph {version('slategraph')}")
        raise typer.Exit


@app.callback()
def _options(
    _version: Annotated[
        bool, typer.Option("--version", callback=_show_version, is_eager=True, help="Print the version and end.")
    ] = False,
) -> None:
    """Films in the making as a knowledge graph: who is attached, in talks, rumored or gone, and who says so."""
    listen()


app.command(epilog="Example: slategraph demo --out out")(demo)


@app.command(epilog="Example: slategraph extract story.html --format table")
def extract(
    files: Annotated[
        list[str],
        typer.Argument(
            help="Articles: HTML, text, Markdown, PDF, JSON, JSON lines, folders and patterns of these, an address, "
            "or - for standard input."
        ),
    ],
    *,
    output: Annotated[LineFormat, typer.Option("--format", help="How to print.")] = LineFormat.jsonl,
    extractor: Extractor = "builtin",
    into: Annotated[
        Path | None, typer.Option("--output", help="Append to this file, and go on where an earlier run stopped.")
    ] = None,
    jobs: Jobs = None,
    cluster: Cluster = None,
    store: Annotated[
        Path | None, typer.Option("--store", help="Know the names of this store; nothing is written to it.")
    ] = None,
    allow_private: AllowPrivate = False,
) -> None:
    """Read articles and print what they report, one report a line."""
    if into and output is not LineFormat.jsonl:
        raise typer.BadParameter("--output writes JSON lines: leave --format out.")
    by = reader(extractor, names=_names(store) if store else ())
    with Journal(into) if into else nullcontext() as journal:
        known = journal.holds if journal else _nothing

        def show(step: Step) -> None:
            if isinstance(step, Reports) and journal:
                raise sg.BadInput(f"{step.path} holds reports already: --output takes articles.")
            if isinstance(step, (Outcome, Reports)):
                _show_lines(step, output, journal)

        found = inputs(files, allow_private=allow_private)
        with closing(read_all(found, by, known=known, jobs=jobs, cluster=cluster)) as steps:
            go_through(steps, "Reading", lambda: size(files), show)


def _names(store: Path) -> tuple[sg.Entity, ...]:
    with sg.open_store(store, create=False) as slate:
        return tuple(entities(slate))


def _nothing(reading: str) -> bool:
    return False


def _show_lines(step: Outcome | Reports, output: LineFormat, journal: Journal | None) -> None:
    lines = list(lines_in(step))
    if not lines:
        complain(f"{step.path if isinstance(step, Reports) else step.said} holds nothing that the reader knows.")
    texts = [json.dumps(line, ensure_ascii=False) for line in lines]
    if journal and isinstance(step, Outcome):
        journal.write(step.reading, "".join(f"{text}\n" for text in texts))
    elif output is LineFormat.jsonl:
        for text in texts:
            say(text)
    else:
        say(_line_table(lines).text())


def _line_table(lines: Iterable[Line]) -> sg.Table:
    columns = ("subject", "predicate", "object", "status", "certainty", "confidence", "evidence")
    return sg.Table(columns, tuple(tuple(line[column] for column in columns) for line in lines))


@app.command(epilog="Example: slategraph add --curated story.html claims.csv reports.jsonl")
def add(
    files: Annotated[
        list[str] | None,
        typer.Argument(
            help="Articles, claims (CSV), reports (JSON lines) or RDF (.ttl, .trig); folders, patterns and JSON lines "
            "of articles; - for standard input."
        ),
    ] = None,
    *,
    curated: Annotated[bool, typer.Option("--curated", help="Add the claims that come with slategraph.")] = False,
    store: StorePath = DEFAULT_STORE,
    extractor: Extractor = "builtin",
    believe: Annotated[
        float | None,
        typer.Option(help="Believe readers from this confidence on, 0 to 1, now and later; the others await review."),
    ] = None,
    published: Annotated[str | None, typer.Option(help="The day of an article that bears none, YYYY-MM-DD.")] = None,
    publisher: Annotated[str | None, typer.Option(help="The paper of an article that names none.")] = None,
    again: Annotated[bool, typer.Option("--again", help="Read also what this reader has read before.")] = False,
    jobs: Jobs = None,
    cluster: Cluster = None,
    allow_private: AllowPrivate = False,
) -> None:
    """Add articles, claims or reports to the store; adding the same thing twice changes nothing."""
    if not files and not curated and believe is None:
        raise typer.BadParameter("Name a file to add, or say --curated for the claims that come with slategraph.")
    if published is not None:
        checked_date(published)
    with sg.open_store(store) as slate:
        if believe is not None:
            slate.believe_from(believe)
            say(f"Readers are believed from a confidence of {believe:g} on.")
        if curated:
            say(f"curated claims: {sg.load_curated(slate)} new")

        if files:
            by = reader(extractor, names=entities(slate), published=published, publisher=publisher)
            added = add_files(slate, files, by, again=again, jobs=jobs, cluster=cluster, allow_private=allow_private)
            with closing(added) as steps:
                go_through(steps, "Adding", lambda: size(files), _say_loaded)


def _say_loaded(loaded: Loaded | Known | Wrong) -> None:
    if not isinstance(loaded, Loaded):
        return
    if not loaded.reports:
        complain(f"{loaded.path} holds nothing that the reader knows.")
    unsure = f"; {loaded.unsure} too unsure to be believed" if loaded.unsure else ""
    say(f"{loaded.path}: {loaded.reports} reports, {loaded.new} new{unsure}")


@app.command(epilog="Example: slategraph remove https://example.org/retracted-story")
def remove(
    sources: Annotated[list[str], typer.Argument(help="Sources, each by its address or id.")],
    store: StorePath = DEFAULT_STORE,
) -> None:
    """Take back sources, and all that only they said."""
    with sg.open_store(store, create=False) as slate:
        end(each(sources, "Removing", lambda name: say(f"{name}: {slate.remove(name)} reports taken back")))


@app.command(epilog='Example: slategraph query who-is-attached project="Heat 2"')
def query(
    question: Annotated[
        str | None,
        typer.Argument(
            help="A saved query's name, SPARQL text, or - for SPARQL from standard input; nothing lists the saved ones."
        ),
    ] = None,
    parameters: Annotated[
        list[str] | None, typer.Argument(help="A saved query's parameters, each as name=value.")
    ] = None,
    output: Annotated[TableFormat, typer.Option("--format", help="How to print.")] = TableFormat.table,  # type: ignore[attr-defined]
    store: StorePath = DEFAULT_STORE,
) -> None:
    """Ask the graph: a saved query by name, or any SPARQL."""
    if question is None:
        say(_saved_table().text())
        return
    asked = sys.stdin.read() if question == "-" else question
    with sg.open_store(store, create=False) as slate:
        say(tables.FORMATS[output](sg.query(slate, asked, **_pairs(parameters or []))))


def _saved_table() -> sg.Table:
    rows = ((q.name, " ".join(f"{p.name}=…" for p in q.parameters), q.title) for q in sg.saved_queries().values())
    return sg.Table(("query", "parameters", "what it answers"), tuple(rows))


def _pairs(parameters: Iterable[str]) -> dict[str, str]:
    pairs = [parameter.partition("=") for parameter in parameters]
    for name, equals, _ in pairs:
        if not equals:
            raise sg.BadQuery(f'{name!r} is no parameter: write name=value, such as project="Heat 2".')
    return {name: value for name, _, value in pairs}


@app.command(epilog='Example: slategraph show "Heat 2" --on 2025-10-31 --format json')
def show(
    name: Annotated[str, typer.Argument(help="A project, person or anything else in the graph, by name, alias or id.")],
    on: Annotated[str | None, typer.Option(help="As believed on this day, YYYY-MM-DD.")] = None,
    known_on: Annotated[
        str | None, typer.Option("--known-on", help="From what the store had learned by this day, YYYY-MM-DD.")
    ] = None,
    output: Annotated[PageFormat, typer.Option("--format", help="How to print.")] = PageFormat.text,  # type: ignore[attr-defined]
    store: StorePath = DEFAULT_STORE,
) -> None:
    """Show a project or person: each claim with status, certainty, since when, and the sources' own words."""
    with sg.open_store(store, create=False) as slate:
        page = sg.standing(slate, name, on=on, known_on=known_on)
    if output == "json":
        say(json.dumps(page.as_dict(), ensure_ascii=False, indent=2))
    elif output in pages.FORMATS:
        say(pages.FORMATS[output](page))
    elif output == "table" and not page.standings:
        say(pages.nothing(page))
    else:
        say(tables.FORMATS[output](page.table()))


@app.command(epilog="Example: slategraph view slate.html --title 'My slate'")
def view(
    path: Annotated[Path, typer.Argument(help="The page to write.")] = Path("slate.html"),
    *,
    title: Annotated[str | None, typer.Option(help="The page's title.")] = None,
    on: Annotated[str | None, typer.Option(help="As believed on this day, YYYY-MM-DD.")] = None,
    project: Annotated[str | None, typer.Option(help="Only what lies around this project or person.")] = None,
    steps: Annotated[int, typer.Option(help="With --project: how many steps around it.")] = 2,
    min_belief: Annotated[float, typer.Option(help="Only claims believed at least so much, 0 to 1.")] = 0.0,
    predicates: Annotated[str, typer.Option(help="Only these predicates, parted by commas.")] = "",
    layout: Annotated[str, typer.Option(help="How to spread the names out: force or circle.")] = "force",
    theme: Annotated[str, typer.Option(help="auto, light or dark.")] = "auto",
    show_it: Annotated[bool, typer.Option("--open", help="Open the page in the browser.")] = False,
    store: StorePath = DEFAULT_STORE,
) -> None:
    """Write the graph, or a part of it, as one HTML page that works without a network."""
    wanted = _predicates(predicates)
    with sg.open_store(store, create=False) as slate:
        around = find(slate, project).id if project else None
        network = sg.project(slate, on=on)
    sg.view(
        network,
        path,
        title=title or project,
        layout=layout,
        theme=theme,
        around=around,
        steps=steps,
        min_belief=min_belief,
        predicates=wanted,
    )
    say(f"Wrote {path}: open it in a browser.")
    if show_it:
        webbrowser.open(path.resolve().as_uri())


def _predicates(listed: str) -> list[str]:
    names = [name.strip() for name in listed.split(",") if name.strip()]
    if unknown := [name for name in names if name not in PREDICATES]:
        raise sg.BadInput(f"{unknown[0]!r} is no predicate: use some of {', '.join(PREDICATES)}.")
    return names


@app.command(epilog='Example: slategraph history "Heat 2" --format markdown')
def history(
    name: Annotated[str, typer.Argument(help="A project, person or anything else in the graph, by name, alias or id.")],
    output: Annotated[TableFormat, typer.Option("--format", help="How to print.")] = TableFormat.table,  # type: ignore[attr-defined]
    store: StorePath = DEFAULT_STORE,
) -> None:
    """Show how belief about a project or person changed, day by day."""
    with sg.open_store(store, create=False) as slate:
        say(tables.FORMATS[output](changes.table(sg.history(slate, name))))


@app.command(epilog='Example: slategraph diff "Heat 2" --from 2025-10-31 --to 2026-03-01')
def diff(
    since: Annotated[str, typer.Option("--from", help="The earlier day, YYYY-MM-DD.")],
    until: Annotated[str, typer.Option("--to", help="The later day, YYYY-MM-DD.")],
    name: Annotated[str | None, typer.Argument(help="A project, person or else; nothing is the whole store.")] = None,
    output: Annotated[TableFormat, typer.Option("--format", help="How to print.")] = TableFormat.table,  # type: ignore[attr-defined]
    store: StorePath = DEFAULT_STORE,
) -> None:
    """Show what came, went, firmed up or cooled between two days."""
    with sg.open_store(store, create=False) as slate:
        found = changes.table(sg.diff(slate, name, since=since, until=until))
    if output == "table" and not len(found):
        say(f"Nothing came, went, firmed up or cooled from {since} to {until}.")
    else:
        say(tables.FORMATS[output](found))


@app.command(epilog="Example: slategraph export slate.ttl")
def export(
    path: Annotated[
        Path, typer.Argument(help="The file to write; its suffix is the format: .ttl (believed) or .trig (everything).")
    ],
    store: StorePath = DEFAULT_STORE,
) -> None:
    """Write the graph as a file for other tools."""
    with sg.open_store(store, create=False) as slate:
        sg.export(slate, path)
    say(f"Wrote {path}.")


@app.command(epilog="Example: slategraph validate data/claims")
def validate(
    files: Annotated[
        list[str] | None,
        typer.Argument(help="Claims (CSV, or a folder of them) or reports (JSON lines); nothing checks the store."),
    ] = None,
    store: StorePath = DEFAULT_STORE,
) -> None:
    """Check claims against the rules of the ontology (SHACL), and name each line that breaks one."""
    if files:
        complaints = [problem for name in files for problem in check_file(name)]
    else:
        with sg.open_store(store, create=False) as slate:
            complaints = sg.check_reports(slate.reports())
    end(complaints)
    say("Nothing breaks the rules.")


deciding.register(app)


def main() -> None:
    """Run the command line."""
    app(prog_name="slategraph")


#: What each command is in Python; README has a heading for each.
COMMANDS: Mapping[str, str] = {
    "demo": "slategraph.cli.demo:demo",
    "extract": "slategraph:extract",
    "add": "slategraph:add_file",
    "remove": "slategraph:Store.remove",
    "query": "slategraph:query",
    "show": "slategraph:standing",
    "view": "slategraph:view",
    "history": "slategraph:history",
    "diff": "slategraph:diff",
    "export": "slategraph:export",
    "validate": "slategraph:check_reports",
    "conflicts": "slategraph:conflicts",
    "review": "slategraph.review.queue:decide",
    "resolve": "slategraph.identity.resolution:settle",
    "merge": "slategraph.identity.resolution:merge",
    "unmerge": "slategraph.identity.resolution:unmerge",
    "source": "slategraph:Store.describe",
}
