"""Works that are named only by what they are: *the novel*, *the 1965 film*, and take the name of the film made anew."""

from collections.abc import Iterator
from dataclasses import replace

from slategraph.extraction.builtin.names.things import Thing
from slategraph.extraction.builtin.pairs.layout import YEAR, Reading, source_kind
from slategraph.extraction.wordlists import listed

_TYPES = {"play": "Play", "musical": "Play", "game": "Game"}
_FILMS = listed(
    "film movie picture original classic thriller comedy drama western musical romance hit feature version adaptation "
    "romcom horror caper epic pic cult slasher noir romp melodrama satire screwball tuner chiller mystery farce weepie "
    "actioner tearjerker shocker oddity classics gem flick pictures romance whodunit swashbuckler adventure smash"
)
_ANEW = listed("remake remaking redo reboot rebooting reimagining retread update updating reworking take spin version")


_PROJECTS = listed(
    "film movie picture pic project feature series show drama comedy thriller production biopic pilot "
    "documentary miniseries sequel prequel remake reboot adaptation package title pickup"
)


def add_sources(found: Reading) -> None:  # noqa: PLR0912  one walk over the text
    """Let words such as *novel* stand for the book of that name, or for the nameless source of the film at hand.

    *The film*, *this project* stand for the work that the text is about.
    """
    film: Thing | None = None
    opener: tuple[int, Thing] | None = None
    book: tuple[int, Thing] | None = None
    for i, item in enumerate(found.items):
        thing = _thing(found, i)
        if thing is not None and thing.kind == "Work":
            if thing.type in ("Film", "Series"):
                if found.words.in_bracket[item.first] is None or film is None:
                    film = thing
                    if opener is None or opener[0] != found.sentence(i):
                        opener = (found.sentence(i), thing)
            elif thing.type in ("Book", "Play", "Game"):
                book = (found.sentence(i), thing)
            continue
        kind = source_kind(found, i) if item.thing is None else None
        if kind and found.words.parts[item.first] in ("NOUN", "PROPN"):
            beside = next(
                (t for t in _neighbours(found, i) if t is not None and t.kind == "Work" and t.of is None), None
            )
            if beside is not None:
                if kind != "article":
                    _stand(found, i, _source_of(found, beside, kind, _TYPES.get(kind, "Book")))
                continue
            known = book[1] if book and found.sentence(i) - book[0] <= 2 else None
            target = known or (_source_of(found, film, kind, _TYPES.get(kind, "Book")) if film else None)
            if target is not None:
                _stand(found, i, target)
        elif item.thing is None and film is not None and (item.form in _FILMS or _made_anew(found, i)):
            year = _year_before(found, i) or _year_behind(found, i)
            if year and not _beside_title(found, i) and not _indefinite(found, i):
                _stand(found, i, _source_of(found, _bare(found, film), year, "Film"))
                continue
        if item.form in _PROJECTS and found.items[i].thing is None and film is not None and _definite(found, i):
            same = opener is not None and opener[0] != found.sentence(i)
            _stand(found, i, opener[1] if opener is not None and same else film, "description")


def _bare(found: Reading, film: Thing) -> Thing:
    return film if film.of is None else found.things[film.of]


def _thing(found: Reading, i: int) -> Thing | None:
    number = found.items[i].thing
    return (
        found.things[number]
        if number is not None and number >= 0 and found.items[i].how in ("name", "source")
        else None
    )


def _beside_title(found: Reading, i: int) -> bool:
    """Whether a title follows or goes before: *the novel Dune*, *the Dune novel*."""
    return any(thing is not None and thing.kind == "Work" for thing in _neighbours(found, i))


def _neighbours(found: Reading, i: int) -> Iterator[Thing | None]:
    after = i + 1
    while after < len(found.items) and found.items[after].form in (",", "titled", "called", "entitled", ":"):
        after += 1
    if after < len(found.items) and found.sentence(after) == found.sentence(i):
        yield _thing(found, after)
    if i and found.sentence(i - 1) == found.sentence(i):
        yield _thing(found, i - 1)


def _year_before(found: Reading, i: int) -> str | None:
    for k in range(i - 1, max(-1, i - 5), -1):
        number = found.items[k].thing
        if number is not None and number < 0:
            value = found.dates[-1 - number].value
            return value if YEAR.fullmatch(value) and not (found.published and value >= found.published[:4]) else None
    return None


def _year_behind(found: Reading, i: int) -> str | None:
    """The year in *the Nicholas Ray picture of 1951*."""
    if i + 2 >= len(found.items) or found.items[i + 1].form not in ("of", "from") or not _definite_far(found, i):
        return None
    number = found.items[i + 2].thing
    value = found.dates[-1 - number].value if number is not None and number < 0 else ""
    return value if YEAR.fullmatch(value) and not (found.published and value >= found.published[:4]) else None


def _definite_far(found: Reading, i: int) -> bool:
    """Whether *the* or a name in the genitive stands a few words before."""
    return any(found.items[k].form in ("the", "'s", "’s") for k in range(max(0, i - 5), i))


def _made_anew(found: Reading, i: int) -> bool:
    """Whether a noun right behind a year is what is made anew: *a fresh take on the 1970 oddity*."""
    item = found.items[i]
    if found.words.parts[item.first] != "NOUN" or i < 2 or (found.items[i - 1].thing or 0) >= 0:
        return False
    first, _ = found.words.sentences[found.sentence(i)]
    return any(found.words.lower[k] in _ANEW for k in range(max(first, item.first - 12), item.first))


def _source_of(found: Reading, film: Thing, kind: str, type_: str) -> Thing:
    name = f"{film.name} ({kind})"
    for thing in found.things:
        if thing.of == film.number and (thing.name == name or (type_ != "Film" and thing.type == type_)):
            return thing
    thing = Thing(len(found.things), "Work", name, type_, of=film.number)
    found.things.append(thing)
    return thing


def _indefinite(found: Reading, i: int) -> bool:
    """Whether *a* or *an* is the nearest article before, as where a film is said to be *a 2005 film*."""
    near = (found.items[k].form for k in range(i - 1, max(-1, i - 7), -1) if found.sentence(k) == found.sentence(i))
    return next((form for form in near if form in ("a", "an", "the", "'s", "’s")), "") in ("a", "an")


def _definite(found: Reading, i: int) -> bool:
    """Whether *the* or *this* goes before, and no name stands between or beside."""
    if any(thing is not None for thing in _neighbours(found, i)) or (
        i + 1 < len(found.items) and found.items[i + 1].form == "of"
    ):
        return False
    for k in range(i - 1, max(-1, i - 4), -1):
        if found.items[k].thing is not None or found.sentence(k) != found.sentence(i):
            return False
        if found.items[k].form in ("the", "this"):
            return True
    return False


def _stand(found: Reading, i: int, thing: Thing, how: str = "source") -> None:
    found.items[i] = replace(found.items[i], thing=thing.number, how=how)
