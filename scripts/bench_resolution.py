"""How long it takes to find possible duplicates among many entities, and how many of the made-up ones are found.

Usage: scripts/bench resolution [ENTITIES]
"""

import random
import sys
import time

from slategraph.identity import spelling
from slategraph.identity.candidates import candidates
from slategraph.identity.resolution import AUTOMATIC
from slategraph.model.claims import Entity

_SYLLABLES = "ka ro mi sen dal vor tu bel gri han os lin mar zet qua fen hol ther wick by son ez ova ard ley"
_NOUNS = """
river night shadow king summer glass iron winter garden city ocean road silence fire stone mirror island letter hunter
storm bridge harbor tower crown memory engine desert paper orchard signal border station valley lantern
"""
SYLLABLES, NOUNS = _SYLLABLES.split(), _NOUNS.split()
TRADE = ("Pictures", "Entertainment", "Productions", "Films", "Studios", "Media")


def people(chance: random.Random, count: int) -> list[tuple[str, str]]:
    given = sorted(spelling.GIVEN)
    common = sorted(spelling.COMMON)
    rare = ["".join(chance.choices(SYLLABLES, k=3)) for _ in range(6_000)]
    found = []
    for _ in range(count):
        family = chance.choice(common if chance.random() < 0.35 else rare)
        middle = f" {chance.choice('ABCDEFGHJKLMNPRST')}." if chance.random() < 0.15 else ""
        found.append(("Person", f"{chance.choice(given).title()}{middle} {family.title()}"))
    return found


def titles(chance: random.Random, count: int) -> list[tuple[str, str]]:
    words = [*NOUNS, *("".join(chance.choices(SYLLABLES, k=2)) for _ in range(1_500))]
    found = []
    for _ in range(count):
        name = " ".join(chance.choices(words, k=chance.choice((1, 2, 2, 3, 4)))).title()
        front = "The " if chance.random() < 0.3 else ""
        back = f" {chance.randint(2, 5)}" if chance.random() < 0.08 else ""
        found.append(("Film", f"{front}{name}{back}"))
    return found


def companies(chance: random.Random, count: int) -> list[tuple[str, str]]:
    words = [*NOUNS, *("".join(chance.choices(SYLLABLES, k=2)) for _ in range(800))]
    return [
        ("Company", f"{' '.join(chance.choices(words, k=chance.choice((1, 2)))).title()} {chance.choice(TRADE)}")
        for _ in range(count)
    ]


def varied(chance: random.Random, type_: str, name: str) -> str:
    """The same name as another paper writes it."""
    if type_ == "Person":
        first, *rest = name.split()
        nicks = sorted(nick for nick, names in spelling.NICKNAMES.items() if first.lower() in names)
        return " ".join([chance.choice(nicks).title() if nicks else f"{first[0]}.", *rest])
    return (
        f"{name} Inc."
        if type_ == "Company"
        else name.removeprefix("The ") + (" (2027)" if chance.random() < 0.5 else "")
    )


def entities(count: int, seed: int = 7) -> tuple[list[Entity], set[tuple[str, str]]]:
    """So many entities, six in ten of them people, and the ids of those made to be one."""
    chance = random.Random(seed)
    made = [*people(chance, count * 6 // 10), *titles(chance, count // 4), *companies(chance, count)]
    found: dict[str, Entity] = {}
    doubles: set[tuple[str, str]] = set()
    for type_, name in made:
        entity = Entity(type_, name)
        found[entity.id] = entity
        if chance.random() < 0.05:
            other = Entity(type_, varied(chance, type_, name))
            found[other.id] = other
            if other.id != entity.id:
                doubles.add((min(entity.id, other.id), max(entity.id, other.id)))
    listed = list(found.values())[:count]
    kept = {entity.id for entity in listed}
    return listed, {pair for pair in doubles if kept.issuperset(pair)}


def seconds(count: int = 50_000) -> tuple[float, float]:
    """How long blocking and scoring takes: by the clock, and of processor time."""
    listed, _ = entities(count)
    start, busy = time.perf_counter(), time.process_time()
    list(candidates(listed))
    return time.perf_counter() - start, time.process_time() - busy


def main(count: int) -> None:
    listed, doubles = entities(count)
    start, busy = time.perf_counter(), time.process_time()
    found = list(candidates(listed))
    took, used = time.perf_counter() - start, time.process_time() - busy
    automatic = sum(candidate.score >= AUTOMATIC for candidate in found)
    met = len(doubles & {candidate.pair for candidate in found})
    print(f"{len(listed)} entities blocked and scored in {took:.1f} s ({used:.1f} s of processor time)")
    print(f"{len(found)} candidates, {automatic} of them automatic")
    print(f"{met} of {len(doubles)} made-up doubles are among the candidates")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 50_000)
