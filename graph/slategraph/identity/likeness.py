"""How alike two entities are: a score from 0 to 1, and a sentence that explains it.

>>> from slategraph.model.claims import Entity
>>> found = likeness(Entity("Person", "Leonardo DiCaprio"), Entity("Person", "Leo DiCaprio"))
>>> found.score, found.why
(0.88, 'The names are the same but for the nickname Leo, which stands for Leonardo.')

Nothing here knows a store: what the graph holds beside the names comes in as `Evidence`.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType

from slategraph.identity import companies, persons, titles
from slategraph.identity.differences import Difference, Likeness, together, weighed
from slategraph.identity.spelling import LONGEST, plain
from slategraph.model.claims import Entity
from slategraph.model.vocabulary import CATALOGUES, TYPES

__all__ = ["ALONE", "Difference", "Evidence", "Likeness", "likeness"]

# What one thing in common leaves of the doubt, and how alike two names have to be for it to count.
DOUBT_LEFT = 0.5
WORTH_EVIDENCE = 0.4
MOST_SHARED = 3

# At or below this weight a difference (a number, a father and a son) is made good only by an alias that is the other's
# very name.
_FINAL = 0.03


@dataclass(frozen=True, slots=True)
class Evidence:
    """What the graph knows of two entities beside their names.

    `shared` holds what it says of both, in words (``directs Heat 2``); `years` the years in which each was released;
    `between` what it says of one and the other (``remake of``), since nothing is a remake of itself.
    """

    shared: tuple[str, ...] = ()
    years: tuple[frozenset[int], frozenset[int]] = field(default=(frozenset(), frozenset()))
    between: tuple[str, ...] = ()


#: The names, and nothing else.
ALONE = Evidence()


def likeness(one: Entity, other: Entity, evidence: Evidence = ALONE) -> Likeness:
    """How likely two entities are the same, from 0 to 1, and why.

    Entities of two types never are. An id in the same catalogue (Wikidata, IMDb, TMDB) decides; else the names
    count, with what the graph knows of both. It makes no difference which of the two comes first.

        >>> heat = Entity("Film", "Heat (1995)"), Entity("Film", "Heat (1986)")
        >>> likeness(*heat).why
        'The names are not the same: one is of 1986, one of 1995.'
        >>> ids = Entity("Film", "Heat", same_as=("wd:Q42198",)), Entity("Film", "La Heat", same_as=("wd:Q42198",))
        >>> likeness(*ids).score
        1.0
    """
    one, other, evidence = _in_order(one, other, evidence)
    if one.type != other.type:
        words = f"A {TYPES[one.type].label} and a {TYPES[other.type].label} are never the same."
        return Likeness(0.0, words, settled=True)
    settled = _catalogued(one, other) or _related(evidence) or _dated(one, other, evidence)
    return settled or _informed(_named(one, other), evidence)


def _in_order(one: Entity, other: Entity, evidence: Evidence) -> tuple[Entity, Entity, Evidence]:
    if (one.name, one.id) <= (other.name, other.id):
        return one, other, evidence
    return other, one, replace(evidence, years=(evidence.years[1], evidence.years[0]))


def _catalogued(one: Entity, other: Entity) -> Likeness | None:
    """What ids in other catalogues decide, if anything."""
    if not one.same_as or not other.same_as:
        return None
    verdicts = {}
    for catalogue in CATALOGUES:
        a, b = (frozenset(r for r in e.same_as if r.startswith(f"{catalogue}:")) for e in (one, other))
        if a and b:
            verdicts[catalogue] = (a & b, a, b)
    same = [min(shared) for shared, _, _ in verdicts.values() if shared]
    apart = [f"one is {min(a)}, one {min(b)}" for shared, a, b in verdicts.values() if not shared]
    if same and apart:
        return Likeness(0.5, f"The catalogues disagree: both are {together(same)}, but {together(apart)}.", True)
    if same:
        return Likeness(1.0, f"Both are {together(same)}.", True)
    return Likeness(0.0, f"In another catalogue {together(apart)}.", True) if apart else None


def _related(evidence: Evidence) -> Likeness | None:
    """What a relation of one to the other decides, if there is one."""
    if not evidence.between:
        return None
    return Likeness(0.0, f"One is related to the other: {together(evidence.between)}.", settled=True)


def _dated(one: Entity, other: Entity, evidence: Evidence) -> Likeness | None:
    """What years in brackets and of release decide, if anything: they distinguish two films of one title."""
    if one.type not in _DATED:
        return None
    bracketed = [frozenset(y for name in (e.name, *e.aliases) for y in titles.years(name)) for e in (one, other)]
    a, b = (bracketed[i] or evidence.years[i] for i in (0, 1))
    # A day of release slips by years while a film is in the making; a year in brackets does not.
    slack = 1 if all(bracketed) else 4
    if a and b and min(abs(x - y) for x in a for y in b) > slack:
        return Likeness(0.03, f"The names are not the same: one is of {min(a)}, one of {min(b)}.", settled=True)
    return None


_DATED = ("Film", "Series", "Game")


_SIGNS = Difference(0.99, "capitals, accents, apostrophes and other signs")
_SIGNS_ALONE = Difference(0.05, "one has signs alone", parts=True)


def _named(one: Entity, other: Entity) -> Likeness:
    """What the names say, aliases among them."""
    if one.name == other.name:
        return weighed(())
    a, b = plain(one.name), plain(other.name)
    if not a or not b or a == b:
        return weighed([_SIGNS if a and b else _SIGNS_ALONE])
    compare = _COMPARISONS[one.type]
    differences = compare(one.name[:LONGEST], other.name[:LONGEST])
    best = weighed(differences)
    if best.score > _BY_ALIAS:
        return best
    final = any(d.weight <= _FINAL for d in differences)
    return max((best, *_aliased(one, other, compare, exactly=final)), key=lambda found: found.score)


# As high as a likeness by an alias gets: of two words or more, and of one.
_BY_ALIAS, _BY_SHORT_ALIAS = 0.96, 0.7
_ALIKE = 0.9


def _aliased(one: Entity, other: Entity, compare: "Comparison", *, exactly: bool) -> Iterator[Likeness]:
    for a, b in ((one, other), (other, one)):
        for alias in a.aliases:
            for name in (b.name, *b.aliases):
                found = weighed(compare(alias[:LONGEST], name[:LONGEST]))
                if found.score >= (1 if exactly else _ALIKE):
                    most = _BY_ALIAS if len(plain(alias).split()) > 1 and name == b.name else _BY_SHORT_ALIAS
                    words = f"{a.name} is also called {alias}{'' if name == b.name else f', and so is {b.name}'}."
                    yield Likeness(round(min(most, most * found.score), 4), words)


def _informed(names: Likeness, evidence: Evidence) -> Likeness:
    """The likeness of names together with what the graph knows of both."""
    a, b = evidence.years
    shared = [*evidence.shared, *(f"the year {year}" for year in sorted(a & b))]
    if not shared or names.score < WORTH_EVIDENCE or names.score == 1:
        return names
    score = 1 - (1 - names.score) * DOUBT_LEFT ** min(len(shared), MOST_SHARED)
    shown = together([*shared[:MOST_SHARED], *(["more"] if len(shared) > MOST_SHARED else [])])
    return Likeness(round(score, 4), f"{names.why.removesuffix('.')}; in common: {shown}.")


Comparison = Callable[[str, str], list[Difference]]

#: How the names of each type of entity are compared.
_COMPARISONS: Mapping[str, Comparison] = MappingProxyType(
    dict.fromkeys(TYPES, titles.compare)
    | {
        "Person": persons.compare,
        "Character": persons.compare_characters,
        "Company": companies.compare,
        "Franchise": titles.compare_franchises,
        "Place": titles.compare_places,
    }
)
