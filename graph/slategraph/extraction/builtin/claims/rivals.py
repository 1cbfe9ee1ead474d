"""Weigh candidates against their rivals, since a person mostly does one entity on one work at one place."""

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from slategraph.extraction.builtin.claims.relations import Candidate
from slategraph.extraction.builtin.models.linear import Linear
from slategraph.extraction.builtin.pairs.context import Context
from slategraph.extraction.builtin.pairs.pairs import Pair


@dataclass(frozen=True, slots=True)
class Case:
    """A claim with all its candidates, the most probable first."""

    best: Candidate
    all: Sequence[Candidate]


def cases(claims: Iterable[Candidate]) -> list[Case]:
    """The candidates gathered by claim."""
    gathered: dict[tuple[int, str, int | str], list[Candidate]] = defaultdict(list)
    for claim in claims:
        gathered[claim.key].append(claim)
    ordered = (sorted(group, key=lambda c: -c.probability) for group in gathered.values())
    return sorted(
        (Case(group[0], group) for group in ordered), key=lambda case: (case.best.pair.at, case.best.predicate)
    )


class Bench:
    """All cases of an article, and the features of each against the others."""

    def __init__(self, context: Context, gathered: Sequence[Case], links: Mapping[tuple[int, int, str], float]) -> None:
        self.context = context
        self.cases = gathered
        self.links = links
        self.spots: dict[tuple[int, str], list[float]] = defaultdict(list)
        for (at, _, kind), probability in links.items():
            self.spots[(at, kind)].append(probability)
        self.same: dict[tuple[object, ...], list[tuple[float, Candidate]]] = defaultdict(list)
        for case in gathered:
            for name, group in self._groups(case.best):
                self.same[(name, *group)].append((case.best.probability, case.best))
        self.by_subject: dict[int, list[tuple[float, Candidate]]] = defaultdict(list)
        for case in gathered:
            self.by_subject[case.best.key[0]].append((case.best.probability, case.best))
        self.places: dict[tuple[int, str], dict[int, float]] = defaultdict(dict)
        for case in gathered:
            for claim in case.all:
                spot = self.places[(claim.pair.at, claim.predicate)]
                spot[claim.pair.other] = max(spot.get(claim.pair.other, 0.0), claim.probability)

    def _groups(self, claim: Candidate) -> Iterable[tuple[str, tuple[object, ...]]]:
        subject, target = claim.key[0], claim.key[2]
        yield "works", (subject, claim.predicate)
        yield "roles", (subject, target)
        yield "people", (claim.predicate, target)
        yield "about", (target if claim.predicate not in ("stage", "releaseDate") else subject,)

    def features(self, case: Case) -> list[str]:
        """The features of one case."""
        claim = case.best
        found = [
            f"p{_bin(claim.probability)}",
            f"n{min(len(case.all), 4)}",
            f"any{_bin(1 - math.prod(1 - c.probability for c in case.all))}",
        ]
        if len(case.all) > 1:
            found.append(f"p2{_bin(case.all[1].probability)}")
        best = max(c.encoder_probability for c in case.all)
        found += [f"e{_bin(claim.encoder_probability)}", f"eb{_bin(best)}", f"ed{_step(claim.probability - best)}"]
        for name, group in self._groups(claim):
            rivals = sorted(
                (probability for probability, other in self.same[(name, *group)] if other is not claim), reverse=True
            )
            best = rivals[0] if rivals else 0.0
            found += [
                f"{name}{_bin(best)}",
                f"{name}d{_step(claim.probability - best)}",
                f"{name}n{min(len(rivals), 5)}",
            ]
        spot = self.places[(claim.pair.at, claim.predicate)]
        others = [probability for number, probability in spot.items() if number != claim.pair.other]
        found += [f"spot{_step(claim.probability - max(others, default=0.0))}", f"spotsum{_bin(min(1.0, sum(others)))}"]
        found += self._near(claim) + self._names(claim) + self._link(claim) + self._credit(claim)
        found += [f"how={claim.pair.how}"] if claim.pair.how else []
        found += claim.pair.link.for_rivals if claim.pair.link else []
        main = [f for f in found if not f.startswith(("n", "wt"))]
        return [
            "1",
            f"={claim.predicate}",
            *found,
            *(f"{claim.predicate}&{f}" for f in main),
            *(f"{claim.pair.kind}&{f}" for f in found),
        ]

    def _link(self, claim: Candidate) -> list[str]:
        """How probably the place is about this work rather than another."""
        pair = claim.pair
        probability = self.links.get((pair.at, pair.other, pair.kind))
        if probability is None:
            return []
        rivals = self.spots[(pair.at, pair.kind)]
        share = probability / sum(rivals)
        rank = sum(other > probability for other in rivals)
        return [
            f"link{_bin(probability)}",
            f"share{_bin(share)}",
            f"lrank{min(rank, 3)}{min(len(rivals), 4)}",
            f"lp{int(share * 5)}{int(claim.probability * 8)}",
        ]

    def _credit(self, claim: Candidate) -> list[str]:
        """For a credit in brackets: what the person is said to do on other works."""
        credit = claim.pair.link.credit if claim.pair.link else None
        if credit is None:
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
            f"{credit}cd{_step(best - rival)}",
        ]

    def _near(self, claim: Candidate) -> list[str]:
        """What the neighbours in a list say of the same relation."""
        first, last = self.context.list_of(claim.pair.at)
        if first == last:
            return ["alone"]
        beside = [
            spot.get(claim.pair.other, 0.0)
            for k in range(first, last + 1)
            if k != claim.pair.at and (spot := self.places.get((k, claim.predicate))) is not None
        ]
        return [f"list{_bin(sum(beside) / len(beside) if beside else 0.0)}", f"listmax{_bin(max(beside, default=0.0))}"]

    def _names(self, claim: Candidate) -> list[str]:
        found = []
        for letter, entity in (("s", claim.subject), ("o", claim.object)):
            if isinstance(entity, str):
                found.append(f"{letter}={entity[:4] if claim.predicate == 'stage' else len(entity)}")
                continue
            words = len(entity.name.split())
            found += [
                f"{letter}t{entity.type}",
                f"{letter}w{entity.mention_type}{min(words, 4)}",
                f"{letter}c{min(len(entity.mentions), 4)}",
            ]
            found.append(f"{letter}of{entity.source_of is not None}")
            if entity.mentions:
                mention = entity.mentions[0]
                found.append(f"{letter}q{self.context.found.words.in_quote[mention.first] is not None}")
        return found


def _bin(probability: float) -> str:
    return str(int(probability * 20))


def _step(difference: float) -> str:
    return f"{round(difference * 10):+d}"


def linked(pairs: Sequence[Pair], model: Linear) -> dict[tuple[int, int, str], float]:
    """The probability that each place is about each work, whatever the relation."""
    rows = [pair for pair in pairs if pair.link_features]
    probabilities = model.probabilities([pair.link_features for pair in rows])[:, 0]
    return {
        (pair.at, pair.other, pair.kind): float(probability)
        for pair, probability in zip(rows, probabilities, strict=True)
    }


def judged(
    context: Context, claims: Iterable[Candidate], links: Mapping[tuple[int, int, str], float], model: Linear
) -> list[Candidate]:
    """Each claim once, at its most probable place, with its probability beside its rivals."""
    bench = Bench(context, cases(claims), links)
    probabilities = model.probabilities([bench.features(case) for case in bench.cases])[:, 0]
    return [
        replace(case.best, probability=float(probability))
        for case, probability in zip(bench.cases, probabilities, strict=True)
    ]
