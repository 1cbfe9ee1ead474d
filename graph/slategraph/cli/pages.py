"""Standings as a person reads them: the text and the Markdown of `slategraph show`."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from types import MappingProxyType

from slategraph.belief.order import day
from slategraph.belief.rule import Standing, level, outlet
from slategraph.model.reports import BY_HAND, Report
from slategraph.model.sources import Source
from slategraph.model.vocabulary import PREDICATES
from slategraph.query.standing import Standings


@dataclass(frozen=True, slots=True)
class _Style:
    """How a page's lines are written: `{}` is where the words go, `safe` keeps them from being taken for markup."""

    title: str
    heading: str
    claim: str
    report: str
    source: str
    safe: Callable[[str], str]


def text(page: Standings) -> str:
    """A project in plain lines: each claim with status, certainty and since when, and what each source says."""
    return "\n".join(_lines(page, _Style("{}", "{}", "  {}", "      {}", "  {}", plain)))


def markdown(page: Standings) -> str:
    """A project as Markdown: a list of claims with what each source says below."""
    return "\n".join(_lines(page, _Style("# {}", "## {}", "- {}", "  - {}", "- {}", _escaped)))


def _lines(page: Standings, style: _Style) -> Iterator[str]:
    yield style.title.format(style.safe(_title(page)))
    if not page.standings:
        yield from ("", nothing(page))
        return
    numbers = _numbered(report for standing in page.standings for report in standing.reports)
    for name, some in groupby(page.standings, key=lambda s: _heading(page, s)):
        yield from ("", style.heading.format(style.safe(name)))
        for standing in some:
            yield style.claim.format(style.safe(_sentence(page, standing)))
            yield style.report.format(style.safe(standing.why))
            for report in reversed(standing.reports):
                yield style.report.format(style.safe(_said(report, numbers[report.source])))
    yield from ("", style.heading.format("Sources"))
    yield from (style.source.format(style.safe(_source(source, number))) for source, number in numbers.items())


def nothing(page: Standings) -> str:
    """What there is to say where no report counts."""
    by = f" by {page.on or page.known_on}" if page.on or page.known_on else ""
    return f"No source reports on it{by}."


def _numbered(reports: Iterable[Report]) -> dict[Source, int]:
    """The sources in the order of their days, numbered from 1."""
    ordered = sorted(reports, key=lambda report: (day(report), report.source.id))
    return {source: number for number, source in enumerate(dict.fromkeys(r.source for r in ordered), start=1)}


def _title(page: Standings) -> str:
    on = f", as of {page.on}" if page.on else ""
    on += f", as recorded by {page.known_on}" if page.known_on else ""
    aliases = f", also {', '.join(page.entity.aliases)}" if page.entity.aliases else ""
    return f"{page.entity.name} ({page.entity.type}){aliases}{on}"


def _heading(page: Standings, s: Standing) -> str:
    if s.superseded_by is not None:
        return "Superseded"
    predicate = PREDICATES[s.claim.predicate]
    of_work = s.claim.work is not None and s.claim.work.id == page.entity.id
    return predicate.label if s.claim.subject.id == page.entity.id or of_work else predicate.inverse


def _sentence(page: Standings, s: Standing) -> str:
    """A claim without the entity that the page is about, with its status, certainty and day."""
    claim, ours = s.claim, page.entity.id
    ends = ((claim.subject.name, claim.subject.id), (claim.object_name, claim.object_id))
    names = " as ".join(name for name, id_ in ends if id_ != ours)
    work = f" in {claim.work.name}" if claim.work and claim.work.id != ours else ""
    old = f"{PREDICATES[claim.predicate].label} " if s.superseded_by else ""
    since = f", since {s.since}" if s.since else ""
    return f"{old}{names}{work}: {level(s)}{since} (belief {s.belief:.2f})"


def _said(report: Report, number: int) -> str:
    """What one source says, in its own words where it was read."""
    published = report.source.published or "undated"
    speaker = f", according to {report.speaker}" if report.speaker else ""
    how = "" if report.extractor == BY_HAND else f" (read by {report.extractor} at {report.confidence:.2f})"
    words = f": “{report.quotation}”" if report.quotation else ""
    return f"[{number}] {outlet(report.source)}, {published}: {level(report)}{speaker}{how}{words}"


def _source(source: Source, number: int) -> str:
    retracted = f"retracted on {source.retracted}" if source.retracted else None
    parts = (outlet(source), source.published or "undated", retracted, source.title, source.url or source.key)
    return f"[{number}] {', '.join(part for part in parts if part)}"


def plain(words: str) -> str:
    """One line without control characters, so that no text from outside can steer the terminal."""
    return " ".join("".join(c if c.isprintable() else " " for c in words).split())


def _escaped(words: str) -> str:
    """Plain words with a backslash before all that Markdown would take for markup."""
    return re.sub(r"([\\`*_\[\]<>#|])", r"\\\1", plain(words))


#: How `slategraph show` can write a page.
FORMATS: Mapping[str, Callable[[Standings], str]] = MappingProxyType({"text": text, "markdown": markdown})
