"""Short ids: slugs of names, digests of what a claim, source or report says."""

import hashlib
import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache


def digest(parts: Iterable[str]) -> str:
    """A short fingerprint of some texts: 20 hexadecimal digits, the same for the same texts."""
    return hashlib.sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:20]


# Accents of Latin letters, and marks that choose between drawings of one character.
_DROPPED = re.compile("[\u0300-\u036f\ufe00-\ufe0f\U000e0000-\U000e0fff]")


@lru_cache(maxsize=16_000)
def slug(name: str) -> str:
    """A name as the end of an address: ``Amélie's Affair`` becomes ``amelies-affair``.

    Accents of Latin letters, case and apostrophes go; other scripts stay as they are. A name without a
    letter or digit becomes its fingerprint.
    """
    latin = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", name).casefold())
    kept = unicodedata.normalize("NFC", _DROPPED.sub("", latin))
    initials = re.sub(r"\b(\w)\.\s+(?=\w\.)", r"\1", kept)
    joined = re.sub(r"(?<=\w)['’](?=\w)|(?<=[^\W\d])\.", "", initials)
    words = "".join(c if _in_word(c) else " " for c in joined).split()
    return "-".join(word for word in words if any(c.isalnum() for c in word)) or digest([name])


def _in_word(character: str) -> bool:
    """Letters, digits, and the vowel signs of Indian and other scripts, without which two names would be one."""
    return character.isalnum() or unicodedata.category(character) in ("Mn", "Mc")


@lru_cache(maxsize=32_000)
def claim_id(subject: str, predicate: str, obj: str, work: str = "") -> str:
    """The id of the claim with these terms, given by their ids: a fingerprint of all four."""
    return f"claim:{digest([subject, predicate, obj, work])}"


@lru_cache(maxsize=32_000)
def source_id(key: str) -> str:
    """The id of the source with this key."""
    return f"source:{digest([key])}"


@lru_cache(maxsize=32_000)
def report_id(claim: str, source: str, quotation: str) -> str:
    """The id of what a source says of a claim in these words."""
    return f"report:{digest([claim, source, quotation])}"
