"""Whose story an article relays: "first reported by Deadline", "told Variety", "per TheWrap".

Only what holds for the whole article counts. That another publisher *first* had the story holds at the beginning and at
the end, and anywhere in a short text; that it was given the news, or reports it, only at the beginning.
"""

import re

from slategraph.model.outlets import NAMES, name_of, outlet_id, publisher_of
from slategraph.model.sources import Article

# How many characters a text's beginning has at the most, its end, and a short text.
_BEGINNING, _END, _SHORT = 800, 250, 1_500
# How many characters around a publisher's name are looked at.
_NEAR = 60

_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*"
_DAY = rf"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|{_MONTH})\b"
_NAMES = "|".join(re.escape(name) for name in sorted(NAMES, key=lambda name: (-len(name), name)))
# A name that goes on is another one (Time Warner), but for the day that follows it.
_OUTLET = re.compile(rf"(?<![\w.@#/-])(?:{_NAMES})(?![\w+])(?!-\w)(?!\s+(?!{_DAY})[A-Z])")
_JOURNALIST = r"(?:[A-Z][\w.’'-]*\s+){1,4}(?:of|from|at)\s+"
_KIND = r"(?:[\w-]+\s+)?(?:outlet|magazine|newspaper|paper|daily|site|website|trade|broadcaster)\s+"
_WHERE = rf"\s+(?:{_JOURNALIST}|{_KIND})?(?:[Tt]he\s+)?[“\"‘]?$"

_FIRST_BEFORE = re.compile(
    r"\b(?:(?:[Ff]irst|[Oo]riginally|initially|exclusively)\s+(?:reported|revealed|published|disclosed|announced)"
    r"(?:\s+exclusively)?(?:\s+in\s+an\s+interview)?|news\s+broken|story\s+broken)\s+(?:by|in|at|on|with)"
    rf"{_WHERE}|(?:^|\n)\W*(?:[Ss]ources?|[Vv]ia|[Hh]/?[Tt])\s*:\s*(?:[Tt]he\s+)?$"
)
_FIRST_AFTER = re.compile(
    r"(?:[’']s(?:\s+[A-Z][\w.’'-]*){1,4})?,?\s+(?:(?:was|were)\s+(?:the\s+)?first\s+to\s+(?:report|reveal|break|have)|"
    r"(?:was\s+|had\s+)?first\s+(?:reported|revealed|broke|had)|broke\s+(?:the|this)\s+(?:news|story)|"
    r"exclusively\s+(?:reported|revealed)|had\s+the\s+(?:news|story)\s+first|(?:has|had)\s+the\s+exclusive)\b"
    rf"(?!\s+(?:back\s+)?(?:in|last)\s+(?:{_MONTH}|year|month|(?:19|20)\d\d))"
)
_BEFORE = re.compile(
    r"\b(?:(?:told|tells|telling|informed|interviewed\s+by|as\s+reported\s+(?:by|in)|according\s+to|[Pp]er|[Vv]ia|"
    r"(?:said|confirmed|confirms|confirming|revealed|speaking|spoke|spoken|talking|talked)\s+(?:to|with)|"
    r"interview\s+(?:with|for|in|to|by)|report\s+(?:in|by|from|at)|reported\s+(?:by|in)|courtesy\s+of)|"
    rf"According\s+to|As\s+reported\s+(?:by|in)|Speaking\s+(?:to|with)|Talking\s+to){_WHERE}"
)
_AFTER = re.compile(
    r"(?:[’']s(?:\s+[A-Z][\w.’'-]*){1,4})?,?\s+(?:reports|reported|is\s+reporting|has\s+(?:reported|learned|a\s+story)|"
    r"reveals|revealed|writes|is\s+hearing)\b"
)
# After these words a name is a publisher's even if it is unknown.
_UNHEARD = re.compile(
    r"\b[Ff]irst\s+(?:reported|published|revealed)\s+by\s+(?:the\s+)?"
    r"((?:The\s+)?[A-Z][\w&’'/-]*(?:\.\w+)?(?:\s+(?:of\s+|and\s+|&\s+|the\s+)*[A-Z0-9][\w&’'/-]*(?:\.\w+)?){0,3})"
)
_NOBODY = re.compile(r"(?:The\s+)?(?:Sources?|Insiders?|Reports?|Reporters?|Trades?|Outlets?|Media|Multiple|Several)\b")


def relayed(article: Article) -> str | None:
    """The publisher whose story an article relays, by its usual name; None if the article doesn't say so.

    >>> relayed(Article("a", "Ada joins Heat 2, THR first reported.", publisher="The Gazette"))
    'The Hollywood Reporter'
    """
    found = _first(article.text) or _told(_beginning(article.text)) or _told(article.title or "")
    return found if found and outlet_id(found) != publisher_of(article.source) else None


def _beginning(text: str) -> str:
    """The first two paragraphs, or as much of them as is not long."""
    second = text.find("\n\n", text.find("\n\n") + 2) if "\n\n" in text else -1
    return text[: min(_BEGINNING, second if second > 0 else _BEGINNING)]


def _first(text: str) -> str | None:
    """The publisher that is said to have had the story first."""
    parts = (text,) if len(text) <= _SHORT else (_beginning(text), text[-_END:])
    for part in parts:
        for outlet in _OUTLET.finditer(part):
            if _FIRST_BEFORE.search(_before(part, outlet)) or _FIRST_AFTER.match(part, outlet.end()):
                return NAMES[outlet[0]]
        if unheard := _UNHEARD.search(part):
            return _named(unheard[1])
    return None


def _named(words: str) -> str | None:
    """A publisher's name without what may follow it."""
    if _NOBODY.match(words):
        return None
    name = re.sub(rf"\s+{_DAY}.*$", "", re.split(r"[’']s\b", words)[0]).rstrip("’'/-& ")
    return name_of(name) or name


def _told(text: str) -> str | None:
    """The only publisher that is quoted as having the news ("told Variety"); None if there are several."""
    named = {
        NAMES[outlet[0]]
        for outlet in _OUTLET.finditer(text)
        if _BEFORE.search(_before(text, outlet)) or _AFTER.match(text, outlet.end())
    }
    return named.pop() if len(named) == 1 else None


def _before(text: str, outlet: re.Match[str]) -> str:
    return text[max(0, outlet.start() - _NEAR) : outlet.start()]
