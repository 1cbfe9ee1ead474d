"""One HTML page of a network: a picture with the sources behind every line."""

from collections.abc import Collection
from os import PathLike
from pathlib import Path

from slategraph.viewer.excerpt import excerpt
from slategraph.viewer.page import THEMES, Page
from slategraph.viewer.rows import as_graph, rows, text

__all__ = ["THEMES", "Page", "excerpt", "view"]


def view(
    network: object,
    path: str | PathLike[str] | None = None,
    *,
    title: str | None = None,
    theme: str = "auto",
    layout: str = "force",
    seed: int = 7,
    around: str | None = None,
    steps: int = 2,
    min_belief: float = 0.0,
    predicates: Collection[str] = (),
) -> Page:
    """Draw a network as one self-contained HTML page, to be opened in a browser or mailed to a colleague.

    `network` is a NetworkX graph, best one from `slategraph.to_networkx`. With `path` the page is written there; in a
    notebook the returned `Page`, a `pyvis.network.Network`, shows itself. `theme` is ``auto``, ``light`` or ``dark``,
    `layout` a key of `slategraph.viewer.layout.LAYOUTS`; the same network and `seed` give the same picture.
    `around`, `steps`, `min_belief` and `predicates` draw only a part, see `slategraph.viewer.excerpt`.
    Raises `TypeError` for what is not a graph, `BadInput` for an unknown theme or layout, `UnknownName` where `around`
    is not in the network, `Unreadable` where the page can't be written.

        >>> import networkx
        >>> network = networkx.MultiDiGraph(title="Heat 2")
        >>> network.add_edge("person:michael-mann", "film:heat-2", predicate="directs", label="directs")
        0
        >>> page = view(network)
        >>> len(page.nodes), page.heading
        (2, 'Heat 2')
    """
    graph = as_graph(network)
    part = excerpt(graph, around=around, steps=steps, min_belief=min_belief, predicates=predicates)
    nodes, edges = rows(part, layout, seed)
    page = Page(nodes, edges, title=title or text(graph.graph.get("title")), theme=theme)
    if path is not None:
        page.write_html(Path(path))
    return page
