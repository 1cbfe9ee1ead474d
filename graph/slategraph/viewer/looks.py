"""How each kind of entity looks: a shape and two colours, one for light and one for dark paper.

The shapes are vis-network's names; the page draws its own, plainer version of each. Colours are distinguished by
people with any of the usual colour blindnesses, and no two kinds share a shape.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType


@dataclass(frozen=True, slots=True)
class Look:
    """Shape and colours of one kind of entity."""

    shape: str
    light: str
    dark: str


def look(kind: str) -> Look:
    """The look of a kind of entity, such as ``Film``; kinds that nobody foresaw share a plain grey one."""
    return LOOKS.get(kind, _OTHER)


_OTHER = Look("ellipse", "#6a6f78", "#a9afb9")

#: Looks by kind of entity.
LOOKS: Mapping[str, Look] = MappingProxyType(
    {
        "Film": Look("box", "#c24a1c", "#f2895f"),
        "Series": Look("hexagon", "#a86c00", "#edb24a"),
        "Person": Look("dot", "#2166ac", "#79b3ee"),
        "Company": Look("square", "#1b7f6b", "#5cc9af"),
        "Book": Look("database", "#7746a6", "#bb9bea"),
        "Play": Look("triangle", "#b03a7d", "#ee94c6"),
        "Game": Look("triangleDown", "#5f6f1c", "#b7c864"),
        "Character": Look("star", "#14809f", "#78d0ea"),
        "Franchise": Look("diamond", "#86601f", "#d3b075"),
        "Place": Look("circle", "#5d6470", "#b4bbc6"),
    }
)
