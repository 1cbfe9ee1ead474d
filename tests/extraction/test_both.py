"""Both extractors at once: agreement raises confidence, dispute and silence lower it."""

from dataclasses import replace
from pathlib import Path

import pytest

from model_server import MODEL, model_server, says
from slategraph import Article, Claim, Entity, Report, Source, extract
from slategraph.extraction.both import merged
from slategraph.extraction.builtin.extractor import VERSION as BUILTIN

BRICK = Entity("Film", "Brick")
JOHNSON = Entity("Person", "Rian Johnson", ("Johnson",))
MODELS = Report(
    Claim(JOHNSON, "directs", BRICK), Source("a"), quotation="directed by Rian Johnson", start=40, end=64,
    certainty="confirmed", speaker="Focus", extractor="llm/1 m", confidence=0.75,
)  # fmt: skip
OURS = replace(MODELS, extractor="builtin/1", confidence=0.6, start=0, end=60, quotation="…", speaker=None)


def one(ours: Report, theirs: Report = MODELS) -> Report:
    (report,) = merged([ours], [theirs], trust=0.75)
    return report


def test_agreement_on_the_same_words_makes_surer() -> None:
    assert one(OURS) == replace(MODELS, confidence=0.9, extractor="both/1 (llm/1 m + builtin/1)")


def test_nothing_is_surer_than_ninety_nine_in_a_hundred() -> None:
    assert one(replace(OURS, confidence=0.92), replace(MODELS, confidence=0.97)).confidence == 0.99


def test_agreement_from_other_words_keeps_the_surer_one() -> None:
    assert one(replace(OURS, start=64, end=90)).confidence == 0.75
    assert one(replace(OURS, start=64, end=90, confidence=0.8)).confidence == 0.8


@pytest.mark.parametrize("dispute", [{"status": "considered"}, {"certainty": "denied"}])
def test_a_dispute_on_the_force_keeps_the_model_s_and_makes_less_sure(dispute: dict[str, str]) -> None:
    report = one(replace(OURS, **dispute))  # type: ignore[arg-type]
    assert (report.status, report.certainty, report.confidence) == ("attached", "confirmed", 0.6)


def test_what_only_the_model_says_stays() -> None:
    assert merged([], [MODELS], trust=0.75) == [replace(MODELS, extractor="both/1 (llm/1 m)")]


def test_what_the_model_passed_over_is_less_sure_the_more_so_the_better_the_model() -> None:
    alone = [merged([replace(OURS, confidence=0.9)], [], trust=trust)[0].confidence for trust in (0.5, 0.75, 0.9)]
    assert alone == [0.818, 0.692, 0.474]


@pytest.mark.parametrize(
    ("subject", "obj", "same"),
    [
        (Entity("Person", "rian johnson"), BRICK, True),
        (Entity("Person", "R. Johnson", ("Rian Johnson",)), BRICK, True),
        (Entity("Person", "Johnson"), BRICK, False),
        (Entity("Person", "Ada Johnson", ("Johnson",)), BRICK, False),
        (JOHNSON, Entity("Series", "Brick"), False),
        (JOHNSON, Entity("Film", "Brick (1955)"), False),
    ],
)
def test_claims_are_one_where_subject_and_object_have_a_whole_name_in_common(
    subject: Entity, obj: Entity, same: bool
) -> None:
    found = merged([replace(OURS, claim=Claim(subject, "directs", obj))], [MODELS], trust=0.75)
    assert len(found) == (1 if same else 2)


def test_a_novel_and_a_book_of_one_title_are_one() -> None:
    novel, book = (Claim(BRICK, "adaptedFrom", Entity("Book", f"Brick ({kind})")) for kind in ("novel", "book"))
    assert one(replace(OURS, claim=book), replace(MODELS, claim=novel)).claim == novel


def test_the_vaguer_claim_gives_way_to_the_model_s_exact_one() -> None:
    vague = replace(OURS, claim=Claim(JOHNSON, "attachedTo", BRICK))
    assert [report.claim.predicate for report in merged([vague], [MODELS], trust=0.75)] == ["directs"]
    other = replace(OURS, claim=Claim(JOHNSON, "attachedTo", Entity("Film", "Looper")))
    assert len(merged([other], [MODELS], trust=0.75)) == 2


def test_a_claim_that_ours_has_under_two_names_is_none_that_was_passed_over() -> None:
    named = replace(OURS, claim=Claim(Entity("Person", "R. Johnson", ("Rian Johnson",)), "directs", BRICK))
    assert len(merged([OURS, named], [MODELS], trust=0.75)) == 1


def test_parts_in_two_works_are_two() -> None:
    venn, films = Entity("Character", "Venn"), (BRICK, Entity("Film", "Looper"))
    ours, theirs = (Claim(JOHNSON, "portrays", venn, film) for film in films)
    assert len(merged([replace(OURS, claim=ours)], [replace(MODELS, claim=theirs)], trust=0.75)) == 2


def test_both_readers_read(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    text = "Brick is a 2005 mystery film written and directed by Rian Johnson. It was distributed by Focus Features."
    directs = {
        "evidence": "directed by Rian Johnson", "subject": "Rian Johnson", "predicate": "directs", "object": "Brick",
        "work": None, "status": "attached", "certainty": "confirmed", "speaker": None,
    }  # fmt: skip
    with model_server() as server:
        server.play(says([directs], [{"name": "Brick", "type": "Film", "aliases": []}]))
        for name, value in {"LLM_URL": server.url, "LLM_MODEL": MODEL, "CACHE": str(tmp_path)}.items():
            monkeypatch.setenv(f"SLATEGRAPH_{name}", value)
        monkeypatch.setenv("NO_PROXY", "127.0.0.1")
        offline = {r.claim.predicate: r for r in extract(Article("a", text))}
        found = {r.claim.predicate: r for r in extract(Article("a", text), extractor="both")}
    assert found["directs"].extractor.endswith(f" {MODEL} + {BUILTIN})") and found["directs"].confidence > 0.8
    assert found["distributes"].confidence < offline["distributes"].confidence
