"""The options that several commands share."""

import getpass
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from slategraph import tables

TableFormat = StrEnum("TableFormat", {name: name for name in tables.FORMATS})  # type: ignore[misc]

StorePath = Annotated[
    Path, typer.Option("--store", envvar="SLATEGRAPH_STORE", help="The store's folder.", show_default=True)
]
DEFAULT_STORE = Path("slate.db")

By = Annotated[str, typer.Option(envvar="SLATEGRAPH_REVIEWER", help="Who decides.", default_factory=getpass.getuser)]
