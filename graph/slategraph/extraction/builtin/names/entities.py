"""Who and what a text is about: its mentions clustered into persons, companies, works, characters and places."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from slategraph.extraction.builtin.names.mentions import Mention
from slategraph.extraction.builtin.text.words import Words
from slategraph.extraction.wordlists import listed

_GENERIC = listed(
    "pictures films film entertainment studios studio productions production media television tv company co inc group "
    "partners ventures the distribution agency cinema"
)
_AFTER = re.compile(r"\s+(Jr|Sr|II|III|IV)\.?$")


@dataclass(frozen=True, slots=True)
class TextEntity:
    """One entity of a text: its fullest name there, its mentions, and each form in which they name it.

    `mention_type` is Person, Company, Work, Character or Place; `type` is the ontology's: Film, Book … for a work.
    `source_of` is the number of the film that is made from it, where a source has no name of its own.
    """

    number: int
    mention_type: str
    name: str
    type: str
    mentions: tuple[Mention, ...] = ()
    forms: frozenset[str] = frozenset()
    source_of: int | None = None


@dataclass(slots=True)
class _Cluster:
    """Mentions that have been found to name one entity so far."""

    mention_type: str
    name: str
    mentions: list[Mention] = field(default_factory=list)
    forms: set[str] = field(default_factory=set)


def key(name: str) -> str:
    """A name for comparing: lower-case letters and digits only, without accents and a leading article."""
    text = unicodedata.normalize("NFKD", name).casefold()
    words = "".join(c for c in text if c.isalnum() or c.isspace()).split()
    return "".join(words[1:] if len(words) > 1 and words[0] in ("the", "a", "an") else words)


def clustered(words: Words, mentions: Iterable[Mention]) -> tuple[TextEntity, ...]:
    """The entities of a text, in the order of their first mentions."""
    clusters: list[_Cluster] = []
    for mention in sorted(mentions, key=lambda m: (m.first - m.last, m.first)):  # the fullest names first
        name = without_marks(words.text[words.starts[mention.first] : words.ends[mention.last - 1]])
        same = _same(clusters, mention, name)
        if same is None:
            same = _Cluster(mention.type, name)
            clusters.append(same)
        same.mentions.append(mention)
        same.forms.add(name)
    for cluster in clusters:
        cluster.mentions.sort(key=lambda m: m.first)
    clusters.sort(key=lambda c: c.mentions[0].first)
    return tuple(_entity(number, cluster) for number, cluster in enumerate(clusters))


def without_marks(name: str) -> str:
    """A name on one line, without the quotation marks and punctuation around it."""
    return re.sub(r"\s+", " ", name).strip(" ,;:“”\"‘’'«»")


def _entity(number: int, cluster: _Cluster) -> TextEntity:
    type_ = "Film" if cluster.mention_type == "Work" else cluster.mention_type
    mentions, forms = tuple(cluster.mentions), frozenset(cluster.forms)
    return TextEntity(number, cluster.mention_type, cluster.name, type_, mentions, forms)


def _same(clusters: Sequence[_Cluster], mention: Mention, name: str) -> _Cluster | None:
    test = _TESTS[mention.type]
    fitting = [c for c in clusters if c.mention_type == mention.type and test(c.name, name)]
    if not fitting:
        return None
    before = [c for c in fitting if min(m.first for m in c.mentions) < mention.first]
    return max(
        before or fitting, key=lambda c: max((m.first for m in c.mentions if m.first < mention.first), default=-1)
    )


def _same_person(full: str, name: str) -> bool:
    if key(full) == key(name):
        return True
    longer, shorter = (_AFTER.sub("", n).split() for n in (full, name))
    if len(shorter) == 1:
        return len(longer) > 1 and key(shorter[0]) in (key(longer[-1]), key(longer[0]))
    return (
        len(shorter) < len(longer) and key(longer[-1]) == key(shorter[-1]) and key(longer[0])[:1] == key(shorter[0])[:1]
    )


def _same_company(full: str, name: str) -> bool:
    if key(full) == key(name):
        return True
    longer, shorter = full.casefold().split(), name.casefold().split()
    rest = longer[len(shorter) :]
    return longer[: len(shorter)] == shorter and all(w.strip(".,") in _GENERIC for w in rest)


def _same_work(full: str, name: str) -> bool:
    if key(full) == key(name):
        return True
    longer, shorter = full.split(), name.split()
    return len(shorter) == 1 and len(longer) > 2 and len(name) > 3 and longer[-1] == name


def _same_character(full: str, name: str) -> bool:
    longer, shorter = full.split(), name.split()
    return key(full) == key(name) or (len(shorter) == 1 and len(longer) > 1 and name in (longer[0], longer[-1]))


def _same_place(full: str, name: str) -> bool:
    return key(full) == key(name)


_TESTS = {
    "Person": _same_person,
    "Company": _same_company,
    "Work": _same_work,
    "Character": _same_character,
    "Place": _same_place,
}
