"""The commands that bring things in and take them back: extract, add, validate, remove."""

import json
from collections.abc import Iterable
from contextlib import closing, nullcontext, suppress
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

import slategraph as sg
from slategraph.cli.options import DEFAULT_STORE, DEFAULT_WAIT, StorePath, Wait
from slategraph.cli.progress import each, go_through
from slategraph.cli.terminal import complain, counted, end, say
from slategraph.ingest.inputs import Reports, Wrong, inputs, size
from slategraph.ingest.journal import Journal
from slategraph.ingest.loading import Loaded, add_files, check_file, lines_in
from slategraph.ingest.readers import Known, Outcome, Step, read_all, reader
from slategraph.model.dates import checked_date
from slategraph.model.types import Line
from slategraph.query.lookup import entities

LineFormat = StrEnum("LineFormat", {"jsonl": "jsonl", "table": "table"})

Jobs = Annotated[int | None, typer.Option(min=1, help="Number of extraction processes (default: one per core).")]


Cluster = Annotated[
    str | None, typer.Option(help="Extract on the Dask cluster at this address, such as tcp://HOST:8786.")
]


AllowPrivate = Annotated[
    bool, typer.Option("--allow-private", help="Allow addresses in private networks, such as http://localhost/a.")
]


Extractor = Annotated[str, typer.Option(help="The extractor: builtin, llm (a language model; docs/llm.md) or both.")]


def extract(
    files: Annotated[
        list[str],
        typer.Argument(
            help="Articles: HTML, text, Markdown, PDF, JSON, JSON lines, folders or globs of these, an address, "
            "or - for standard input."
        ),
    ],
    *,
    output: Annotated[LineFormat, typer.Option("--format", help="Output format.")] = LineFormat.jsonl,
    extractor: Extractor = "builtin",
    into: Annotated[
        Path | None, typer.Option("--output", help="Append to this file, and resume where an earlier run stopped.")
    ] = None,
    jobs: Jobs = None,
    cluster: Cluster = None,
    store: Annotated[
        Path | None, typer.Option("--store", help="Use the names of this store; nothing is written to it.")
    ] = None,
    allow_private: AllowPrivate = False,
) -> None:
    """Extract the reports of articles and print them, one per line."""
    if into and output is not LineFormat.jsonl:
        raise typer.BadParameter("--output writes JSON lines: omit --format.")
    _quiet_dask(cluster)
    by = reader(extractor, names=_names(store) if store else ())
    with Journal(into) if into else nullcontext() as journal:

        def known(reading: str) -> bool:
            return journal is not None and not journal.start(reading)

        def show(step: Step) -> None:
            if isinstance(step, Reports) and journal:
                raise sg.BadInput(f"{step.path} holds reports already: --output takes articles.")
            if isinstance(step, (Outcome, Reports)):
                _show_lines(step, output, journal)

        found = inputs(files, allow_private=allow_private)
        with closing(read_all(found, by, known=known, jobs=jobs, cluster=cluster)) as steps:
            go_through(steps, "Reading", lambda: size(files), show)


def _quiet_dask(cluster: str | None) -> None:
    """Let Dask, which configures its own loggers when it is loaded, print nothing: a failure is said in a sentence."""
    if cluster:
        with suppress(ImportError):
            import dask.config  # an optional package

            dask.config.set({"logging": {"distributed": "critical", "distributed.client": "critical"}})


def _names(store: Path) -> tuple[sg.Entity, ...]:
    with sg.open_store(store, create=False, read_only=True) as slate:
        return tuple(entities(slate))


def _show_lines(step: Outcome | Reports, output: LineFormat, journal: Journal | None) -> None:
    lines = list(lines_in(step))
    if not lines:
        complain(
            f"{step.path if isinstance(step, Reports) else step.said} contains no claims that the extractor recognises."
        )
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


def add(
    files: Annotated[
        list[str] | None,
        typer.Argument(
            help="Articles, claims (CSV), reports (JSON lines) or RDF (.ttl, .trig); folders, globs and JSON lines "
            "of articles; - for standard input."
        ),
    ] = None,
    *,
    curated: Annotated[
        bool, typer.Option("--curated", help="Add the curated claims that ship with slategraph.")
    ] = False,
    store: StorePath = DEFAULT_STORE,
    extractor: Extractor = "builtin",
    believe: Annotated[
        float | None,
        typer.Option(help="Confidence threshold of the store, 0 to 1, kept for later; reports below it await review."),
    ] = None,
    published: Annotated[
        str | None, typer.Option(help="Publication date to use when an article has none, YYYY-MM-DD.")
    ] = None,
    publisher: Annotated[str | None, typer.Option(help="Publisher to use when an article has none.")] = None,
    again: Annotated[
        bool, typer.Option("--again", help="Re-read articles that this extractor has read before.")
    ] = False,
    jobs: Jobs = None,
    cluster: Cluster = None,
    allow_private: AllowPrivate = False,
    wait: Wait = DEFAULT_WAIT,
) -> None:
    """Add articles, claims or reports to the store; adding the same thing twice changes nothing."""
    if not files and not curated and believe is None:
        raise typer.BadParameter("Name a file to add, or give --curated for the claims that ship with slategraph.")
    if published is not None:
        checked_date(published)
    with sg.open_store(store, wait=wait) as slate:
        if believe is not None:
            slate.threshold = believe
            say(f"Confidence threshold set to {believe:g}.")
        if curated:
            say(f"curated claims: {sg.load_curated(slate)} new")

        if files:
            _quiet_dask(cluster)
            by = reader(extractor, names=entities(slate), published=published, publisher=publisher)
            added = add_files(slate, files, by, again=again, jobs=jobs, cluster=cluster, allow_private=allow_private)
            with closing(added) as steps:
                go_through(steps, "Adding", lambda: size(files), _say_loaded)


def _say_loaded(loaded: Loaded | Known | Wrong) -> None:
    if not isinstance(loaded, Loaded):
        return
    if not loaded.reports:
        complain(f"{loaded.path} contains no claims that the extractor recognises.")
    unsure = f"; {loaded.unsure} below the threshold, queued for review" if loaded.unsure else ""
    say(f"{loaded.path}: {counted(loaded.reports, 'report')}, {loaded.new} new{unsure}")


def remove(
    sources: Annotated[list[str], typer.Argument(help="Sources, each by its address or id.")],
    store: StorePath = DEFAULT_STORE,
    wait: Wait = DEFAULT_WAIT,
) -> None:
    """Remove sources and everything that only they support."""
    with sg.open_store(store, create=False, wait=wait) as slate:
        end(each(sources, "Removing", lambda name: say(f"{name}: {counted(slate.remove(name), 'report')} removed")))


def validate(
    files: Annotated[
        list[str] | None,
        typer.Argument(help="Claims (CSV, or a folder of them) or reports (JSON lines); omit to check the store."),
    ] = None,
    store: StorePath = DEFAULT_STORE,
) -> None:
    """Check claims against the ontology's SHACL shapes and name each line that breaks one."""
    if files:
        complaints = [problem for name in files for problem in check_file(name)]
    else:
        with sg.open_store(store, create=False, read_only=True) as slate:
            complaints = sg.validate(slate)
    end(complaints)
    say("No violations found.")
