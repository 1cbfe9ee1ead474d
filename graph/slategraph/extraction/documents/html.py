"""HTML pages as drafts of articles: the text without menus, italics kept, and the page's own metadata."""

import json
import re
from collections.abc import Iterator
from typing import Any

from slategraph.errors import NotAnArticle
from slategraph.extraction.documents.addresses import is_address
from slategraph.extraction.documents.formats import Draft, decoded, joined
from slategraph.model.dates import DATE

_BLOCKS = frozenset(("p", "head", "item", "quote", "cell", "ab"))
_SPACE = re.compile(r"\s+")


def from_html(content: bytes, name: str) -> Draft:
    """The article of an HTML page; raises `NotAnArticle` if the page has none."""
    tree = _tree(decoded(content))
    if tree is None:
        raise NotAnArticle(f"{name} is not a readable HTML page.")
    about = dict(_linked_data(tree))
    for element in tree.iter("cite"):
        element.tag = "em"
    headlines = {_first(tree, "//h1"), _meta(tree, "og:title")}
    text, emphasis = joined(block for block in _blocks(tree) if block[0] not in headlines)
    if not re.search(r"\w", text):
        raise NotAnArticle(f"{name} contains no article: the page has no paragraphs of text.")
    return Draft(
        text=text,
        title=_meta(tree, "og:title") or _first(tree, "//h1") or _first(tree, "//title"),
        publisher=_meta(tree, "og:site_name") or about.get("publisher"),
        published=_date(_meta(tree, "article:published_time"), about.get("published"), _time(tree)),
        url=_address(_attribute(tree, "//link[@rel='canonical']", "href"), _meta(tree, "og:url")),
        author=_meta(tree, "author") or about.get("author"),
        emphasis=emphasis,
    )


def _tree(text: str) -> Any:
    from lxml import etree, html  # type: ignore[import-untyped]  # heavy, and not needed for other formats

    clean = re.sub(r"^\s*<\?xml[^>]*\?>", "", text)
    try:
        return html.document_fromstring(clean)
    except (etree.ParserError, ValueError):
        return None


def _blocks(tree: Any) -> Iterator[tuple[str, list[tuple[int, int]]]]:
    import trafilatura  # heavy, and not needed for other formats
    from lxml import etree

    page = etree.tostring(tree, encoding="unicode", method="html")
    found = trafilatura.extract(
        page,
        output_format="xml",
        include_formatting=True,
        include_comments=False,
        include_tables=False,
        favor_precision=False,
    )
    body = etree.fromstring(found.encode()).find("main") if found else None
    elements = list(_leaves(body)) if body is not None else []
    if sum(len("".join(e.itertext()).split()) for e in elements) < 8:
        elements = tree.xpath("//article//p | //main//p") or tree.xpath("//body//p")
    for element in elements:
        text, spans = _paragraph(element)
        if text:
            yield text, spans


def _leaves(element: Any) -> Iterator[Any]:
    """The elements that hold a paragraph each."""
    for child in element:
        if child.tag in _BLOCKS and not any(e.tag in _BLOCKS for e in child.iterdescendants()):
            yield child
        else:
            yield from _leaves(child)


def _paragraph(element: Any) -> tuple[str, list[tuple[int, int]]]:
    """The text of an element on one line, and where its italics stand."""
    text = ""
    spans: list[tuple[int, int]] = []
    for piece, italic in _pieces(element, False):
        words = _SPACE.sub(" ", piece)
        if not text or text.endswith(" "):
            words = words.lstrip(" ")
        start = len(text)
        text += words
        if italic and words.strip():
            spans.append((start + len(words) - len(words.lstrip()), start + len(words.rstrip())))
    return text.rstrip(), spans


def _pieces(element: Any, italic: bool) -> Iterator[tuple[str, bool]]:
    here = italic or element.tag in ("em", "i", "cite") or element.get("rend") == "#i"
    if element.text:
        yield element.text, here
    for child in element:
        if isinstance(child.tag, str):
            if child.tag in ("br", "lb"):
                yield " ", False
            yield from _pieces(child, here)
        if child.tail:
            yield child.tail, here


def _first(tree: Any, path: str) -> str | None:
    found = tree.xpath(path)
    return _SPACE.sub(" ", found[0].text_content()).strip() or None if found else None


def _attribute(tree: Any, path: str, attribute: str) -> str | None:
    found = tree.xpath(path)
    return (found[0].get(attribute) or "").strip() or None if found else None


def _meta(tree: Any, name: str) -> str | None:
    return _attribute(tree, f"//meta[@property='{name}' or @name='{name}']", "content")


def _time(tree: Any) -> str | None:
    return _attribute(tree, "//time[@datetime]", "datetime")


def _date(*texts: str | None) -> str | None:
    """The first date that is written as one."""
    return next((found.group(0) for text in texts if text and (found := DATE.match(text))), None)


def _address(*addresses: str | None) -> str | None:
    """The first absolute address that is not a front page, which many articles would share."""
    return next((a for a in addresses if a and is_address(a) and re.search(r"[^/]/[^/]|\?", a)), None)


def _linked_data(tree: Any) -> Iterator[tuple[str, str]]:
    """Publisher, date and author out of JSON-LD."""
    for script in tree.xpath("//script[@type='application/ld+json']"):
        for item in _items(_loaded(script.text or "")):
            for key, name in (("publisher", "publisher"), ("datePublished", "published"), ("author", "author")):
                value = _name(item.get(key))
                if value:
                    yield name, value


def _loaded(text: str) -> Any:
    try:
        return json.loads(text)
    except json.JSONDecodeError:
        return None


def _items(data: Any) -> Iterator[dict[str, Any]]:
    if isinstance(data, list):
        for value in data:
            yield from _items(value)
    elif isinstance(data, dict):
        yield from _items(data.get("@graph"))
        yield data


def _name(value: Any) -> str | None:
    if isinstance(value, list):
        return _name(value[0]) if value else None
    if isinstance(value, dict):
        return _name(value.get("name"))
    return value.strip() or None if isinstance(value, str) else None
