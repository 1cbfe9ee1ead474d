"""slategraph: films in the making, as a knowledge graph.

>>> import slategraph as sg
>>> store = sg.open_store()
>>> sg.load_curated(store) > 100
True
>>> sg.query(store, "who-is-attached", project="Heat 2").columns
('who', 'role', 'certainty', 'since', 'sources')
"""

import logging as _logging
from importlib import import_module as _import_module

__version__ = "0.1.0"

TYPE_CHECKING = False
if TYPE_CHECKING:  # what type checkers and editors see; at run time each name loads its module when first used
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
    from slategraph.identity.resolution import merge, resolve, unmerge
    from slategraph.ingest.loading import add_file, load_curated
    from slategraph.model.claims import Claim, Entity
    from slategraph.model.reports import Report
    from slategraph.model.sources import Article, Source
    from slategraph.network.projection import to_networkx
    from slategraph.query.changes import Change, diff, history
    from slategraph.query.conflicts import Conflict, find_conflicts
    from slategraph.query.saved import saved_queries
    from slategraph.query.sparql import construct, query
    from slategraph.query.standing import Standings, standings
    from slategraph.query.tables import Table
    from slategraph.rdf.shapes import validate
    from slategraph.review.queue import review_queue
    from slategraph.store.store import Store, open_store
    from slategraph.viewer import view

    project, standing, conflicts, check_reports = to_networkx, standings, find_conflicts, validate

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
    "construct",
    "diff",
    "export",
    "extract",
    "find_conflicts",
    "history",
    "load_curated",
    "merge",
    "open_store",
    "query",
    "read_article",
    "resolve",
    "review_queue",
    "saved_queries",
    "standings",
    "to_networkx",
    "unmerge",
    "validate",
    "view",
]

# The public names by the modules that hold them. `query` is in none: that folder can be called.
_MODULES = {
    "belief.rule": "Standing",
    "errors": "BadClaims BadInput BadQuery ModelFailed NotAnArticle QueryTimeout QueryTooLarge SlategraphError "
    "StoreInUse UnknownName Unreadable",
    "exporters": "export",
    "extraction": "extract",
    "extraction.documents.documents": "read_article",
    "identity.resolution": "merge resolve unmerge",
    "ingest.loading": "add_file load_curated",
    "model.claims": "Claim Entity",
    "model.reports": "Report",
    "model.sources": "Article Source",
    "network.projection": "to_networkx",
    "query.changes": "Change diff history",
    "query.conflicts": "Conflict find_conflicts",
    "query.saved": "saved_queries",
    "query.sparql": "construct",
    "query.standing": "Standings standings",
    "query.tables": "Table",
    "rdf.shapes": "validate",
    "review.queue": "review_queue",
    "store.store": "Store open_store",
    "viewer": "view",
}
_HOMES = {name: module for module, names in _MODULES.items() for name in names.split()}
# Former names, kept for one release.
_RENAMED = {
    "check_reports": "validate",
    "conflicts": "find_conflicts",
    "project": "to_networkx",
    "standing": "standings",
}
# What is within reach by its name without an import of its own.
_SUBMODULES = [
    "belief",
    "decisions",
    "errors",
    "exporters",
    "extraction",
    "files",
    "identity",
    "importers",
    "ingest",
    "model",
    "network",
    "query",
    "rdf",
    "review",
    "store",
    "viewer",
]

_logging.getLogger("slategraph").addHandler(_logging.NullHandler())

if not TYPE_CHECKING:  # so that a checker reports names that are not there

    def __getattr__(name: str) -> object:
        """A public name or a submodule, loaded when first used."""
        if name in _HOMES:
            found = globals()[name] = getattr(_import_module(f"slategraph.{_HOMES[name]}"), name)
            return found
        if name in _SUBMODULES:
            return _import_module(f"slategraph.{name}")
        if name in _RENAMED:
            import warnings

            now = _RENAMED[name]
            warnings.warn(f"slategraph.{name} is now slategraph.{now}.", DeprecationWarning, stacklevel=2)
            return getattr(_import_module("slategraph"), now)
        raise AttributeError(f"module 'slategraph' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted({*__all__, *_SUBMODULES, "__version__", "__doc__", "__file__", "__name__", "__path__"})
