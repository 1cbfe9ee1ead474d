"""Who and what a model named: each entity once, by its fullest name, only where the text holds the name."""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from slategraph.extraction.llm.spans import Text
from slategraph.model import Entity, slug
from slategraph.vocabulary import TYPES

_BRACKET = re.compile(r" \([^()]*\)$")


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
        more = {_tidy(form) for form in forms if _is_name(form) and self._text.holds(form)}
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
        found = self.entity(name, ("Person", "Company"))
        return found.name if found else _tidy(name)

    def forms(self, entity: Entity | str) -> set[str]:
        """All names of an entity, without brackets."""
        if isinstance(entity, str):
            return set()
        return {_BRACKET.sub("", form) for form in (entity.name, *entity.aliases)}


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
    whole = name.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return " ".join(whole.split()).strip('“”"«»') or whole.strip()


def _is_name(form: str) -> bool:
    """Whether a form looks like a name and not like a description: begins and ends in capitals or digits."""
    words = [word for word in re.findall(r"\w+", form) if word.lower() not in ("the", "a", "an")]
    return bool(words) and not words[0][0].islower() and not words[-1][0].islower()
