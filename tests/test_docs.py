"""README, docs and CONTRIBUTING say what is true."""

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path
from pkgutil import resolve_name

import pytest
from rdflib import Graph

import slategraph as sg
from slategraph.cli.commands import COMMANDS
from slategraph.model import jsonld
from slategraph.query import lookup

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text("utf-8")
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", ROOT / "CHANGELOG.md", *sorted((ROOT / "docs").glob("*.md"))]


def blocks(kind: str) -> list[str]:
    return re.findall(rf"```{kind}\n(.*?)```", README, re.DOTALL)


def test_the_readme_opens_with_the_two_commands() -> None:
    assert [line.split()[0] for line in blocks("sh")[0].splitlines()] == ["scripts/demo", "scripts/test"]
    assert all((ROOT / name).stat().st_mode & 0o111 for name in ("scripts/demo", "scripts/test"))


def test_the_readme_s_python_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copytree(ROOT / "data" / "articles", tmp_path / "data" / "articles")
    monkeypatch.chdir(tmp_path)
    exec(compile(blocks("python")[0], "README.md", "exec"), {})
    assert (tmp_path / "slate.html").stat().st_size > 100_000
    assert (tmp_path / "slate.ttl").stat().st_size > 10_000


@pytest.mark.parametrize(("question", "answer"), list(zip(blocks("sparql"), blocks("text"), strict=True)))
def test_the_readme_s_answers_are_the_graph_s(curated: sg.Store, question: str, answer: str) -> None:
    assert sg.query(curated, question).text() == answer.rstrip("\n")


def test_the_readme_counts_what_comes_with_it(curated: sg.Store) -> None:
    entities, projects, sources = (int(n) for n in re.findall(r"(\d+) (?:entities|projects|sources)", README)[:3])
    assert entities == len(list(lookup.entities(curated)))
    assert projects == len([p for p in (ROOT / "data/claims").glob("*.csv") if p.stem not in ("entities", "sources")])
    assert sources == len(list(curated.sources()))


def test_each_command_has_a_heading_and_a_function() -> None:
    section = README.partition("## The commands")[2].partition("\n## ")[0]
    headings = re.findall(r"^### (\w+)$", section, re.MULTILINE)
    assert headings == list(COMMANDS)
    assert all(callable(resolve_name(row.python)) for row in COMMANDS.values())


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_lead_to_files(page: Path) -> None:
    links = re.findall(r"\]\(([^)#:]+)\)", page.read_text("utf-8"))
    assert [link for link in links if not (page.parent / link).exists()] == []


def test_scripts_that_documents_name_exist() -> None:
    named = {name for page in PAGES for name in re.findall(r"`(scripts/\w+)", page.read_text("utf-8"))}
    assert named and not [name for name in named if not (ROOT / name).exists()]


def test_the_changelog_knows_the_version() -> None:
    assert f"## {sg.__version__}" in (ROOT / "CHANGELOG.md").read_text("utf-8")


def test_the_context_is_made_from_the_ontology() -> None:
    assert (ROOT / "ontology/context.jsonld").read_text("utf-8") == jsonld.text()


def test_json_with_the_context_is_rdf() -> None:
    document = jsonld.context() | {"id": "film:heat-2", "type": "Film", "label": "Heat 2", "stage": "filming"}
    graph = Graph().parse(data=json.dumps(document), format="json-ld")
    found = {(s.n3(), p.n3(), o.n3()) for s, p, o in graph}
    base = "https://w3id.org/slategraph"
    assert (f"<{base}/film/heat-2>", f"<{base}/ontology#stage>", f"<{base}/stage/filming>") in found
    assert len(found) == 3


# ---------------------------------------------------------------- the "one place" table of CONTRIBUTING

NEW_PREDICATE = """
sg:designs a owl:ObjectProperty, sg:Involvement ; sg:rank 99 ;
    rdfs:label "designs"@en ; sg:inverseLabel "production design"@en ;
    rdfs:comment "Production designer of the film or series."@en ;
    rdfs:subPropertyOf sg:attachedTo ; rdfs:domain sg:Person ; rdfs:range sg:ScreenWork ;
    sg:shape [ a sh:NodeShape ; sh:targetSubjectsOf sg:designs ; sh:class sg:Person ; sh:message "a Person designs"@en ;
        sh:property [ sh:path sg:designs ; sh:class sg:ScreenWork ; sh:message "designs a Film or Series"@en ] ] .
"""
NEW_QUERY = """# Who designs what
SELECT ?who ?film WHERE { ?p sg:designs ?f . ?p rdfs:label ?who . ?f rdfs:label ?film }
"""
NEW_PROGRAM = """
import slategraph as sg
from slategraph.model import jsonld
from slategraph import exporters
from slategraph.query import tables
from slategraph.rdf.validation import problems

store = sg.open_store()
line = {"article": "a", "subject": "Ann Roth", "predicate": "designs", "object": "Heat 2"}
assert problems([("x:1", line)]) == [], problems([("x:1", line)])
assert "a Person designs" in problems([("x:1", line | {"subject": "Netflix", "subject_type": "Company"})])[0]
claim = sg.Claim(sg.Entity("Person", "Ann Roth"), "designs", sg.Entity("Film", "Heat 2"))
store.add([sg.Report(claim, sg.Source("a"))])
assert sg.query(store, "who-designs").rows == (("Ann Roth", "Heat 2"),)
assert sg.query(store, "ASK { person:ann-roth sg:attachedTo film:heat-2 }").rows == ((True,),)
assert jsonld.context()["@context"]["designs"] == {"@id": "sg:designs", "@type": "@id"}
page = sg.view(sg.to_networkx(store)).generate_html()
assert "designs" in page
assert sg.standings(store, "Heat 2").standings[0].claim.predicate == "designs"
assert sg.export(store, "slate.count").read_text() == "1"
"""


def test_a_change_of_each_kind_touches_one_place(tmp_path: Path) -> None:
    """Add a predicate, a saved query and an export format to a copy of the project, each in its one place."""
    for folder in ("ontology", "data"):
        shutil.copytree(ROOT / folder, tmp_path / folder)
    shutil.copytree(
        ROOT / "graph/slategraph", tmp_path / "graph/slategraph", ignore=shutil.ignore_patterns("__pycache__")
    )
    with (tmp_path / "ontology/slategraph.ttl").open("a", encoding="utf-8") as ontology:
        ontology.write(NEW_PREDICATE)
    (tmp_path / "data/queries/who-designs.rq").write_text(NEW_QUERY, "utf-8")
    exporters = tmp_path / "graph/slategraph/exporters/__init__.py"
    text = exporters.read_text("utf-8").replace(
        "#: The export formats",
        "def count(store: Store) -> str:\n    return str(len(list(store.sources())))\n\n\n#: The export formats",
    )
    exporters.write_text(text.replace('".trig": trig', '".trig": trig, ".count": count'), "utf-8")
    command = [sys.executable, "-c", f"import sys; sys.path.insert(0, {str(tmp_path / 'graph')!r})\n{NEW_PROGRAM}"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
