"""Who and what a model named: each entity once, by its fullest name, only where the text holds the name."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from slategraph.extraction.llm.spans import Text
from slategraph.model.claims import Entity
from slategraph.model.identifiers import slug
from slategraph.model.types import repaired
from slategraph.model.vocabulary import TYPES

_BRACKET = re.compile(r" \([^()]*\)$")
_QUOTED = re.compile(r"‘(.+)’|'(.+)'")
# Words in small letters that a name may begin with, as in del Toro or von Trier.
_PARTICLE = re.compile(r"af|al|av|bin|d[aeiu]|das|del|della|den|der|dos|el|ibn|la|le|ten|ter|van|von|zu")
_NAMED = ("Person", "Company")
_PRONOUN = re.compile(r"he|her|him|i|it|she|they|them|we|who|you", re.IGNORECASE)


class Cast:
    """The entities of an article: those that the model listed, and for their types those that a graph knows."""

    def __init__(self, text: Text, listed: Iterable[Any], known: Iterable[Entity] = ()) -> None:
        self._text = text
        self._entities: dict[str, Entity] = {}
        for item in listed:
            if isinstance(item, Mapping):
                self._add(item)
        self._called = _by_name(self._entities.values())
        self._known = _by_name(known)

    def _add(self, item: Mapping[str, Any]) -> None:
        name, kind, others = item.get("name"), item.get("type"), item.get("aliases")
        if not isinstance(name, str) or not isinstance(kind, str) or kind not in TYPES or not self.occurs(name):
            return
        entity = Entity(kind, _tidy(name))
        before = self._entities.get(entity.id, entity)
        forms = {form for form in others if isinstance(form, str)} if isinstance(others, list) else set()
        more = {_tidy(form) for form in forms if is_name(form) and self._text.holds(form)}
        aliases = tuple(sorted({*before.aliases, *more} - {before.name}))
        self._entities[entity.id] = Entity(before.type, before.name, aliases)

    def occurs(self, name: str) -> bool:
        """Whether the text holds a name; a bracket at its end says of what kind it is and need not occur."""
        return self._text.holds(_BRACKET.sub("", _tidy(name)))

    def entity(self, name: str, types: Iterable[str]) -> Entity | None:
        """The entity of a name, of one of some types; where nobody said of which, the only one that it can be."""
        fitting, key = list(types), slug(_tidy(name))
        listed = self._called.get(key) or self._called.get(_kind(name), [])
        found = [entity for entity in listed if entity.type in fitting]
        if found:
            return _meant(found, key)
        known = [] if listed else [e.type for e in self._known.get(key, []) if e.type in fitting]
        possible = known[:1] or fitting
        return Entity(possible[0], _tidy(name)) if len(possible) == 1 and not listed else None

    def speaker(self, name: Any) -> str | None:
        """The full name of a speaker, where the text holds it."""
        if not isinstance(name, str) or not self.occurs(name):
            return None
        found = self.entity(name, _NAMED) or Entity("Person", _tidy(name))
        return None if is_described(found) else found.name

    def forms(self, entity: Entity | str) -> set[str]:
        """All names of an entity, without brackets."""
        if isinstance(entity, str):
            return set()
        return {_BRACKET.sub("", form) for form in (entity.name, *entity.aliases)}


def introduced(pieces: Sequence[Iterable[Any]]) -> Iterator[Any]:
    """What the answers on all pieces list; who has only a surname in one piece gets the full name from another."""
    people = [{item["name"] for item in piece if _is_person(item)} for piece in pieces]
    for piece, own in zip(pieces, people, strict=True):
        for item in piece:
            fuller = set().union(*(_bearers(item["name"], names) for names in people)) if _is_person(item) else set()
            if len(fuller) == 1 and not fuller & own:
                others = item.get("aliases")
                aliases = [*(others if isinstance(others, list) else []), item["name"]]
                yield {**item, "name": fuller.pop(), "aliases": aliases}
            else:
                yield item


def _is_person(item: Any) -> bool:
    return isinstance(item, Mapping) and item.get("type") == "Person" and isinstance(item.get("name"), str)


def _bearers(surname: str, names: Iterable[str]) -> set[str]:
    return {name for name in names if name.endswith(f" {surname}")} if " " not in surname else set()


def _by_name(entities: Iterable[Entity]) -> dict[str, list[Entity]]:
    found: dict[str, list[Entity]] = {}
    for entity in entities:
        forms = [slug(name) for name in (entity.name, *entity.aliases)]
        for form in dict.fromkeys([*forms, _kind(entity.name)]):
            found.setdefault(form, []).append(entity)
    return found


def _kind(name: str) -> str:
    """A title whatever the word in its bracket: a novel that is called a book elsewhere."""
    bare = _BRACKET.sub("", name)
    return f"{slug(bare)}()" if bare != name else slug(name)


def _meant(found: Sequence[Entity], key: str) -> Entity:
    """Of several entities with a name the one that is called just so; a surname means the person with more names."""
    own = [entity for entity in found if slug(entity.name) == key]
    if own and (own[0].type != "Person" or "-" in key):
        return own[0]
    return max(found, key=lambda entity: len(entity.name))


def _tidy(name: str) -> str:
    """A name without the blanks and quotation marks around it; half surrogate pairs are replaced."""
    whole = repaired(name)
    bare = " ".join(whole.split()).strip('“”"«»')
    quoted = _QUOTED.fullmatch(bare)  # a single mark at one end may be an apostrophe
    return (quoted[1] or quoted[2] if quoted else bare) or whole.strip()


def is_described(entity: Entity | str) -> bool:
    """Whether a person or company is only described, as in she or the studio; a character may be (the detective)."""
    if isinstance(entity, str) or entity.type not in _NAMED:
        return False
    words = _words(entity.name)
    begins_small = any(_is_small(word) for word in (entity.name.split()[0], *words[:1]))
    return bool(_PRONOUN.fullmatch(entity.name)) or (begins_small and not is_name(entity.name))


def is_name(form: str) -> bool:
    """Whether a form is written like a name, not a description: begins and ends in words with capitals or digits.

    >>> [form for form in ("Mona Finch", "The Finch", "del Toro", "Macy's", "the filmmaker", "she") if is_name(form)]
    ['Mona Finch', 'The Finch', 'del Toro', "Macy's"]
    """
    words = _words(form)
    return bool(words) and not _is_small(words[-1]) and not (_is_small(words[0]) and not _PARTICLE.fullmatch(words[0]))


def _words(name: str) -> list[str]:
    return [word for word in re.findall(r"\w+(?:['’]\w+)*", name) if word.lower() not in ("the", "a", "an")]


def _is_small(word: str) -> bool:
    return word.islower() and not any(character.isdigit() for character in word)
