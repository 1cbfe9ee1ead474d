"""Signatures of texts: a short code by which two texts are known to be nearly the same.

A signature is a MinHash (Broder, *On the resemblance and containment of documents*, 1997) over the text's runs of three
words, six bits a value (Li and König, *b-bit minwise hashing*, 2010), one character each. How many places agree
estimates how many runs the texts share. Signatures are kept in stores, so how they are made never changes.

>>> story = "Michael Mann is casting, budgeting and scheduling his next film, and hopes that cameras roll next summer."
>>> one, other = signature(f"{story} He said so on Monday."), signature(f"{story} Nobody knows more.")
>>> one is not None and other is not None and likeness(one, other) > NEAR
True
"""

import hashlib
import re
import unicodedata

#: How many characters a signature has.
LENGTH = 128
#: The characters of a signature, each standing for six bits.
ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
#: From here on two texts are nearly the same: docs/standing.md says how this was measured.
NEAR = 0.25
# Below this many words two short notices of one fact may well have the same words by chance.
_FEWEST = 20
_RUN = 3
_WORD = re.compile(r"\w+(?:['’]\w+)*")


def words(text: str) -> list[str]:
    """The words of a text in small letters, with one kind of apostrophe, for comparing."""
    return [word.replace("’", "'") for word in _WORD.findall(unicodedata.normalize("NFKC", text).casefold())]


def runs(listed: list[str]) -> set[str]:
    """The runs of three words in a list of words."""
    return {" ".join(listed[i : i + _RUN]) for i in range(len(listed) - _RUN + 1)}


def signature(text: str) -> str | None:
    """The signature of a text, the same on every machine; None for a text of fewer than 20 words."""
    import numpy as np

    listed = words(text)
    if len(listed) < _FEWEST:
        return None
    hashes = (hashlib.blake2b(run.encode("utf-8", "surrogatepass"), digest_size=8).digest() for run in runs(listed))
    places = np.frombuffer(b"".join(hashes), "<u8")
    factors = np.frombuffer(hashlib.shake_256(b"slategraph").digest(8 * LENGTH), "<u8") | np.uint64(1)
    # An odd factor only reorders the 64-bit numbers, so that each gives another first of the same runs. The first's
    # high bits are all but zero: its low ones say which it was.
    return "".join(ALPHABET[int((places * factor).min()) >> 8 & 63] for factor in factors)


def is_signature(text: str) -> bool:
    """Whether a text has the form of a signature."""
    return len(text) == LENGTH and not set(text) - set(ALPHABET)


def likeness(one: str, other: str) -> float:
    """Which share of their runs of words two texts have in common, as their signatures tell."""
    from rapidfuzz.distance import Hamming

    return _corrected(Hamming.similarity(one, other))


def _corrected(agreeing: int) -> float:
    """Places also agree by chance, one in 64."""
    return max(0.0, (agreeing / LENGTH - 1 / 64) / (1 - 1 / 64))


#: How many places agree, at the least, between texts that are nearly the same.
AGREEING = next(count for count in range(LENGTH + 1) if _corrected(count) >= NEAR)
