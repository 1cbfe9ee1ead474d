"""The page: one HTML file with everything in it, around the vis-network that comes with pyvis.

`page.js` is made from the modules in `script/` by `scripts/page`; nobody needs Node to use it.
"""

import base64
import hashlib
import html
import json
import re
import webbrowser
import zlib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import pyvis
from pyvis.network import Network

from slategraph.errors import BadInput
from slategraph.files import write
from slategraph.viewer.columns import as_json, content, whole
from slategraph.viewer.rows import Row

THEMES = ("auto", "light", "dark")

_HERE = Path(__file__).resolve().parent
_VIS = Path(pyvis.__file__).resolve().parent / "lib" / "vis-9.1.2" / "vis-network.min.js"
# What a node or an edge lacks that was added with pyvis's own add_node and add_edge.
_NODE: Row = {"group": "", "size": 8, "x": 0, "y": 0}
_EDGE: Row = {"id": "", "label": "", "predicate": "", "status": "attached", "certainty": "", "sources": 0}
_MANY = 1_000_000  # characters of reports above which they are packed
_PLACE = re.compile(r"\{\{ (\w+) \}\}")


class Page(Network):  # type: ignore[misc]  # pyvis has no types
    """A pyvis network that shows itself as slategraph's page: in a file, or inline in a notebook.

    `nodes` and `edges` are pyvis's own lists of dictionaries and may be changed before the page is made.
    Nothing that they hold is taken for markup, and the page asks no address for anything.
    """

    def __init__(self, nodes: list[Row], edges: list[Row], *, title: str, theme: str = "auto") -> None:
        if theme not in THEMES:
            raise BadInput(f"Unknown theme {theme!r}: use one of {', '.join(THEMES)}.")
        super().__init__(height="640px", directed=True, heading=title, cdn_resources="in_line")
        self.toggle_physics(False)
        self.nodes, self.edges, self.theme = nodes, edges, theme
        self.node_ids = [node["id"] for node in nodes]
        self.node_map = {node["id"]: node for node in nodes}

    def generate_html(self, name: str = "index.html", local: bool = True, notebook: bool = False) -> str:
        """The page as text; the arguments are pyvis's and change nothing here."""
        picture, reports = content([_NODE | node for node in self.nodes], [_EDGE | edge for edge in self.edges])
        words = json.loads(_shipped("words.json"))
        title = whole(str(self.heading or words["title"]))
        script, style = _shipped("page.js"), _shipped("page.css")
        blocks = {
            "policy": _policy((_vis(), script), style),
            "style": style,
            "vis": _vis(),
            "script": script,
            "data": as_json(picture | {"title": title, "words": words}),
        } | _reports_block(as_json(reports))
        texts = words | {"title": title, "theme": self.theme, "theme_button": words["theme"]}
        self.html = _filled(
            _shipped("page.html"), {key: html.escape(str(value)) for key, value in texts.items()} | blocks
        )
        return self.html

    def write_html(
        self, name: str | Path, local: bool = True, notebook: bool = False, open_browser: bool = False
    ) -> None:
        """Write the page to a file, whole or not at all; raises `Unreadable` with the reason."""
        write(Path(name), self.generate_html().encode("utf-8"))
        if open_browser:
            webbrowser.open(Path(name).resolve().as_uri())

    def _repr_html_(self) -> str:
        """The page in a frame, for notebooks."""
        return (
            f'<iframe title="{html.escape(whole(str(self.heading)))}" srcdoc="{html.escape(self.generate_html())}" '
            'sandbox="allow-scripts allow-downloads allow-popups allow-popups-to-escape-sandbox" '
            f'style="width:100%;height:{html.escape(str(self.height))};border:0" loading="lazy"></iframe>'
        )


def _reports_block(written: str) -> dict[str, str]:
    """Few reports stand in the page as they are; many are packed, so that the page can be mailed."""
    if len(written) < _MANY:
        return {"reports": written, "reports_type": "application/json", "reports_packed": ""}
    packed = base64.b64encode(zlib.compress(written.encode("utf-8"), 6)).decode("ascii")
    return {"reports": packed, "reports_type": "application/octet-stream", "reports_packed": ' data-packed="deflate"'}


def _filled(template: str, values: Mapping[str, Any]) -> str:
    return _PLACE.sub(lambda found: str(values[found[1]]), template)


@cache
def _shipped(name: str) -> str:
    return (_HERE / name).read_text(encoding="utf-8")


@cache
def _vis() -> str:
    """vis-network as it may stand in a page: without the address of its source map."""
    code = _VIS.read_text(encoding="utf-8").replace("\r\n", "\n").replace("</script", "<\\/script")
    return re.sub(r"^//# sourceMappingURL=.*$", "", code, flags=re.MULTILINE)


def _policy(scripts: tuple[str, ...], style: str) -> str:
    """The Content-Security-Policy: these scripts, this style, pictures made in the page, and nothing else."""
    allowed = " ".join(_fingerprint(script) for script in scripts)
    return (
        f"default-src 'none'; script-src {allowed}; style-src {_fingerprint(style)}; "
        "img-src data: blob:; base-uri 'none'; form-action 'none'"
    )


def _fingerprint(code: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(code.encode()).digest()).decode()}'"
