"""A store as an rdflib Dataset that can be read only; rdflib is not loaded before somebody asks for one."""

import re
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox

from slategraph.errors import BadInput
from slategraph.model.vocabulary import PREFIXES

if TYPE_CHECKING:
    from rdflib import Dataset

_READS = {"quads_for_pattern", "named_graphs", "contains_named_graph", "dump"}


class _Readable:
    """An Oxigraph store that refuses whatever would change it."""

    def __init__(self, inner: ox.Store) -> None:
        self._inner = inner

    def __getattr__(self, name: str) -> Any:
        if name in _READS:
            return getattr(self._inner, name)
        raise BadInput(
            "store.dataset is read-only: change the store by store.add, store.remove or the commands; for a copy that "
            "can be changed, parse what `slategraph export slate.trig` writes."
        )

    def query(self, text: str, **options: Any) -> Any:
        """Oxigraph's answer; raises `BadInput` for a query that mentions SERVICE, which would ask another server."""
        if re.search(r"\bservice\b", text, re.IGNORECASE):
            raise BadInput("store.dataset asks no other server (SERVICE): use sg.query with allow_service=True.")
        return self._inner.query(text, **options)

    def add_graph(self, name: object) -> None:
        """Nothing: rdflib adds each graph that is looked at."""


def read_only_dataset(inner: ox.Store) -> "Dataset":
    """An rdflib Dataset over a store, with slategraph's prefixes; raises `BadInput` for whatever would change it."""
    from oxrdflib import OxigraphStore
    from rdflib import Dataset, URIRef

    class ReadOnly(OxigraphStore):
        def remove(self, triple: Any, context: Any = None) -> None:
            self._inner.remove(triple)

    dataset = Dataset(ReadOnly(store=_Readable(inner)), default_union=False)  # type: ignore[arg-type]
    for prefix, namespace in PREFIXES.items():
        dataset.bind(prefix, URIRef(namespace), override=True, replace=True)
    return dataset
