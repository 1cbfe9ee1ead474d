"""How the two of a pair lie to each other, and what is known of the work that the first may have to do with."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from slategraph.extraction.builtin.pairs.context import Context

#: Why a place may be about a work: it is named in the sentence (here), or the text is about it at that point.
REASONS = ("here", "last", "first", "paragraph", "main")


@dataclass(frozen=True)
class Why:
    """The reasons for which a place may be about a work, some of `REASONS`."""

    reasons: frozenset[str]

    def __str__(self) -> str:
        return "+".join(sorted(self.reasons))


@dataclass(frozen=True)
class Link:
    """How one of a pair lies to the other, by the sort of evidence; each entry is written as the models know it.

    `far` is of a work that the sentence does not name, the others of one that it names: `distance` and `between` say
    how far and over what, `brackets` and `shape` which of the two is in brackets and what else could be meant, `credit`
    whether it is one, as in *Ada Lund (Brick)*.
    """

    why: Why
    rivals: str
    far: str | None = None
    distance: list[str] = field(default_factory=list)
    between: list[str] = field(default_factory=list)
    brackets: list[str] = field(default_factory=list)
    shape: list[str] = field(default_factory=list)
    credit: str | None = None
    work: list[str] = field(default_factory=list)

    @property
    def _why(self) -> str:
        return f"why={self.why}"

    @property
    def _far(self) -> list[str]:
        return [self.far] if self.far else []

    @property
    def _credit(self) -> list[str]:
        return [self.credit] if self.credit else []

    @cached_property
    def features(self) -> list[str]:
        """All of it, for the models of relations and of links."""
        position = [*self._far, *self.distance, *self.between, *self.brackets, *self.shape, *self._credit]
        return [self._why, self.rivals, *position, *self.work]

    @property
    def strongest(self) -> list[str]:
        """What the model of links crosses with the sort of name."""
        return [self._why, *self._far, *self.shape, *self._credit]

    @property
    def for_levels(self) -> list[str]:
        """What the model of status and certainty looks at."""
        return [self._why, *self.distance, *self.brackets, *self._credit, *self.work]

    @property
    def for_rivals(self) -> list[str]:
        """What counts when a claim is weighed against its rivals."""
        return [self._why, self.rivals, *self._far, *self._credit]


def link_of(context: Context, i: int, other: int | None, why: Why, here: Sequence[int]) -> Link:
    """How item `i` lies to item `other`, or to a work not named in the sentence, which names those at `here`."""
    rivals = f"nw={min(len(here), 3)}"
    if other is None:
        return Link(why, rivals, far=f"far={bool(here)}{why}")
    side = ">" if other > i else "<"
    low, high = sorted((i, other))
    letters = [context.letters[k] for k in range(low + 1, high) if context.letters[k]]
    rank = _rank(i, other, here)
    found = context.found
    mine, its = found.in_bracket(i), found.in_bracket(other)
    brackets = f"{mine is not None:d}{its is not None:d}{mine == its:d}"
    how = found.items[other].how[:1]
    rest = [k for k in here if k != other and found.in_bracket(k) is None]
    closer = any(abs(k - i) < abs(other - i) for k in rest)
    return Link(
        why,
        rivals,
        distance=[f"side{side}", f"dist{side}{_steps(high - low)}"],
        between=[*_between(context, low, high, side, letters), f"rank{side}{rank}"],
        brackets=[f"brk{side}{brackets}"],
        shape=[
            f"shape{side}{rank}{brackets}{how}{min(len(here), 3)}{min(len(letters), 3)}",
            f"lie{side}{rank}{brackets}{how}{''.join(letters[:2])}",
            f"free{side}{brackets}{min(len(rest), 2)}{closer}",
        ],
        credit=f"credit{side}{_opens_after(context, i, other)}" if its is not None and its != mine else None,
    )


def work_features(context: Context, work: int, place: int | None) -> list[str]:
    """A work's type, how often it is named, and the forms around it where the sentence names it."""
    entity = context.found.entities[work]
    nameless = "" if entity.source_of is None else "*"
    found = [f"wt={entity.type}{nameless}", f"wn={min(context.counts[work], 4)}"]
    return found if place is None else [*found, *(f"W{f}" for f in context.window(place))]


def link_features(context: Context, i: int, work: int, place: int | None, link: Link) -> list[str]:
    """What says that the name at item `i` has to do with this work rather than another, whatever it does."""
    letter, form = context.letters[i], context.form
    first, last = context.list_of(i)
    sort = f"{letter}{context.found.items[i].how[:1]}{first != last:d}{context.found.in_bracket(i) is not None:d}"
    where = "here" if place is not None else str(link.why)
    cues = {cue for k in range(max(0, first - 3), first) for cue in context.cues[k]}
    cues |= {f">{cue}" for k in range(last + 1, min(len(context.cues), last + 4)) for cue in context.cues[k]}
    gap = min(context.found.sentence(i) - _last_named(context, work, i), 5)
    return [
        *link.features,
        *(f"{letter}{f}" for f in link.features),
        *(f"{sort}{f}" for f in link.strongest),
        *(f"c{cue}&{where}" for cue in cues),
        f"e{form(first - 1)}_{form(last + 1)}&{where}",
        f"b{form(first - 1)}&{where}",
        f"a{form(last + 1)}&{where}",
        *(_inner(context, i, place, first, last) if place is not None and not first <= place <= last else ()),
        f"gap{gap}{link.why}",
        f"gap{letter}{gap}",
    ]


def _rank(i: int, other: int, here: Collection[int]) -> int:
    """How many works the sentence names between an item and another one."""
    low, high = sorted((i, other))
    return sum(low < k < high for k in here) if other in here else 0


def _steps(distance: int) -> str:
    return str(distance) if distance < 7 else "7+" if distance < 13 else "13+"


def _between(context: Context, low: int, high: int, side: str, letters: Sequence[str]) -> list[str]:
    """The forms, cues and names between two items."""
    forms = context.forms[low + 1 : high]
    found = [f"bt{side}{form}" for form in set(forms)] if len(forms) < 16 else []
    found += [f"bts{side}{' '.join(forms)}"] if len(forms) <= 5 else []
    found += [f"btc{side}{cue}" for cues in context.cues[low + 1 : high] for cue in cues]
    return [*found, f"nb{side}{min(len(letters), 4)}", f"bk{side}{''.join(letters[:4])}"]


def _opens_after(context: Context, i: int, other: int) -> bool:
    """Whether the bracket around `other` opens right after item `i`."""
    k = i + 1
    while context.form(k) in ("’s", "'s", ","):
        k += 1
    return k < other and context.form(k) == "("


def _inner(context: Context, i: int, place: int, first: int, last: int) -> list[str]:
    """The forms between a list of names and a work."""
    side = ">" if place > i else "<"
    inner = context.forms[last + 1 : place] if place > last else context.forms[place + 1 : first]
    return [
        f"inner{side}{' '.join(inner[:2])}",
        f"inner-{side}{' '.join(inner[-2:])}",
        f"innern{side}{min(len(inner), 12)}",
    ]


def _last_named(context: Context, work: int, i: int) -> int:
    """The number of the last sentence that names a work up to an item."""
    places = [context.found.item_at[m.first] for m in context.found.entities[work].mentions]
    before = [k for k in places if k <= i]
    return context.found.sentence(before[-1]) if before else -9
