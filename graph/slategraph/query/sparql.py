"""Questions to the graph: any SPARQL text, or a saved query by its name.

    >>> from slategraph import open_store
    >>> query(open_store(), "SELECT ?film WHERE { ?film a sg:Film }").columns
    ('film',)

A saved query is a file in `data/queries/`: its first comment line is its title, and each line
``# $name (Type, …): what it is`` declares a parameter, which stands in the text as ``$name``.
"""

import re
from collections.abc import Mapping
from difflib import get_close_matches
from typing import TYPE_CHECKING, overload

from slategraph.errors import BadQuery, SlategraphError
from slategraph.model.vocabulary import PREFIXES
from slategraph.query import evaluation
from slategraph.query.answers import Answer
from slategraph.query.complaints import check, explained
from slategraph.query.saved import saved_queries
from slategraph.query.tables import Table
from slategraph.query.worker import Limits
from slategraph.rdf import syntaxes
from slategraph.store.store import Store

if TYPE_CHECKING:
    from rdflib import Graph


@overload
def query(store: Store, question: str, /, **parameters: str) -> Table: ...


@overload
def query(
    store: Store,
    question: str,
    /,
    *,
    timeout: float = ...,
    max_rows: int = ...,
    max_memory: int = ...,
    allow_service: bool = ...,
    **parameters: str,
) -> Table: ...


def query(  # type: ignore[misc]  # no saved query has a parameter of an option's name
    store: Store,
    question: str,
    /,
    *,
    timeout: float = Limits.timeout,
    max_rows: int = Limits.max_rows,
    max_memory: int = Limits.max_memory,
    allow_service: bool = False,
    **parameters: str,
) -> Table:
    """Ask the graph: a saved query by its name and parameters, or any SPARQL 1.1 query.

    The prefixes of the ontology (``sg:``, ``film:``, ``person:`` …) need no declaration. Plain triple patterns
    match what is believed; ``GRAPH ?source { … }`` what a source says. `timeout` is in seconds, `max_memory` in bytes;
    a query that reaches a limit is stopped. SERVICE, which asks another server, has to be allowed.

    Raises `BadQuery` with line and column, `UnknownName` for a parameter that names nothing in the graph,
    `QueryTimeout` after `timeout`, and `QueryTooLarge` beyond `max_rows` or `max_memory`.

        >>> import slategraph as sg
        >>> sg.query(sg.open_store(), "ASK { ?film a sg:Film }").rows
        ((False,),)
    """
    return ask(store, question, parameters, Limits(timeout, max_rows, max_memory), allow_service=allow_service).table()


@overload
def construct(store: Store, question: str, /, **parameters: str) -> "Graph": ...


@overload
def construct(
    store: Store,
    question: str,
    /,
    *,
    timeout: float = ...,
    max_rows: int = ...,
    max_memory: int = ...,
    allow_service: bool = ...,
    **parameters: str,
) -> "Graph": ...


def construct(  # type: ignore[misc]  # no saved query has a parameter of an option's name
    store: Store,
    question: str,
    /,
    *,
    timeout: float = Limits.timeout,
    max_rows: int = Limits.max_rows,
    max_memory: int = Limits.max_memory,
    allow_service: bool = False,
    **parameters: str,
) -> "Graph":
    """The triples of a SPARQL CONSTRUCT or DESCRIBE as an `rdflib.Graph`, with the prefixes of the ontology.

    Takes and raises what `query` does.

        >>> from slategraph import open_store
        >>> len(construct(open_store(), "CONSTRUCT { ?a sg:directs ?b } WHERE { ?a sg:directs ?b }"))
        0
    """
    from rdflib import Graph  # takes half a second, which other questions need not pay

    limits = Limits(timeout, max_rows, max_memory)
    answer = ask(store, question, parameters, limits, allow_service=allow_service)
    if not answer.is_graph:
        raise BadQuery("The query returns no triples: write CONSTRUCT or DESCRIBE, or use query().")
    graph = Graph(bind_namespaces="none")
    for prefix, namespace in PREFIXES.items():
        graph.bind(prefix, namespace)
    return graph.parse(data=syntaxes.serialized(answer.triples(), "ntriples"), format="ox-nt")


def ask(
    store: Store,
    question: str,
    parameters: Mapping[str, str] | None = None,
    limits: Limits | None = None,
    *,
    allow_service: bool = False,
) -> Answer:
    """The answer to a question as RDF terms; raises what `query` does."""
    if not isinstance(question, str):
        raise BadQuery(f"A question is a saved query's name or a SPARQL text, not {type(question).__name__}.")
    saved = saved_queries().get(question)
    text = saved.filled(store, parameters or {}) if saved else _checked(question, parameters or {})
    try:
        return evaluation.answer(
            store, text, limits or Limits(), allow_service=allow_service, shipped=saved is not None
        )
    except SlategraphError:
        raise
    except (SyntaxError, ValueError) as error:
        raise BadQuery(explained(str(error), text)) from None
    except MemoryError:
        raise (limits or Limits()).too_large() from None
    except (RuntimeError, OSError) as error:
        raise BadQuery(f"The query can't be answered: {str(error).removesuffix('.')}.") from None


def _checked(question: str, parameters: Mapping[str, str]) -> str:
    """A SPARQL text that is not a saved query's; raises `BadQuery` for what can be seen without evaluating it."""
    if re.fullmatch(r"[\w-]+", question):
        saved = saved_queries()
        near = get_close_matches(question, saved, 1)
        hint = f" Did you mean {near[0]!r}?" if near else ""
        raise BadQuery(f"There is no saved query {question!r}.{hint} The saved queries are {', '.join(saved)}.")
    if parameters:
        raise BadQuery("Only a saved query takes parameters: write the values into the SPARQL text.")
    check(question)
    return question
