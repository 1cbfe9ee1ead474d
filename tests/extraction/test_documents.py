"""Articles from files, addresses and text, and what each kind of bad input gets."""

import http.server
import io
import json
import logging
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from slategraph.errors import BadInput, NotAnArticle, Unreadable
from slategraph.extraction.documents import documents
from slategraph.extraction.documents.documents import read_article

PAGE = """<!doctype html><html lang="en"><head><title>Johnson starts over | The Slate</title>
<meta property="og:site_name" content="The Slate">
<meta property="article:published_time" content="2006-04-07T09:00:00Z">
<link rel="canonical" href="https://slate.example/brick">
<meta name="author" content="Ann Writer"></head>
<body><nav><a href="/">Home</a> <a href="/film">Film</a></nav>
<article><h1>Johnson starts over</h1>
<p>Rian Johnson wrote and directed <em>Brick</em>, which stars Joseph Gordon-Levitt and was made for little money.</p>
<p>His next film is <cite>The Brothers Bloom</cite>, a comedy with Rachel Weisz, Adrien Brody and Mark Ruffalo.</p>
</article><footer>Copyright The Slate</footer></body></html>"""


def test_a_text_is_told_from_a_path_by_its_line_break() -> None:
    article = read_article("Brick\n\nRian Johnson directed it.")
    assert article.text == "Brick\n\nRian Johnson directed it."


def test_html_gives_text_and_what_the_page_says_of_itself(tmp_path: Path) -> None:
    path = tmp_path / "brick.html"
    path.write_text(PAGE, "utf-8")
    article = read_article(path)
    assert (article.id, article.title, article.publisher) == ("brick", "Johnson starts over", "The Slate")
    assert (article.published, article.author, article.url) == (
        "2006-04-07",
        "Ann Writer",
        "https://slate.example/brick",
    )
    assert "Rian Johnson wrote" in article.text
    assert "Home" not in article.text


def test_italics_of_html_are_kept(tmp_path: Path) -> None:
    path = tmp_path / "brick.html"
    path.write_text(PAGE, "utf-8")
    article = read_article(str(path))
    assert [article.text[a:b] for a, b in article.emphasis] == ["Brick", "The Brothers Bloom"]


def test_publisher_and_date_may_come_from_linked_data(tmp_path: Path) -> None:
    data = {"@type": "NewsArticle", "publisher": {"name": "The Slate"}, "datePublished": "2006-04-07"}
    head = f'<script type="application/ld+json">{json.dumps(data)}</script>'
    path = tmp_path / "a.html"
    path.write_text(f"<html><head>{head}</head><body><p>Rian Johnson directed Brick for the studio.</p></body></html>")
    article = read_article(path)
    assert (article.publisher, article.published) == ("The Slate", "2006-04-07")


def test_a_page_without_a_date_has_none(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    path.write_text("<html><body><p>Rian Johnson directed Brick, and it was well liked.</p></body></html>")
    assert read_article(path).published is None


def test_a_date_that_is_none_does_not_hide_another(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    head = '<meta property="article:published_time" content="April 7, 2006">'
    body = '<time datetime="2006-04-07T09:00">7 April</time><p>Rian Johnson directed Brick, and it was liked.</p>'
    path.write_text(f"<html><head>{head}</head><body>{body}</body></html>")
    assert read_article(path).published == "2006-04-07"


@pytest.mark.parametrize(
    ("canonical", "other", "url"),
    [
        ("/brick", "https://a.example/brick", "https://a.example/brick"),
        ("https://a.example/", "", None),
        ("https://a.example", "https://a.example/?p=3", "https://a.example/?p=3"),
        ("https://a.example/2006/brick/", "https://a.example/b", "https://a.example/2006/brick/"),
    ],
)
def test_only_an_address_of_its_own_is_an_articles(tmp_path: Path, canonical: str, other: str, url: str | None) -> None:
    path = tmp_path / "a.html"
    head = f'<link rel="canonical" href="{canonical}"><meta property="og:url" content="{other}">'
    path.write_text(f"<html><head>{head}</head><body><p>Rian Johnson directed Brick for the studio.</p></body></html>")
    assert read_article(path).url == url


def test_markdown_loses_its_marks_and_keeps_italics(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text("# Johnson starts over\n\nRian Johnson made *Brick* and [_Looper_](https://x.example).\n")
    article = read_article(path)
    assert article.title == "Johnson starts over"
    assert article.text.endswith("Rian Johnson made Brick and Looper.")
    assert [article.text[a:b] for a, b in article.emphasis] == ["Brick", "Looper"]


def test_json_gives_its_five_keys_and_no_other(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_text(json.dumps({"id": "b", "text": "Brick opened.", "published": "2006", "entities": 3, "claims": "x"}))
    article = read_article(path)
    assert (article.id, article.text, article.published) == ("b", "Brick opened.", "2006")


def test_half_a_character_in_json_does_not_hinder_the_rest() -> None:
    article = read_article(
        b'{"text": "Rian Johnson \\ud83d directed \\ud83d\\ude00 Brick, and it was liked by all who saw it."}'
    )
    assert article.text.startswith("Rian Johnson \ufffd directed \U0001f600 Brick")


@pytest.mark.parametrize("moment", ["2006-04-07T10:00:00Z", "2006-04-07 10:00"])
def test_of_a_moment_in_json_the_day_counts(moment: str) -> None:
    assert (
        read_article(json.dumps({"text": "Brick opened."} | {"published": moment}).encode()).published == "2006-04-07"
    )


@pytest.mark.parametrize("content", ["[" * 100_000, '{"text": "Brick.", "n": ' + "1" * 5000 + "}"])
def test_json_beyond_measure_is_refused(content: str) -> None:
    with pytest.raises(BadInput, match="is not readable JSON"):
        read_article(content.encode(), kind="json")


def test_windows_letters_are_read(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes("Amélie’s director is Jean-Pierre Jeunet.".encode("cp1252"))
    assert read_article(path).text == "Amélie’s director is Jean-Pierre Jeunet."


def test_a_declared_character_set_is_believed(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    page = '<html><head><meta charset="iso-8859-2"></head><body><p>Kieślowski directed it once.</p></body></html>'
    path.write_bytes(page.encode("iso-8859-2"))
    assert "Kieślowski" in read_article(path).text


def test_standard_input_is_read_for_a_dash(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b"Brick opened on Friday.")))
    assert read_article("-").text == "Brick opened on Friday."


def test_several_are_read_one_after_the_other(tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / f"{name}.txt").write_text("Brick opened.")
    assert [a.id for a in map(read_article, (tmp_path / "a.txt", tmp_path / "b.txt"))] == ["a", "b"]


def test_a_missing_file_is_named() -> None:
    with pytest.raises(Unreadable, match=r"nowhere\.html does not exist"):
        read_article("nowhere.html")


def test_a_folder_is_no_article(tmp_path: Path) -> None:
    with pytest.raises(Unreadable, match="is a folder"):
        read_article(tmp_path)


@pytest.mark.parametrize("content", [b"", b" \n\t\n", b"--- *** ---\n"])
def test_an_empty_article_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(content)
    with pytest.raises(NotAnArticle, match=r"is empty|contains no words"):
        read_article(path)


def test_html_without_text_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    path.write_text("<html><head><title>x</title></head><body><img src='a.png'></body></html>")
    with pytest.raises(NotAnArticle, match="article"):
        read_article(path)


def test_a_file_too_large_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"film " * (documents.MOST_BYTES // 5 + 1))
    with pytest.raises(Unreadable, match="larger than 20 MB"):
        read_article(path)


def test_a_text_too_long_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("the film " * documents.MOST_WORDS)
    with pytest.raises(NotAnArticle, match="200,000 words"):
        read_article(path)


def test_binary_rubbish_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(bytes(range(256)) * 20)
    with pytest.raises(NotAnArticle, match="is not text"):
        read_article(path)


def test_broken_json_is_named_with_its_place(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_text('{"text": "Brick",\n "id": }')
    with pytest.raises(BadInput, match="line 2, column 8"):
        read_article(path)


@pytest.mark.parametrize(
    "data", [[1], {"id": "a"}, {"text": 3}, {"text": "x", "publisher": 3}, {"text": "x", "published": "May"}]
)
def test_json_that_is_no_article_is_refused(tmp_path: Path, data: object) -> None:
    path = tmp_path / "a.json"
    path.write_text(json.dumps(data))
    with pytest.raises(BadInput):
        read_article(path)


_GERMAN = "Der Regisseur dreht im Herbst einen neuen Film über eine Frau, die ihren Sohn sucht und nicht findet. "
_FRENCH = "Le film sera réalisé par une cinéaste française, avec des acteurs connus et un budget modeste, en mai. "


@pytest.mark.parametrize("text", [_GERMAN * 4, _FRENCH * 2])
def test_another_language_is_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "a.txt"
    path.write_text(text)
    with pytest.raises(NotAnArticle, match="not seem to be in English"):
        read_article(path)


@pytest.mark.parametrize("content", [b"%PDF-1.4 nothing more", b"no PDF at all"])
def test_a_broken_pdf_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(content)
    with pytest.raises(NotAnArticle, match="PDF"):
        read_article(path)


def test_loggers_of_other_libraries_are_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(b"no PDF at all")
    with pytest.raises(NotAnArticle):
        read_article(path)
    assert logging.getLogger("pypdf").level == logging.NOTSET


def test_the_shell_says_of_a_broken_pdf_one_sentence(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(b"no PDF at all")
    words = [sys.executable, "-c", "from slategraph.cli.main import main; main()", "extract", str(path)]
    run = subprocess.run(words, capture_output=True, text=True, check=False)
    assert len(run.stderr.splitlines()) == 1 and "a.pdf is not a readable PDF" in run.stderr


def test_only_web_addresses_are_read() -> None:
    with pytest.raises(Unreadable, match="begins with http"):
        read_article("ftp://example.org/story.html")


def test_a_pdf_is_read(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(_pdf("Rian Johnson directed Brick."))
    assert "Rian Johnson directed Brick." in read_article(path).text


def _pdf(line: str) -> bytes:
    """A PDF of one line, by hand."""
    stream = f"BT /F1 12 Tf 20 100 Td ({line}) Tj ET".encode()
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 400 200] /Contents 4 0 R "
        b"/Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    body, places = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(body))
        body += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    head = b"xref\n0 6\n0000000000 65535 f \n"
    return body + head + table + b"trailer << /Size 6 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % len(body)


class _Site(http.server.BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        if self.path == "/moved":
            self.send_response(302)
            self.send_header("Location", "/brick.html")
            self.end_headers()
            return
        found = self.path == "/brick.html"
        self.send_response(200 if found else 404)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.end_headers()
        self.wfile.write(PAGE.encode() if found else b"gone")

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  the name that the base class gives it
        pass


@pytest.fixture
def site() -> Iterator[str]:
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), _Site)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def test_an_address_is_read_over_a_redirect(site: str) -> None:
    article = read_article(f"{site}/moved", allow_private=True)
    assert (article.id, article.title) == ("brick", "Johnson starts over")


def test_an_address_in_a_private_network_is_refused(site: str) -> None:
    with pytest.raises(BadInput, match="private network"):
        read_article(f"{site}/brick.html")


def test_a_page_that_is_gone_is_named(site: str) -> None:
    with pytest.raises(Unreadable, match="answers 404"):
        read_article(f"{site}/lost.html", allow_private=True)


def test_a_server_that_does_not_answer_is_named() -> None:
    with pytest.raises(Unreadable, match="can't be read"):
        read_article("http://127.0.0.1:9/a", allow_private=True)
