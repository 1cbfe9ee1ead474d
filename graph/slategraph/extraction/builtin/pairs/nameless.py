"""Works that are named only by what they are: *the novel*, *the 1965 film*, and take the name of the film made anew."""

from collections.abc import Iterator
from dataclasses import replace

from slategraph.extraction.builtin.names.entities import TextEntity
from slategraph.extraction.builtin.pairs.items import YEAR, Reading, source_kind
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


def with_sources(found: Reading) -> Reading:
    """Let words such as *novel* stand for the book of that name, or for the nameless source of the film at hand.

    *The film*, *this project* stand for the work that the text is about.
    """
    walk = _Walk(found)
    for i in range(len(found.items)):
        walk.visit(i)
    return walk.found


class _Walk:
    """One walk over a text, with the works that a sentence may mean without their names."""

    def __init__(self, found: Reading) -> None:
        self.found = found
        self.film: TextEntity | None = None
        #: The first film of the last sentence that names one, and the last book, each with its sentence.
        self.opener: tuple[int, TextEntity] | None = None
        self.book: tuple[int, TextEntity] | None = None

    def visit(self, i: int) -> None:
        """Take note of a work that is named here, or let a word stand for one."""
        entity = _named(self.found, i)
        if entity is not None and entity.mention_type == "Work":
            self._note(i, entity)
        elif not self._source(i) and self.film is not None and self._is_project(i):
            opened_before = self.opener is not None and self.opener[0] != self.found.sentence(i)
            work = self.opener[1] if self.opener is not None and opened_before else self.film
            self._stand(i, work, "description")

    def _is_project(self, i: int) -> bool:
        item = self.found.items[i]
        return item.entity is None and item.form in _PROJECTS and _definite(self.found, i)

    def _note(self, i: int, work: TextEntity) -> None:
        sentence = self.found.sentence(i)
        if work.type in ("Book", "Play", "Game"):
            self.book = (sentence, work)
        elif work.type in ("Film", "Series") and (self.found.in_bracket(i) is None or self.film is None):
            self.film = work
            if self.opener is None or self.opener[0] != sentence:
                self.opener = (sentence, work)

    def _source(self, i: int) -> bool:
        """Let a word such as *novel*, or *film* with an earlier year, stand for a source; whether that is settled."""
        found, item = self.found, self.found.items[i]
        if item.entity is not None:
            return False
        kind = source_kind(found, i)
        if kind and found.words.parts[item.first] in ("NOUN", "PROPN"):
            return self._book(i, kind)
        if self.film is not None and (item.form in _FILMS or _made_anew(found, i)):
            year = _year_before(found, i) or _year_behind(found, i)
            if year and not _beside_title(found, i) and not _indefinite(found, i):
                bare = self.film if self.film.source_of is None else found.entities[self.film.source_of]
                self._stand(i, self._source_of(bare, year, "Film"))
                return True
        return False

    def _book(self, i: int, kind: str) -> bool:
        """Let a word such as *novel* stand for a book; whether a title beside it decides."""
        type_ = _TYPES.get(kind, "Book")
        beside = (e for e in _neighbours(self.found, i) if e is not None)
        title = next((e for e in beside if e.mention_type == "Work" and e.source_of is None), None)
        if title is not None:
            if kind != "article":
                self._stand(i, self._source_of(title, kind, type_))
            return True
        if self.book and self.found.sentence(i) - self.book[0] <= 2:
            self._stand(i, self.book[1])
        elif self.film:
            self._stand(i, self._source_of(self.film, kind, type_))
        return False

    def _source_of(self, film: TextEntity, kind: str, type_: str) -> TextEntity:
        """The nameless source of a film, which takes its name: *Brick (novel)*."""
        name = f"{film.name} ({kind})"
        for entity in self.found.entities:
            if entity.source_of == film.number and (entity.name == name or (type_ != "Film" and entity.type == type_)):
                return entity
        source = TextEntity(len(self.found.entities), "Work", name, type_, source_of=film.number)
        self.found = replace(self.found, entities=(*self.found.entities, source))
        return source

    def _stand(self, i: int, entity: TextEntity, how: str = "source") -> None:
        items = self.found.items
        item = replace(items[i], entity=entity.number, how=how)
        self.found = replace(self.found, items=(*items[:i], item, *items[i + 1 :]))


def _named(found: Reading, i: int) -> TextEntity | None:
    return found.entity(i) if found.items[i].how in ("name", "source") else None


def _beside_title(found: Reading, i: int) -> bool:
    """Whether a title follows or goes before: *the novel Dune*, *the Dune novel*."""
    return any(entity is not None and entity.mention_type == "Work" for entity in _neighbours(found, i))


def _neighbours(found: Reading, i: int) -> Iterator[TextEntity | None]:
    after = i + 1
    while found.form(after) in (",", "titled", "called", "entitled", ":"):
        after += 1
    if after < len(found.items) and found.sentence(after) == found.sentence(i):
        yield _named(found, after)
    if i and found.sentence(i - 1) == found.sentence(i):
        yield _named(found, i - 1)


def _year_before(found: Reading, i: int) -> str | None:
    dates = (date for k in range(i - 1, max(-1, i - 5), -1) if (date := found.date(k)) is not None)
    date = next(dates, None)
    return _earlier_year(found, date.value) if date else None


def _year_behind(found: Reading, i: int) -> str | None:
    """The year in *the Nicholas Ray picture of 1951*."""
    if i + 2 >= len(found.items) or found.form(i + 1) not in ("of", "from") or not _definite_far(found, i):
        return None
    date = found.date(i + 2)
    return _earlier_year(found, date.value) if date else None


def _earlier_year(found: Reading, value: str) -> str | None:
    """A date that is a year, if it is before that of the article."""
    return value if YEAR.fullmatch(value) and not (found.published and value >= found.published[:4]) else None


def _definite_far(found: Reading, i: int) -> bool:
    """Whether *the* or a name in the genitive stands a few words before."""
    return any(item.form in ("the", "'s", "’s") for item in found.items[max(0, i - 5) : i])


def _made_anew(found: Reading, i: int) -> bool:
    """Whether a noun right behind a year is what is made anew: *a fresh take on the 1970 oddity*."""
    item = found.items[i]
    if found.words.parts[item.first] != "NOUN" or i < 2 or found.date(i - 1) is None:
        return False
    first, _ = found.words.sentences[found.sentence(i)]
    return any(low in _ANEW for low in found.words.lower[max(first, item.first - 12) : item.first])


def _indefinite(found: Reading, i: int) -> bool:
    """Whether *a* or *an* is the nearest article before, as where a film is said to be *a 2005 film*."""
    near = (found.items[k].form for k in range(i - 1, max(-1, i - 7), -1) if found.sentence(k) == found.sentence(i))
    return next((form for form in near if form in ("a", "an", "the", "'s", "’s")), "") in ("a", "an")


def _definite(found: Reading, i: int) -> bool:
    """Whether *the* or *this* goes before, and no name stands between or beside."""
    if any(entity is not None for entity in _neighbours(found, i)) or found.form(i + 1) == "of":
        return False
    for k in range(i - 1, max(-1, i - 4), -1):
        if found.items[k].entity is not None or found.sentence(k) != found.sentence(i):
            return False
        if found.items[k].form in ("the", "this"):
            return True
    return False
