"""What hypothesis makes up: entities, claims, sources and reports, with the names that a hostile source would give."""

from dataclasses import replace

from hypothesis import strategies as st

from slategraph.belief.weights import TRUSTED
from slategraph.model.claims import Claim, Entity
from slategraph.model.reports import Report
from slategraph.model.signatures import ALPHABET, LENGTH
from slategraph.model.sources import SOURCE_KINDS, Source
from slategraph.model.vocabulary import CERTAINTIES, PREDICATES, STAGES, STATUSES, TYPES

#: Letters, and what breaks careless writers: quotes, backslashes, line ends, braces, emoji, right-to-left, controls.
HOSTILE = "ab Z9\"'\\\n\r\t<>{}|^`&;#.,:@%$_-é\u0301ßהמ한की中🎬\u200f\u2028\x00\x07\x85\ufffe"

names = st.text(st.sampled_from(HOSTILE), min_size=1, max_size=8).filter(lambda text: bool(text.strip()))
texts = st.none() | names
certainties = st.sampled_from(sorted(CERTAINTIES))
days = st.dates().map(str)
dates = st.one_of(days, days.map(lambda day: day[:7]), days.map(lambda day: day[:4]))
moments = days.map(lambda day: f"{day}T12:00:00Z")
shares = st.integers(0, 10_000).map(lambda n: n / 10_000)
#: Names that meet often, so that claims of several sources are about the same things.
few = st.sampled_from(("Heat 2", "HEAT 2", "Dune", "Ada", "Ána", "🎬"))


@st.composite
def entities(draw: st.DrawFn, types: tuple[str, ...] = tuple(TYPES), named: st.SearchStrategy[str] = names) -> Entity:
    name = draw(named)
    aliases = draw(st.sets(named, max_size=2)) - {name}
    refs = draw(st.sets(st.sampled_from(("wd:Q1", "imdb:title/tt1", "https://example.org/é")), max_size=2))
    return Entity(draw(st.sampled_from(types)), name, tuple(sorted(aliases)), tuple(sorted(refs)))


@st.composite
def claims(draw: st.DrawFn, named: st.SearchStrategy[str] = names, predicates: tuple[str, ...] = ()) -> Claim:
    predicate = PREDICATES[draw(st.sampled_from(predicates or tuple(PREDICATES)))]
    literals = st.sampled_from(sorted(STAGES)) if predicate.literal == "stage" else dates
    obj: st.SearchStrategy[Entity | str] = literals if predicate.literal else entities(predicate.objects, named)
    work = entities(PREDICATES["actsIn"].objects, named)
    return Claim(
        draw(entities(predicate.subjects, named)),
        predicate.name,
        draw(obj),
        draw(st.none() | work) if predicate.needs_work else None,
    )


def sources(keys: st.SearchStrategy[str] = names) -> st.SearchStrategy[Source]:
    return st.builds(
        Source,
        key=keys,
        kind=st.sampled_from(SOURCE_KINDS),
        publisher=texts,
        published=st.none() | dates,
        url=texts,
        title=texts,
        author=texts,
        relays=texts,
        signature=st.none() | st.text(ALPHABET, min_size=LENGTH, max_size=LENGTH),
    )


@st.composite
def reports(
    draw: st.DrawFn,
    about: st.SearchStrategy[Claim] | None = None,
    by: st.SearchStrategy[Source] | None = None,
) -> Report:
    claim = draw(claims() if about is None else about)
    quotation = draw(texts)
    span = draw(st.none() | st.tuples(st.integers(0, 9), st.integers(9, 99))) if quotation else None
    return Report(
        claim=claim,
        source=draw(sources() if by is None else by),
        status=draw(st.sampled_from(sorted(STATUSES))) if PREDICATES[claim.predicate].has_status else "attached",
        certainty=draw(certainties),
        quotation=quotation,
        start=span[0] if span else None,
        end=span[1] if span else None,
        speaker=draw(texts),
        extractor=draw(names),
        confidence=draw(shares),
        learned=draw(moments),
        before=draw(texts) if quotation else None,
        after=draw(texts) if quotation else None,
    )


OFTEN = ("directs", "actsIn", "attachedTo", "portrays", "stage", "releaseDate", "produces")


@st.composite
def slates(
    draw: st.DrawFn, most: int = 8, named: st.SearchStrategy[str] = few, predicates: tuple[str, ...] = OFTEN
) -> list[Report]:
    """Reports of a few sources on a few claims, each source described one way."""
    keys = st.sampled_from(("one", "two", "three"))
    written = draw(st.lists(sources(keys), min_size=1, max_size=3, unique_by=lambda source: source.key))
    made = reports(claims(named, predicates), st.sampled_from(written))
    return draw(st.lists(made, max_size=most, unique_by=lambda report: report.id))


@st.composite
def verdicts(draw: st.DrawFn, most: int = 6) -> list[Report]:
    """Reports of several outlets on one claim, all sure enough to count."""
    claim = Claim(Entity("Person", "Ada"), "actsIn", Entity("Film", "Heat 2"))
    outlets = st.builds(
        Source,
        key=st.sampled_from("abcdef"),
        publisher=st.none() | st.sampled_from(("Variety", "Deadline", "TheWrap")),
        published=st.none() | dates,
        relays=st.none() | st.sampled_from(("Variety", "Deadline")),
    )
    made = reports(st.just(claim), outlets).map(lambda r: replace(r, confidence=TRUSTED + (1 - TRUSTED) * r.confidence))
    return draw(st.lists(made, min_size=1, max_size=most, unique_by=lambda report: report.id))
