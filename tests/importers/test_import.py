"""Files that people write in spreadsheets and editors: read as meant, and each wrong line named."""

import json
from pathlib import Path

import pytest

from slategraph import BadInput, Entity, Store, Unreadable, load_curated, open_store, query
from slategraph.importers import read
from slategraph.ingest.loading import add_file, check_file
from slategraph.model.vocabulary import PREFIXES

HEAD = "subject,predicate,object\n"


def written(folder: Path, content: str | bytes, name: str = "claims.csv") -> Path:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def subjects(path: Path) -> list[str]:
    return [line["subject"] for _, line in read(path)[0]]


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (HEAD + "Ada,directs,Heat 2\n", ["Ada"]),
        ("\ufeff" + HEAD + "Ada,directs,Heat 2\n", ["Ada"]),
        (HEAD.replace("\n", "\r\n") + "Ada,directs,Heat 2\r\n", ["Ada"]),
        (HEAD.replace("\n", "\r") + "Ada,directs,Heat 2\r", ["Ada"]),
        (HEAD + "Ada,directs,Heat 2", ["Ada"]),
        (HEAD + '"Ada\nLovelace",directs,Heat 2\n', ["Ada\nLovelace"]),
        (HEAD + '"Ada, ""Countess""",directs,Heat 2\n', ['Ada, "Countess"']),
        (HEAD + "\n,,\nAda,directs,Heat 2\n\n", ["Ada"]),
        (HEAD + "Ada\u2028B,directs,Heat 2\n", ["Ada\u2028B"]),
        (HEAD + "Ada\x0cB,directs,Heat 2\n", ["Ada\x0cB"]),
        (" predicate ,object,subject\ndirects,Heat 2,Ada\n", ["Ada"]),
    ],
    ids=["plain", "bom", "crlf", "cr", "no-end", "newline", "quotes", "blank-lines", "u2028", "form-feed", "order"],
)
def test_a_spreadsheet_is_read_as_meant(tmp_path: Path, content: str, expected: list[str]) -> None:
    assert subjects(written(tmp_path, content)) == expected


@pytest.mark.parametrize(
    ("content", "place"),
    [
        ("subject,verb\n", "1: unknown column 'verb'"),
        ("subject,predicate\n", "1: the column object is missing"),
        ("subject,subject,predicate,object\n", "1: the column 'subject' comes twice"),
        ("", "1: the file is empty"),
        ("subject;predicate;object\n", "1: unknown column 'subject;predicate;object'"),
        (HEAD + "Ada,directs\n", "2: 2 cells where the header has 3"),
        (HEAD + "Ada,directs,Heat 2,x\n", "2: 4 cells where the header has 3"),
        (HEAD + '"A\nB",directs,C\nX,directs\n', "4: 2 cells"),
        (HEAD + 'Ada,directs,"Heat 2\n', "2: not CSV"),
        (b"subject,predicate,object\nZo\xe9,directs,Heat 2\n", "2: not UTF-8"),
        (HEAD.encode("utf-16"), "1: not UTF-8"),
        ("source," + HEAD + "nyt,Ada,directs,Heat 2\n", "2: the source 'nyt' is not in"),
    ],
)
def test_a_file_that_is_no_table_is_refused_with_the_line(tmp_path: Path, content: str | bytes, place: str) -> None:
    path = written(tmp_path, content)
    with pytest.raises(BadInput) as caught:
        read(path)
    assert str(caught.value).startswith(f"{path}:{place}")


def test_the_line_of_a_row_is_that_where_it_begins(tmp_path: Path) -> None:
    path = written(tmp_path, HEAD + '"A\nB",directs,C\nX,helms,C\n')
    assert [problem.split(": ")[0] for problem in check_file(str(path))] == [f"{path}:4"]


def test_entities_beside_the_claims_give_types_and_ids(tmp_path: Path) -> None:
    written(tmp_path, "name,type,aliases,wikidata,imdb,tmdb\nAda,Person,Addie; A. L.,Q1,nm1,5\n", "entities.csv")
    assert read(written(tmp_path, HEAD))[1] == [
        Entity("Person", "Ada", ("Addie", "A. L."), ("wd:Q1", "imdb:name/nm1", "tmdb:person/5"))
    ]


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("Ada,Human,,,,", "'Human' is not a type"),
        (",Person,,,,", "needs a name"),
        ("Ada,Person,,Q 1,,", "'wd:Q 1' is not an id"),
    ],
)
def test_a_wrong_entity_is_named(tmp_path: Path, row: str, message: str) -> None:
    path = written(tmp_path, f"name,type,aliases,wikidata,imdb,tmdb\n{row}\n", "entities.csv")
    with pytest.raises(BadInput) as caught:
        read(written(tmp_path, HEAD))
    assert str(caught.value).startswith(f"{path}:2: ") and message in str(caught.value)


def test_sources_beside_the_claims_say_who_published(tmp_path: Path) -> None:
    head = "source,kind,publisher,published,url,derived_from\n"
    written(
        tmp_path,
        head + "thr,article,THR,2025,https://a.example/1,\nx,article,X,,https://b.example/1,thr\n",
        "sources.csv",
    )
    path = written(tmp_path, "source," + HEAD + "x,Ada,directs,Heat 2\n")
    assert read(path)[0][0][1]["relays"] == "THR"


def test_a_folder_of_claims_is_read_whole(tmp_path: Path) -> None:
    written(tmp_path, HEAD + "Ada,directs,Heat 2\n", "a.csv")
    written(tmp_path, HEAD + "Ben,directs,Dune\n", "b.csv")
    assert subjects(tmp_path) == ["Ada", "Ben"]


def test_a_folder_can_be_added(tmp_path: Path) -> None:
    written(tmp_path, HEAD + "Ada,directs,Heat 2\n", "a.csv")
    with open_store() as store:
        assert add_file(store, str(tmp_path)).new == 1


def test_a_folder_without_claims_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Unreadable, match="holds no claims"):
        read(tmp_path)


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Unreadable, match="can't be read: no such file"):
        read(tmp_path / "claims.csv")


def test_a_file_of_another_kind_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match=r"is not a file of claims: give \.csv, \.jsonl"):
        read(written(tmp_path, "x", "story.html"))


def jsonl(folder: Path, *lines: str) -> Path:
    return written(folder, "\r\n".join(lines), "reports.jsonl")


GOOD = json.dumps({"article": "a", "subject": "Ada", "predicate": "directs", "object": "Heat 2"})


def test_json_lines_are_read(tmp_path: Path) -> None:
    assert subjects(jsonl(tmp_path, GOOD, "", GOOD)) == ["Ada", "Ada"]


@pytest.mark.parametrize("line", ["{", "x", "{'a': 1}", "[" * 100_000, f'{{"start": {"9" * 5000}}}'])
def test_a_line_that_is_no_json_is_named(tmp_path: Path, line: str) -> None:
    path = jsonl(tmp_path, GOOD, line)
    with pytest.raises(BadInput) as caught:
        read(path)
    assert str(caught.value).startswith(f"{path}:2: not JSON (")


def test_a_wrong_line_leaves_the_store_as_it_was(tmp_path: Path) -> None:
    with open_store() as store:
        with pytest.raises(BadInput, match=r"reports\.jsonl:2: "):
            add_file(store, str(jsonl(tmp_path, GOOD, "[]")))
        assert len(store.quads) == 0


def test_the_same_name_as_film_and_book_is_two_things(tmp_path: Path) -> None:
    lines = "subject,predicate,object,object_type\nAda,directs,Dune,Film\nBen,authorOf,Dune,Book\n"
    with open_store() as store:
        add_file(store, str(written(tmp_path, lines)))
        found = query(store, 'SELECT ?e WHERE { ?e rdfs:label "Dune" } ORDER BY ?e').rows
    assert [row[0].rsplit("/", 2)[1] for row in found] == ["book", "film"]


def test_the_curated_claims_come_once(store: Store) -> None:
    assert (load_curated(store) > 500, load_curated(store)) == (True, 0)


@pytest.mark.parametrize(
    ("person", "words"),
    [
        ("person:ada a sg:Persn ; rdfs:label 'Ada'", "person:ada has the unknown type Persn: say that it is one of"),
        ("person:ada rdfs:label 'Ada'", "person:ada has no type: say that it is one of"),
        ("<http://ex.example/ada> a sg:Person ; rdfs:label 'Ada'", "ada is a Person, whose address has to begin with"),
        ("person:ada a sg:Person", "has no rdfs:label"),
    ],
)
def test_an_rdf_file_with_a_wrong_entity_says_so_in_one_sentence(tmp_path: Path, person: str, words: str) -> None:
    head = "".join(f"@prefix {name}: <{PREFIXES[name]}> .\n" for name in ("sg", "rdfs", "person", "film"))
    path = written(tmp_path, f"{head}{person} ; sg:directs film:b . film:b a sg:Film ; rdfs:label 'B' .", "a.ttl")
    with pytest.raises(BadInput, match=words) as caught:
        read(path)
    assert "NamedNode" not in str(caught.value)
