"""The second look: a claim beside its rivals, since a person mostly does one thing on one work at one place."""

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from slategraph.extraction.builtin.claims.relations import Found
from slategraph.extraction.builtin.models.linear import Linear
from slategraph.extraction.builtin.pairs.pairs import Pair, Pairs


@dataclass(frozen=True, slots=True)
class Case:
    """A claim with all the places that speak for it, the surest first."""

    best: Found
    all: Sequence[Found]


def cases(claims: Iterable[Found]) -> list[Case]:
    """The claims gathered, each with its places."""
    gathered: dict[tuple[int, str, int | str], list[Found]] = defaultdict(list)
    for claim in claims:
        gathered[claim.key].append(claim)
    ordered = (sorted(group, key=lambda c: -c.chance) for group in gathered.values())
    return sorted(
        (Case(group[0], group) for group in ordered), key=lambda case: (case.best.pair.at, case.best.predicate)
    )


class Bench:
    """All cases of an article, and the features of each against the others."""

    def __init__(self, pairs: Pairs, gathered: Sequence[Case], links: Mapping[tuple[int, int, str], float]) -> None:
        self.pairs = pairs
        self.cases = gathered
        self.links = links
        self.spots: dict[tuple[int, str], list[float]] = defaultdict(list)
        for (at, _, kind), chance in links.items():
            self.spots[(at, kind)].append(chance)
        self.same: dict[tuple[object, ...], list[tuple[float, Found]]] = defaultdict(list)
        for case in gathered:
            for name, group in self._groups(case.best):
                self.same[(name, *group)].append((case.best.chance, case.best))
        self.by_subject: dict[int, list[tuple[float, Found]]] = defaultdict(list)
        for case in gathered:
            self.by_subject[case.best.key[0]].append((case.best.chance, case.best))
        self.places: dict[tuple[int, str], dict[int, float]] = defaultdict(dict)
        for case in gathered:
            for claim in case.all:
                spot = self.places[(claim.pair.at, claim.predicate)]
                spot[claim.pair.other] = max(spot.get(claim.pair.other, 0.0), claim.chance)

    def _groups(self, claim: Found) -> Iterable[tuple[str, tuple[object, ...]]]:
        subject, target = claim.key[0], claim.key[2]
        yield "works", (subject, claim.predicate)
        yield "roles", (subject, target)
        yield "people", (claim.predicate, target)
        yield "about", (target if claim.predicate not in ("stage", "releaseDate") else subject,)

    def features(self, case: Case) -> list[str]:
        """The features of one case."""
        claim = case.best
        found = [
            f"p{_bin(claim.chance)}",
            f"n{min(len(case.all), 4)}",
            f"any{_bin(1 - math.prod(1 - c.chance for c in case.all))}",
        ]
        if len(case.all) > 1:
            found.append(f"p2{_bin(case.all[1].chance)}")
        best = max(c.second for c in case.all)
        found += [f"e{_bin(claim.second)}", f"eb{_bin(best)}", f"ed{_step(claim.chance - best)}"]
        for name, group in self._groups(claim):
            rivals = sorted((chance for chance, other in self.same[(name, *group)] if other is not claim), reverse=True)
            best = rivals[0] if rivals else 0.0
            found += [f"{name}{_bin(best)}", f"{name}d{_step(claim.chance - best)}", f"{name}n{min(len(rivals), 5)}"]
        spot = self.places[(claim.pair.at, claim.predicate)]
        others = [chance for number, chance in spot.items() if number != claim.pair.other]
        found += [f"spot{_step(claim.chance - max(others, default=0.0))}", f"spotsum{_bin(min(1.0, sum(others)))}"]
        found += self._near(claim) + self._names(claim) + self._link(claim) + self._credit(claim)
        found += [
            f
            for f in (g.split(":", 1)[1] for g in claim.pair.features)
            if f.startswith(("why=", "how=", "credit", "far", "nw="))
        ]
        main = [f for f in found if not f.startswith(("n", "wt"))]
        return [
            "1",
            f"={claim.predicate}",
            *found,
            *(f"{claim.predicate}&{f}" for f in main),
            *(f"{claim.pair.pair}&{f}" for f in found),
        ]

    def _link(self, claim: Found) -> list[str]:
        """How surely the place has to do with this work rather than with another."""
        pair = claim.pair
        chance = self.links.get((pair.at, pair.other, pair.pair))
        if chance is None:
            return []
        rivals = self.spots[(pair.at, pair.pair)]
        share = chance / sum(rivals)
        rank = sum(other > chance for other in rivals)
        return [
            f"link{_bin(chance)}",
            f"share{_bin(share)}",
            f"lrank{min(rank, 3)}{min(len(rivals), 4)}",
            f"lp{int(share * 5)}{int(claim.chance * 8)}",
        ]

    def _credit(self, claim: Found) -> list[str]:
        """For a credit in brackets: what the person is said to do on other works."""
        credit = [f.split(":", 1)[1] for f in claim.pair.features if f.split(":", 1)[1].startswith("credit")]
        if not credit:
            return []
        same = [c for c, o in self.same[("works", claim.key[0], claim.predicate)] if o is not claim]
        others = [
            c for c, o in self.by_subject[claim.key[0]] if o.predicate != claim.predicate and o.key[2] != claim.key[2]
        ]
        best, rival = max(same, default=0.0), max(others, default=0.0)
        return [
            f"cs{_bin(best)}",
            f"co{_bin(rival)}",
            f"cd{_step(best - rival)}",
            f"{credit[0]}cd{_step(best - rival)}",
        ]

    def _near(self, claim: Found) -> list[str]:
        """What the neighbours in a list say of the same relation."""
        first, last = self.pairs.list_of(claim.pair.at)
        if first == last:
            return ["alone"]
        beside = [
            spot.get(claim.pair.other, 0.0)
            for k in range(first, last + 1)
            if k != claim.pair.at and (spot := self.places.get((k, claim.predicate))) is not None
        ]
        return [f"list{_bin(sum(beside) / len(beside) if beside else 0.0)}", f"listmax{_bin(max(beside, default=0.0))}"]

    def _names(self, claim: Found) -> list[str]:
        found = []
        for letter, thing in (("s", claim.subject), ("o", claim.object)):
            if isinstance(thing, str):
                found.append(f"{letter}={thing[:4] if claim.predicate == 'stage' else len(thing)}")
                continue
            words = len(thing.name.split())
            found += [
                f"{letter}t{thing.type}",
                f"{letter}w{thing.kind}{min(words, 4)}",
                f"{letter}c{min(len(thing.mentions), 4)}",
            ]
            found.append(f"{letter}of{thing.of is not None}")
            if thing.mentions:
                mention = thing.mentions[0]
                found.append(f"{letter}q{self.pairs.found.words.in_quote[mention.first] is not None}")
        return found


def _bin(chance: float) -> str:
    return str(int(chance * 20))


def _step(difference: float) -> str:
    return f"{round(difference * 10):+d}"


def linked(pairs: Sequence[Pair], model: Linear) -> dict[tuple[int, int, str], float]:
    """How surely each place has to do with each work, whatever the relation."""
    told = [pair for pair in pairs if pair.link]
    chances = model.chances([pair.link for pair in told])[:, 0]
    return {(pair.at, pair.other, pair.pair): float(chance) for pair, chance in zip(told, chances, strict=True)}


def judged(
    pairs: Pairs, claims: Iterable[Found], links: Mapping[tuple[int, int, str], float], model: Linear
) -> list[Found]:
    """Each claim once, at its surest place, with the chance that the second look gives it."""
    bench = Bench(pairs, cases(claims), links)
    chances = model.chances([bench.features(case) for case in bench.cases])[:, 0]
    return [replace(case.best, chance=float(chance)) for case, chance in zip(bench.cases, chances, strict=True)]
