"""Who is speaking: the person or company on whose word a sentence says what it says."""

from collections.abc import Iterator, Mapping

from slategraph.extraction.builtin.pairs.items import Reading
from slategraph.extraction.wordlists import listed

#: Verbs whose subject vouches for what follows; *reports* and *understands* are the publisher's own.
_SAYING = listed(
    "said says told tells announced announces confirmed confirms denied denies revealed reveals stated states tweeted "
    "posted explained explains added adds insisted insists admitted admits recalled recalls declared noted notes "
    "teased teases promised clarified"
)
_NAMED = ("Person", "Company")


def speakers(found: Reading) -> Mapping[int, int]:
    """Who speaks in a sentence: the number of an entity, by the number of the sentence.

    A quotation that goes on has the speaker of the sentence before it, one that comes first that of the next.
    """
    spoken = dict(_saying(found))
    quoted = set(_quoted(found))
    for sentence in sorted(quoted):
        if sentence not in spoken and sentence - 1 in spoken and _together(found, sentence - 1, sentence):
            spoken[sentence] = spoken[sentence - 1]
    for sentence in sorted(quoted, reverse=True):
        if sentence not in spoken and sentence + 1 in spoken and _together(found, sentence, sentence + 1):
            spoken[sentence] = spoken[sentence + 1]
    return spoken


def _saying(found: Reading) -> Iterator[tuple[int, int]]:
    """Each sentence with the subject of a verb of saying in it, or whoever something is said to be according to."""
    words = found.words
    for i, item in enumerate(found.items):
        if item.entity is None or item.entity < 0 or found.entities[item.entity].mention_type not in _NAMED:
            continue
        inside = range(item.first, item.last)
        root = next((k for k in inside if words.heads[k] not in inside), item.first)
        verb = words.heads[root]
        says = words.deps[root] == "nsubj" and words.lower[verb] in _SAYING
        if says or (i > 1 and [found.items[k].form for k in (i - 2, i - 1)] == ["according", "to"]):
            yield found.sentence(i), item.entity


def _quoted(found: Reading) -> Iterator[int]:
    """The sentences that are speech for the most part."""
    for number, (first, last) in enumerate(found.words.sentences):
        spoken = [k for k in range(first, last) if (q := found.words.in_quote[k]) is not None and not q.title]
        if 2 * len(spoken) > last - first:
            yield number


def _together(found: Reading, one: int, other: int) -> bool:
    """Whether two sentences stand in one paragraph."""
    at = found.words.paragraph_of
    return at[found.words.sentences[one][0]] == at[found.words.sentences[other][0]]
