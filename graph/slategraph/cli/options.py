"""The options that several commands share."""

from enum import StrEnum
from typing import Annotated

import typer

from slategraph.query import tables

TableFormat = StrEnum("TableFormat", {name: name for name in tables.FORMATS})  # type: ignore[misc]

StorePath = Annotated[
    str, typer.Option("--store", envvar="SLATEGRAPH_STORE", help="The store: a folder, or a SPARQL server's address.")
]
DEFAULT_STORE = "slate.db"
Wait = Annotated[
    float, typer.Option(min=0, metavar="SECONDS", help="How long to wait while another process writes to the store.")
]
DEFAULT_WAIT = 10.0


def _user() -> str:
    """The name under which somebody is logged in; nothing where the system has none, and then it is asked for."""
    import getpass  # loads what a terminal without echo takes

    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return ""


By = Annotated[str, typer.Option(envvar="SLATEGRAPH_REVIEWER", help="The name of the reviewer.", default_factory=_user)]
