"""A change written down before it is carried out, so that whoever finds it half done can finish it.

The quads of a change have no blank nodes, and a change says of each quad whether it is there in the end, so that it
may be carried out any number of times.
"""

import base64
import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Self

import pyoxigraph as ox

from slategraph.rdf.quads import Delta, NamedNode, Quad


@dataclass(frozen=True, slots=True)
class Redo:
    """A change under way; `revision` is that of the store once it is done.

    >>> quad = Quad(NamedNode("x:a"), NamedNode("x:b"), NamedNode("x:c"))
    >>> change = Redo("r1", Delta(added=frozenset({quad})))
    >>> Redo.read(change.text()) == change
    True
    """

    revision: str
    delta: Delta

    def text(self) -> str:
        """The change as one text: its revision, its quads as deflated N-Quads in base64, and the graphs it drops."""
        delta = self.delta
        return "|".join(
            (self.revision, _packed(delta.removed), _packed(delta.added), " ".join(g.value for g in delta.dropped))
        )

    @classmethod
    def read(cls, text: str) -> Self:
        """The change from its text."""
        revision, removed, added, dropped = text.split("|", 3)
        return cls(revision, Delta(_unpacked(removed), _unpacked(added), frozenset(map(NamedNode, dropped.split()))))

    def over(self, quads: Iterable[Quad]) -> set[Quad]:
        """Quads of a store, with the change carried out on them."""
        removed, dropped = self.delta.removed, self.delta.dropped
        return {q for q in quads if q not in removed and q.graph_name not in dropped} | self.delta.added


def _packed(quads: Iterable[Quad]) -> str:
    return base64.b64encode(zlib.compress(ox.serialize(quads, format=ox.RdfFormat.N_QUADS) or b"")).decode()


def _unpacked(text: str) -> frozenset[Quad]:
    return frozenset(ox.parse(zlib.decompress(base64.b64decode(text)), format=ox.RdfFormat.N_QUADS))
