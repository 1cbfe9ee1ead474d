"""The demo: the main job done once, from claims and articles to answers, Turtle and the page."""

import shutil
import sys
from pathlib import Path
from typing import Annotated

import typer

import slategraph as sg
from slategraph.cli.progress import busy, each
from slategraph.cli.terminal import end, say
from slategraph.files import shipped
from slategraph.ingest.loading import Loaded


def demo(
    out: Annotated[Path, typer.Option(help="The folder to write into.")] = Path("out"),
) -> None:
    """Run the whole workflow on sample data: load claims, read articles, query, export and draw."""
    folder = _new_folder(out / "slate.db")
    articles = [str(path) for path in sorted(shipped("data/articles").glob("*.html"))]
    with sg.open_store(folder) as store:
        with busy("Loading the curated claims"):
            sg.load_curated(store)
        loaded: list[Loaded] = []
        complaints = each(articles, "Reading the sample articles", lambda name: loaded.append(sg.add_file(store, name)))
        say(_tally(store, loaded))
        for name, parameters in _DEMO_QUERIES:
            _ask_aloud(store, name, parameters)
        sg.export(store, out / "slate.ttl")
        with busy("Drawing the page"):
            sg.view(sg.to_networkx(store), out / "slate.html", title="slategraph: the sample slate")
    say(_next_lines(out, folder))
    end(complaints)


def _new_folder(folder: Path) -> Path:
    """A store's folder without what an earlier demo left there."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    if (folder / "CURRENT").exists():
        sg.open_store(folder).close()  # refuses one that is in use
        shutil.rmtree(folder)
    return folder


_DEMO_QUERIES: tuple[tuple[str, dict[str, str]], ...] = (
    ("who-is-attached", {"project": "Heat 2"}),
    ("who-is-in-play", {"project": "Heat 2"}),
    ("adaptations", {}),
)


def _tally(store: sg.Store, loaded: list[Loaded]) -> str:
    entities = sg.query(store, "SELECT (COUNT(?e) AS ?n) WHERE { ?e rdfs:label ?label }").rows[0][0]
    read = sum(one.reports for one in loaded)
    sources = len(list(store.sources()))
    reports = sum(1 for _ in store.reports())
    whole = f"{reports} reports from {sources} sources on {entities} entities"
    return f"{whole}; {read} of them read from {len(loaded)} sample articles."


def _ask_aloud(store: sg.Store, name: str, parameters: dict[str, str]) -> None:
    about = "".join(f" {key}={value!r}" for key, value in parameters.items())
    say(f"\n{sg.saved_queries()[name].title} ({name}{about})\n")
    say(sg.query(store, name, **parameters).text())


def _next_lines(out: Path, folder: Path) -> str:
    command = _own_name()
    return "\n".join(
        (
            f"\nWrote {out / 'slate.ttl'} (what is believed, as Turtle)",
            f"and {out / 'slate.html'} (open it in a browser).",
            "\nNext, for instance:",
            f'  {command} show "Heat 2" --on 2025-10-31 --store {folder}',
            f'  {command} query person name="Leonardo DiCaprio" --store {folder}',
            f"  {command} add my-article.html --store {folder}",
            f"  {command} view my-slate.html --store {folder}",
        )
    )


def _own_name() -> str:
    """How to call this program again from here: its name where the path finds it, else its place."""
    called = Path(sys.argv[0])
    found = shutil.which("slategraph")
    if called.name != "slategraph" or (found and Path(found).resolve() == called.resolve()):
        return "slategraph"
    return str(called.relative_to(Path.cwd())) if called.is_relative_to(Path.cwd()) else str(called)
