"""slategraph: films in the making, as a knowledge graph.

>>> import slategraph as sg
>>> store = sg.open_store()
>>> sg.load_curated(store) > 100
True
>>> sg.query(store, "who-is-attached", project="Heat 2").columns
('who', 'role', 'certainty', 'since', 'sources')
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from slategraph.belief.rule import Standing
from slategraph.errors import (
    BadClaims,
    BadInput,
    BadQuery,
    ModelFailed,
    NotAnArticle,
    QueryTimeout,
    QueryTooLarge,
    SlategraphError,
    StoreInUse,
    UnknownName,
    Unreadable,
)
from slategraph.exporters import export
from slategraph.extraction import extract
from slategraph.extraction.documents.documents import read_article
from slategraph.ingest.loading import add_file, load_curated
from slategraph.model.claims import Claim, Entity
from slategraph.model.reports import Report
from slategraph.model.sources import Article, Source
from slategraph.network.projection import project
from slategraph.query.changes import Change, diff, history
from slategraph.query.conflicts import Conflict, conflicts
from slategraph.query.saved import saved_queries
from slategraph.query.sparql import construct, query
from slategraph.query.standing import Standings, standing
from slategraph.query.tables import Table
from slategraph.rdf.shapes import check_reports
from slategraph.store.store import Store, open_store

if TYPE_CHECKING:
    from slategraph.viewer import view

__all__ = [
    "Article",
    "BadClaims",
    "BadInput",
    "BadQuery",
    "Change",
    "Claim",
    "Conflict",
    "Entity",
    "ModelFailed",
    "NotAnArticle",
    "QueryTimeout",
    "QueryTooLarge",
    "Report",
    "SlategraphError",
    "Source",
    "Standing",
    "Standings",
    "Store",
    "StoreInUse",
    "Table",
    "UnknownName",
    "Unreadable",
    "add_file",
    "check_reports",
    "conflicts",
    "construct",
    "diff",
    "export",
    "extract",
    "history",
    "load_curated",
    "open_store",
    "project",
    "query",
    "read_article",
    "saved_queries",
    "standing",
    "view",
]


def __getattr__(name: str) -> Any:
    """`view`, whose libraries take a second to load, when it is first asked for."""
    if name == "view":
        return import_module("slategraph.viewer").view
    raise AttributeError(f"module 'slategraph' has no attribute {name!r}")
