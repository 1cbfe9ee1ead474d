"""The commands in one table: their help is shown, and the version, without loading any of them."""

from collections.abc import Mapping
from dataclasses import dataclass
from pkgutil import resolve_name
from types import MappingProxyType
from typing import Annotated, Any

import typer
from typer.core import TyperCommand, TyperGroup

from slategraph import __version__
from slategraph.cli.interrupts import interruptible
from slategraph.cli.terminal import complain, listen, say
from slategraph.errors import SlategraphError
from slategraph.files import why


@dataclass(frozen=True, slots=True)
class Row:
    """A command: the function that runs it, what it is in Python, its summary and an example."""

    function: str
    python: str
    summary: str
    example: str


#: The commands in the order of `slategraph --help`; README has a heading for each.
COMMANDS: Mapping[str, Row] = MappingProxyType(
    {
        "demo": Row(
            "slategraph.cli.demo:demo",
            "slategraph.cli.demo:demo",
            "Run the whole workflow on sample data: load claims, read articles, query, export and draw.",
            "slategraph demo --out out",
        ),
        "extract": Row(
            "slategraph.cli.reading:extract",
            "slategraph:extract",
            "Extract the reports of articles and print them, one per line.",
            "slategraph extract story.html --format table",
        ),
        "add": Row(
            "slategraph.cli.reading:add",
            "slategraph:add_file",
            "Add articles, claims or reports to the store; adding the same thing twice changes nothing.",
            "slategraph add --curated story.html claims.csv reports.jsonl",
        ),
        "remove": Row(
            "slategraph.cli.reading:remove",
            "slategraph:Store.remove",
            "Remove sources and everything that only they support.",
            "slategraph remove https://example.org/retracted-story",
        ),
        "query": Row(
            "slategraph.cli.asking:query",
            "slategraph:query",
            "Ask the graph: a saved query by name, or any SPARQL.",
            'slategraph query who-is-attached project="Heat 2"',
        ),
        "show": Row(
            "slategraph.cli.asking:show",
            "slategraph:standings",
            "Show a project or person: each claim with its status, certainty, date and quotations.",
            'slategraph show "Heat 2" --on 2025-10-31 --format json',
        ),
        "view": Row(
            "slategraph.cli.writing:view",
            "slategraph:view",
            "Draw the graph, or part of it, as one HTML page that works offline.",
            "slategraph view slate.html --title 'My slate'",
        ),
        "history": Row(
            "slategraph.cli.asking:history",
            "slategraph:history",
            "Show how the standings of a project or person changed, day by day.",
            'slategraph history "Heat 2" --format markdown',
        ),
        "diff": Row(
            "slategraph.cli.asking:diff",
            "slategraph:diff",
            "Show what changed between two days: new, dropped, firmed up or cooled.",
            'slategraph diff "Heat 2" --from 2025-10-31 --to 2026-03-01',
        ),
        "export": Row(
            "slategraph.cli.writing:export",
            "slategraph:export",
            "Export the graph to a file for other tools.",
            "slategraph export slate.ttl",
        ),
        "validate": Row(
            "slategraph.cli.reading:validate",
            "slategraph:validate",
            "Check claims against the ontology's SHACL shapes and name each line that breaks one.",
            "slategraph validate data/claims",
        ),
        "conflicts": Row(
            "slategraph.cli.asking:conflicts",
            "slategraph:find_conflicts",
            "List the claims on which sources of similar weight disagree.",
            'slategraph conflicts "American Psycho"',
        ),
        "review": Row(
            "slategraph.cli.review:review",
            "slategraph:review_queue",
            "Walk through the review queue: uncertain reports, possible duplicates, conflicts.",
            "slategraph review --kind report --below 0.8",
        ),
        "resolve": Row(
            "slategraph.cli.corrections:resolve",
            "slategraph:resolve",
            "Find duplicate entities: merge the certain ones and list the others for review.",
            "slategraph resolve --dry-run",
        ),
        "merge": Row(
            "slategraph.cli.corrections:merge",
            "slategraph:merge",
            "Merge two entities into one; no report is rewritten, and unmerge undoes it.",
            'slategraph merge "Leo DiCaprio" "Leonardo DiCaprio" --by ana',
        ),
        "unmerge": Row(
            "slategraph.cli.corrections:unmerge",
            "slategraph:unmerge",
            "Split two merged entities and record that they are different.",
            'slategraph unmerge "Leo DiCaprio" "Leonardo DiCaprio" --by ana',
        ),
        "source": Row(
            "slategraph.cli.corrections:source",
            "slategraph:Store.describe",
            "Show the details of a source, or correct them; an empty value clears one.",
            "slategraph source https://example.org/story --retracted 2025-11-02",
        ),
    }
)


class _Command(TyperCommand):
    def invoke(self, ctx: Any) -> Any:
        with interruptible():
            return super().invoke(ctx)


class _Commands(TyperGroup):
    """Commands whose foreseen failures are one sentence on stderr and exit status 1, an interrupt status 130."""

    def list_commands(self, ctx: Any) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        row = COMMANDS.get(cmd_name)
        if row is None:
            return None
        one = typer.Typer(add_completion=False, rich_markup_mode=None)
        one.command(cmd_name, cls=_Command, epilog=f"Example: {row.example}")(resolve_name(row.function))
        return typer.main.get_command(one)

    def format_commands(self, ctx: Any, formatter: Any) -> None:
        with formatter.section("Commands"):
            formatter.write_dl([(name, row.summary) for name, row in COMMANDS.items()])

    def invoke(self, ctx: Any) -> Any:
        try:
            return super().invoke(ctx)
        except SlategraphError as error:
            complain(str(error))
            raise typer.Exit(1) from None
        except KeyboardInterrupt:
            complain("Interrupted. Finished work has been saved.")
            raise typer.Exit(130) from None
        except RuntimeError as error:
            if not str(error).startswith("Corruption"):  # RocksDB's word
                raise
            complain("The store is damaged: put back a copy of its folder, or make it anew from its articles.")
            raise typer.Exit(1) from None
        except BrokenPipeError:
            raise
        except OSError as error:
            complain(f"{error.filename or 'The output'} can't be written: {why(error)}.")
            raise typer.Exit(1) from None


app = typer.Typer(
    cls=_Commands,
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    epilog='To begin: slategraph demo. Then, for instance: slategraph show "Heat 2" --store out/slate.db',
)


def _show_version(wanted: bool) -> None:
    if wanted:
        say(f"slategraph {__version__}")
        raise typer.Exit


@app.callback()
def _options(
    _version: Annotated[
        bool, typer.Option("--version", callback=_show_version, is_eager=True, help="Print the version and exit.")
    ] = False,
) -> None:
    """Films in the making as a knowledge graph: who is attached, in talks, rumored or gone, and who says so."""
    listen()
