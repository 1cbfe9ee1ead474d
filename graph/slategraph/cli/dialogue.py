"""The review in the terminal: one item after another, with the source's own words, until the reviewer has enough."""

import sys
from collections.abc import Iterator

import typer
from rich.console import Console
from rich.text import Text

from slategraph.belief.order import day
from slategraph.belief.rule import level, outlet
from slategraph.cli.pages import plain
from slategraph.cli.terminal import complain, say
from slategraph.errors import SlategraphError
from slategraph.identity.candidates import Candidate
from slategraph.model.reports import Report
from slategraph.model.vocabulary import CERTAINTIES, PREDICATES, STATUSES
from slategraph.query.conflicts import Conflict, Side
from slategraph.review.deciding import Decision, decide, undo
from slategraph.review.queue import Item, options, sentence
from slategraph.store.store import Store

_ALWAYS = (("skip", "decide later"), ("undo", "undo the last decision"), ("quit", "stop; decisions are saved"))


def walk(store: Store, items: list[Item], *, by: str) -> None:
    """Ask about each item; every decision is kept at once, and can be taken back until the end."""
    console = Console(highlight=False, soft_wrap=not sys.stdout.isatty())
    if not items:
        say("The review queue is empty.")
        return
    made: list[tuple[int, Decision]] = []
    at = 0
    while at < len(items):
        item = items[at]
        if _moot(store, item):
            at += 1
            continue
        _show(console, item, at, len(items))
        answer = _answer(item)
        if answer == "quit":
            break
        if answer == "undo":
            at = _undone(store, made, at)
            continue
        if answer != "skip" and (decision := _decided(store, item, answer, by)):
            made.append((at, decision))
        elif answer != "skip":
            continue
        at += 1
    done = {place for place, _ in made}
    left = sum(place not in done and not _moot(store, item) for place, item in enumerate(items))
    say(f"{len(made)} decided, {left} left.")


def _moot(store: Store, item: Item) -> bool:
    """Whether nothing is left to decide after what was decided meanwhile."""
    decisions = store.decisions()
    if isinstance(item.what, Report):
        return decisions.review(item.what) is not None
    return isinstance(item.what, Candidate) and len({decisions.one(id_) for id_ in item.what.pair}) == 1


def _undone(store: Store, made: list[tuple[int, Decision]], at: int) -> int:
    """Undo the last decision; returns the place of its item."""
    if not made:
        say("Nothing has been decided yet.")
        return at
    place, decision = made.pop()
    undo(store, decision)
    say("Undone.")
    return place


def _decided(store: Store, item: Item, verdict: str, by: str) -> Decision | None:
    correction = _correction(item.what) if verdict == "correct" and isinstance(item.what, Report) else None
    try:
        return decide(store, item, verdict, by=by, correction=correction)
    except SlategraphError as error:
        complain(str(error))
        return None


def _answer(item: Item) -> str:
    """What the reviewer says: a word or its first letter; the end of the input is "quit"."""
    words = dict((*options(item), *_ALWAYS))
    letters = ", ".join(f"{word[0]}={word}" for word in words)
    while True:
        line = _line(f"[{letters}, ?] ")
        if line is None:
            return "quit"
        said = line.strip().lower()
        fitting = [word for word in words if said and word.startswith(said)]
        if len(fitting) == 1:
            return fitting[0]
        for word, meaning in words.items():
            say(f"  {word[0]}  {word}: {meaning}")


def _line(prompt: str) -> str | None:
    """A line from the reviewer, None at the end of the input."""
    typer.echo(prompt, nl=False)
    sys.stdout.flush()
    line = sys.stdin.readline()
    if not line:
        say("")
    return line.rstrip("\n") if line else None


def _correction(report: Report) -> dict[str, str | None]:
    """What the reviewer changes, field by field; an empty answer keeps what is there."""
    claim = report.claim
    asked: dict[str, tuple[str, str]] = {
        "subject": (claim.subject.name, ""),
        "predicate": (claim.predicate, ", ".join(PREDICATES)),
        "object": (claim.object_name, ""),
        "work": (claim.work.name if claim.work else "", "the film or series, for portrays"),
        "status": (report.status, ", ".join(STATUSES)),
        "certainty": (report.certainty, ", ".join(CERTAINTIES)),
    }
    say("Press Enter to keep the value in brackets.")
    changed: dict[str, str | None] = {}
    for key, (known, choice) in asked.items():
        if key == "status" and not _has_status(changed.get("predicate") or claim.predicate):
            continue
        if choice:
            say(f"  ({choice})")
        said = (_line(f"  {key} [{plain(known)}]: ") or "").strip()
        if said and said != known:
            changed[key] = said
    return changed


def _has_status(predicate: str) -> bool:
    return predicate not in PREDICATES or PREDICATES[predicate].has_status


def _show(console: Console, item: Item, at: int, of: int) -> None:
    console.print(Text(f"\n{at + 1} of {of}, {item.kind}", style="dim"))
    if isinstance(item.what, Report):
        lines = _report(item.what)
    elif isinstance(item.what, Candidate):
        lines = _candidate(item.what)
    else:
        lines = _conflict(item.what)
    for line in lines:
        console.print(Text("  ").append_text(line))


def _report(report: Report) -> Iterator[Text]:
    yield Text(plain(sentence(report.claim)), style="bold").append(f": {level(report)}")
    yield Text(_from(report))
    yield _words(report)


def _from(report: Report) -> str:
    source = report.source
    how = f"read by {report.extractor} at {report.confidence:.2f}"
    return plain(f"{outlet(source)}, {source.published or 'undated'}, {how}: {source.url or source.key}")


def _words(report: Report) -> Text:
    """The sentence with the quotation marked: between » and «, on a terminal in reverse too."""
    if not report.quotation:
        return Text("(no quotation)", style="dim")
    before, after = (plain(words) if words else "" for words in (report.before, report.after))
    marked = Text(f"{before} " if before else "", style="dim"), Text(f"»{plain(report.quotation)}«", style="reverse")
    return Text.assemble(*marked, (f" {after}".rstrip(), "dim"))


def _candidate(candidate: Candidate) -> Iterator[Text]:
    for one in (candidate.one, candidate.other):
        also = f", also {', '.join(one.aliases)}" if one.aliases else ""
        yield Text(plain(one.name), style="bold").append(plain(f" ({one.type}{also})"))
    yield Text(plain(f"likeness {candidate.score:.2f}: {candidate.why}"))


def _conflict(conflict: Conflict) -> Iterator[Text]:
    yield Text(plain(sentence(conflict.claim)), style="bold")
    for word, side in (("believed", conflict.one), ("but also", conflict.other)):
        yield Text(f"{word}: {plain(side.level)} (weight {side.weight:.2f})")
        yield from (Text("  ").append_text(line) for line in _side(side))


def _side(side: Side) -> Iterator[Text]:
    for report in sorted(side.reports, key=day):
        yield Text(_from(report))
        yield _words(report)
