"""The command line: `slategraph --help` lists the commands, each command's `--help` shows an example."""

from collections.abc import Mapping
from importlib.metadata import version
from typing import Annotated

import typer

from slategraph.cli import asking, deciding, reading, writing
from slategraph.cli.demo import demo
from slategraph.cli.terminal import Commands, listen, say

app = typer.Typer(
    cls=Commands,
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    epilog='Begin with: slategraph demo. Then, for instance: slategraph show "Heat 2" --store out/slate.db',
)


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


_EXAMPLES = {
    demo: "slategraph demo --out out",
    **asking.COMMANDS,
    **reading.COMMANDS,
    **writing.COMMANDS,
    **deciding.COMMANDS,
}


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
    "review": "slategraph.review.deciding:decide",
    "resolve": "slategraph.identity.resolution:settle",
    "merge": "slategraph.identity.resolution:merge",
    "unmerge": "slategraph.identity.resolution:unmerge",
    "source": "slategraph:Store.describe",
}

for command, example in sorted(_EXAMPLES.items(), key=lambda row: list(COMMANDS).index(row[0].__name__)):
    app.command(epilog=f"Example: {example}")(command)
