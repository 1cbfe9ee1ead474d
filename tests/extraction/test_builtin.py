"""The built-in extractor as a whole: its reports of small stories, and what holds for all of them."""

import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from slategraph import Article, Entity, Report, extract
from slategraph.belief.weights import SURE
from slategraph.errors import BadInput, NotAnArticle
from slategraph.extraction.builtin.extractor import confidence
from slategraph.model.vocabulary import PREDICATES

BRICK = (
    "Brick is a 2005 American mystery film written and directed by Rian Johnson, and starring Joseph Gordon-Levitt as "
    "Brendan Frye. Nora Zehetner and Lukas Haas appear in supporting roles. It was distributed by Focus Features."
)


def said(text: str, published: str | None = None) -> dict[tuple[str, str, str], Report]:
    reports = extract(Article("a", text, published=published))
    return {(r.claim.subject.name, r.claim.predicate, r.claim.object_name): r for r in reports}


@pytest.fixture(scope="module")
def brick() -> dict[tuple[str, str, str], Report]:
    return said(BRICK, "2012-01-01")


@pytest.mark.parametrize(
    "claim",
    [
        ("Rian Johnson", "directs", "Brick"),
        ("Joseph Gordon-Levitt", "actsIn", "Brick"),
        ("Joseph Gordon-Levitt", "portrays", "Brendan Frye"),
        ("Focus Features", "distributes", "Brick"),
    ],
)
def test_an_encyclopaedic_lead_is_read(brick: dict[tuple[str, str, str], Report], claim: tuple[str, str, str]) -> None:
    assert claim in brick


def test_settled_facts_are_confirmed(brick: dict[tuple[str, str, str], Report]) -> None:
    assert brick["Rian Johnson", "directs", "Brick"].certainty == "confirmed"


def test_a_portrayal_names_the_work(brick: dict[tuple[str, str, str], Report]) -> None:
    work = brick["Joseph Gordon-Levitt", "portrays", "Brendan Frye"].claim.work
    assert work == Entity("Film", "Brick")


def test_quotations_are_verbatim_at_their_offsets(brick: dict[tuple[str, str, str], Report]) -> None:
    assert all(r.quotation and BRICK[r.start : r.end] == r.quotation for r in brick.values())


def test_reports_carry_the_reader_and_the_source() -> None:
    reports = extract(Article("a", BRICK, url="https://slate.example/brick"))
    assert {(r.extractor, r.source.key) for r in reports} == {("builtin/2", "https://slate.example/brick")}


def test_each_claim_is_said_once() -> None:
    claims = [r.claim.id for r in extract(Article("a", f"{BRICK}\n\n{BRICK}"))]
    assert len(claims) == len(set(claims))


def test_reading_twice_says_the_same() -> None:
    assert list(extract(Article("a", BRICK))) == list(extract(Article("a", BRICK)))


def test_only_involvements_have_a_status_of_their_own(brick: dict[tuple[str, str, str], Report]) -> None:
    plain = [r for r in brick.values() if not PREDICATES[r.claim.predicate].has_status]
    assert {r.status for r in plain} <= {"attached"}


def test_a_text_without_words_is_refused() -> None:
    with pytest.raises(NotAnArticle, match="contains no words"):
        list(extract(Article("a", " -- \n")))


def test_an_unknown_extractor_is_named() -> None:
    with pytest.raises(BadInput, match="Unknown extractor 'magic'"):
        extract(Article("a", BRICK), extractor="magic")


@pytest.mark.parametrize(
    ("text", "certainty"),
    [
        ("Ada Moss has denied that she will star in “Cold Front.”", "denied"),
        ("Ada Moss isn't attached to “Cold Front,” her agent said.", "denied"),
        ("Ada Moss is not directing “Cold Front” for Fox.", "denied"),
        ("Ada Moss, who will star in “Cold Front,” denied rumours of a feud.", "confirmed"),
        ("Ada Moss is directing “Cold Front.”", "reported"),
    ],
)
def test_what_is_denied_is_told_from_what_is_not(text: str, certainty: str) -> None:
    [found] = [r for r in extract(Article("a", text)) if r.claim.subject.name == "Ada Moss"]
    assert (found.status, found.certainty) == ("attached", certainty)


def test_a_denial_is_of_the_clause_alone() -> None:
    text = "Ada Moss is not directing “Cold Front” for Fox."
    assert {r.certainty for r in extract(Article("a", text)) if r.claim.subject.name == "Fox"} <= {"reported"}


def test_the_reader_is_never_as_sure_as_a_person() -> None:
    assert confidence(1.0) < SURE


def test_no_quotation_runs_over_a_paragraph() -> None:
    text = "NETFLIX SETS “COLD FRONT” WITH ADA MOSS\n\nAda Moss will direct “Cold Front” for Netflix, sources say."
    reports = list(extract(Article("a", text)))
    assert reports and not any("\n" in (r.quotation or "") for r in reports)


def test_a_sequel_by_its_number_takes_nothing_from_the_rumours_around_it() -> None:
    text = (
        "Ada Moss denied that she left “Cold Front 2.” Rian Webb, it is rumored, might direct it. He made “Cold Front.”"
    )
    [sequel] = [r for r in extract(Article("a", text)) if r.claim.predicate == "sequelTo"]
    assert (sequel.status, sequel.certainty) == ("attached", "reported")


_LONG = """
import resource
from slategraph import Article, extract
line = "Ada Moss will direct “Cold Front {}” for Netflix, with Rian Webb, sources say."
text = "\\n\\n".join(map(line.format, range(400)))
assert list(extract(Article("a", text)))
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)
"""


def test_a_long_text_takes_little_memory() -> None:
    told = subprocess.run([sys.executable, "-c", _LONG], capture_output=True, text=True, check=True)
    assert int(told.stdout) < 900


def test_a_paper_makes_no_film() -> None:
    text = "Rian Johnson will direct the thriller “Brick,” he told PerthNow. “Brick” is set up at Deadline, with Fox."
    makers = {
        r.claim.subject.name for r in extract(Article("a", text)) if r.claim.predicate in ("develops", "produces")
    }
    assert not makers & {"PerthNow", "Deadline"}


def test_known_names_are_welcome() -> None:
    names = [Entity("Film", "Brick"), Entity("Person", "Rian Johnson", aliases=("Johnson",))]
    assert list(extract(Article("a", BRICK), names=names))


_PIECES = (
    'The film "Brick" , stars directed by Rian Johnson ( Looper ) and A. B. in 2012 . \n\n as with '
    "“Dune” is talks to 2 ’s & —"
)
_WORDS = st.sampled_from(_PIECES.replace("\n\n", "¶").split()).map(lambda word: word.replace("¶", "\n\n"))


@settings(max_examples=25)
@given(st.lists(_WORDS, min_size=1, max_size=40))
def test_any_text_is_read_with_true_offsets(parts: list[str]) -> None:
    text = "a " + " ".join(parts)
    for report in extract(Article("a", text, published="2012-01-01")):
        assert text[report.start : report.end] == report.quotation
        assert 0 <= report.confidence <= 1
