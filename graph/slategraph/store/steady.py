"""Several readings of an endpoint that belong together: all of one revision, or read again."""

import time
from collections.abc import Callable, Iterable, Mapping
from typing import TypeVar

from slategraph.errors import StoreInUse
from slategraph.rdf.quads import Answer, Delta, NamedNode, Pattern, Quad, Term
from slategraph.store.endpoint import Endpoint

_T = TypeVar("_T")
_TRIES = 5
_PAUSE = 0.2  # seconds before reading again; doubled each time


class Moved(StoreInUse):
    """The store was changed while it was read."""


class Steady:
    """An endpoint as it is at its first reading; raises `Moved` once somebody has changed it since.

    What is kept by `revision` belongs to the reading too. To close it leaves the endpoint open.
    """

    def __init__(self, endpoint: Endpoint) -> None:
        self._endpoint = endpoint
        self._revisions: set[str | None] = set()

    @property
    def revision(self) -> object:
        """The revision that is read."""
        return self._checked(self._endpoint.revision)

    def match(self, patterns: Iterable[Pattern]) -> Iterable[Quad]:
        """The quads that fit any of the patterns, each once."""
        return self._checked(self._endpoint.match(patterns))

    def named_graphs(self) -> list[NamedNode]:
        """The graphs that hold anything, apart from the default graph, by their addresses."""
        return self._checked(self._endpoint.named_graphs())

    def query(self, text: str, *, values: Mapping[str, Term] | None = None) -> Answer:
        """The answer to a SPARQL query, with terms in place of some of its variables."""
        return self._checked(self._endpoint.query(text, values=values))

    def apply(self, delta: Delta) -> None:
        """Carry out a change that was worked out from what was read here; raises what `Endpoint.apply` does."""
        self._endpoint.apply(delta)
        self._revisions = {self._endpoint.revision}

    def __len__(self) -> int:
        """How many quads there are."""
        return self._checked(len(self._endpoint))

    def close(self) -> None:
        """Nothing: the endpoint stays open."""

    def _checked(self, found: _T) -> _T:
        self._revisions.add(self._endpoint.revision)
        if len(self._revisions) > 1:
            raise Moved(f"{self._endpoint.address} was changed while it was read: ask again.")
        return found


def steadily(endpoint: Endpoint, read: Callable[[Steady], _T]) -> _T:
    """What a function reads from one state of an endpoint; it is called again where the endpoint changed meanwhile.

    Raises `Moved` where that does not come to an end.
    """
    return again(lambda: read(Steady(endpoint)))


def again(attempt: Callable[[], _T]) -> _T:
    """What comes of an attempt, which is made again, a few times, where somebody else changed the store meanwhile.

    Raises `StoreInUse` as the last attempt does.
    """
    for tried in range(_TRIES):
        try:
            return attempt()
        except StoreInUse:
            if tried == _TRIES - 1:
                raise
            time.sleep(_PAUSE * 2**tried)
    raise AssertionError("the last try returns or raises")
