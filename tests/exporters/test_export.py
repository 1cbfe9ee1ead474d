"""The graph as a file: the same bytes for the same content, readable by others, whole or not at all."""

import os
import subprocess
import sys
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib
from hypothesis import given
from rdflib.compare import isomorphic

from slategraph import BadInput, Claim, Entity, Report, Source, Store, Unreadable, export, open_store
from slategraph.exporters import FORMATS, rdf
from slategraph.query.lookup import entities
from slategraph.rdf.shapes import violations
from strategies import slates


def trig(store: Store) -> str:
    return "".join(rdf.trig(store))


def turtle(store: Store) -> str:
    return "".join(rdf.turtle(store))


DUMP = "import sys, slategraph as sg; s = sg.open_store(sys.argv[1]); [sg.export(s, p) for p in sys.argv[2:]]"

FULL = """
import resource, signal, sys
import slategraph as sg
store = sg.open_store(sys.argv[1])
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))
sg.export(store, sys.argv[2])
"""


def quads(store: Store) -> set[tuple[str, ...]]:
    return {tuple(str(part) for part in quad) for quad in store.quads.match([(None, None, None, None)])}


def parsed(text: str, form: ox.RdfFormat) -> set[tuple[str, ...]]:
    inner = ox.Store()
    inner.load(text.encode(), format=form)
    return {tuple(str(part) for part in quad) for quad in inner}


@pytest.mark.parametrize("suffix", FORMATS)
def test_twice_gives_the_same_bytes(curated: Store, tmp_path: Path, suffix: str) -> None:
    one, other = export(curated, tmp_path / f"one{suffix}"), export(curated, tmp_path / f"other{suffix}")
    assert one.read_bytes() == other.read_bytes()


def test_other_processes_give_the_same_bytes(shelf: Path, tmp_path: Path) -> None:
    written = []
    for seed in ("1", "2"):
        paths = [tmp_path / f"{seed}{suffix}" for suffix in FORMATS]
        environment = os.environ | {"PYTHONHASHSEED": seed}
        subprocess.run([sys.executable, "-c", DUMP, str(shelf), *map(str, paths)], env=environment, check=True)
        written.append([path.read_bytes() for path in paths])
    assert written[0] == written[1] and all(written[0])


def test_rdflib_reads_the_same_triples(curated: Store) -> None:
    believed = ox.serialize(
        (q.triple for q in curated.quads.match([(None, None, None, ox.DefaultGraph())])),
        format=ox.RdfFormat.N_TRIPLES,
    )
    read = rdflib.Graph().parse(data=turtle(curated), format="turtle")
    assert isomorphic(read, rdflib.Graph().parse(data=believed, format="nt"))


def test_trig_holds_every_quad(curated: Store) -> None:
    assert parsed(trig(curated), ox.RdfFormat.TRIG) == quads(curated)


def test_rdflib_reads_as_many_quads(curated: Store) -> None:
    dataset = rdflib.Dataset()
    dataset.parse(data=trig(curated), format="trig")
    assert sum(1 for _ in dataset.quads()) == len(curated.quads)


@given(slates())
def test_every_quad_comes_back(reports: list[Report]) -> None:
    store = open_store()
    store.add(reports)
    assert parsed(trig(store), ox.RdfFormat.TRIG) == quads(store)


@given(slates(3))
def test_rdflib_reads_hostile_names(reports: list[Report]) -> None:
    store = open_store()
    store.add(reports)
    read = rdflib.Graph().parse(data=turtle(store), format="turtle")
    labels = {str(label) for label in read.objects(None, rdflib.RDFS.label)}
    assert labels == {entity.name for entity in entities(store)}


def test_one_value_stands_on_a_line(curated: Store) -> None:
    block = next(b for b in turtle(curated).split("\n\n") if b.startswith("person:michael-mann\n"))
    assert all(line.startswith("    ") for line in block.splitlines()[1:]) and "\n        film:heat-2" in block


def test_subjects_are_sorted(curated: Store) -> None:
    subjects = [b.split("\n")[0] for b in turtle(curated).split("\n\n")[1:] if b.strip()]
    assert subjects == sorted(subjects)


def test_an_empty_store_is_an_empty_file(store: Store) -> None:
    assert len(rdflib.Graph().parse(data=turtle(store), format="turtle")) == 0


@pytest.mark.parametrize("name", ["slate", "slate.docx", "slate.ttl.gz", ".ttl"])
def test_an_unknown_suffix_is_refused(store: Store, tmp_path: Path, name: str) -> None:
    with pytest.raises(BadInput, match=r"has no suffix of a known format: use one of \.ttl, \.trig"):
        export(store, tmp_path / name)


def test_a_suffix_in_capitals_is_known(store: Store, tmp_path: Path) -> None:
    assert export(store, tmp_path / "SLATE.TTL").exists()


def test_a_missing_folder_is_made(store: Store, tmp_path: Path) -> None:
    assert export(store, tmp_path / "a" / "b" / "slate.ttl").exists()


def test_a_folder_is_no_file(store: Store, tmp_path: Path) -> None:
    (tmp_path / "slate.ttl").mkdir()
    with pytest.raises(Unreadable, match="can't be written: is a directory"):
        export(store, tmp_path / "slate.ttl")


def test_a_file_on_the_way_is_no_folder(store: Store, tmp_path: Path) -> None:
    (tmp_path / "a").touch()
    with pytest.raises(Unreadable, match="can't be written"):
        export(store, tmp_path / "a" / "slate.ttl")


def test_a_full_device_is_said(store: Store, tmp_path: Path) -> None:
    (tmp_path / "slate.ttl").symlink_to("/dev/full")
    with pytest.raises(Unreadable, match="can't be written: no space left on device"):
        export(store, tmp_path / "slate.ttl")


def test_a_full_disk_leaves_the_old_file_and_nothing_else(shelf: Path, tmp_path: Path) -> None:
    (tmp_path / "slate.trig").write_text("old")
    told = subprocess.run(
        [sys.executable, "-c", FULL, str(shelf), str(tmp_path / "slate.trig")],
        capture_output=True,
        text=True,
        check=False,
    )
    left = [(path.name, path.read_text()) for path in tmp_path.iterdir()]
    assert left == [("slate.trig", "old")] and "can't be written: file too large" in told.stderr


def test_a_file_keeps_its_rights(store: Store, tmp_path: Path) -> None:
    path = export(store, tmp_path / "slate.ttl")
    path.chmod(0o600)
    export(store, path)
    assert path.stat().st_mode & 0o777 == 0o600


def test_what_is_exported_keeps_to_the_project_s_own_shapes(curated: Store, tmp_path: Path) -> None:
    exported = rdflib.Graph().parse(export(curated, tmp_path / "slate.ttl"), format="turtle")
    assert [str(violation) for violation in violations(exported)] == []


def test_a_link_stays_and_its_target_is_written(store: Store, tmp_path: Path) -> None:
    (tmp_path / "kept").mkdir()
    (tmp_path / "slate.ttl").symlink_to("kept/real.ttl")
    export(store, tmp_path / "slate.ttl")
    assert (tmp_path / "slate.ttl").is_symlink() and (tmp_path / "kept" / "real.ttl").is_file()


def test_a_new_file_has_the_rights_of_the_process(store: Store, tmp_path: Path) -> None:
    mask = os.umask(0o027)
    try:
        path = export(store, tmp_path / "slate.ttl")
    finally:
        os.umask(mask)
    assert path.stat().st_mode & 0o777 == 0o640


def test_a_line_separator_in_a_name_breaks_no_line(store: Store) -> None:
    film = Entity("Film", "A\u2028B\x85C\x0bD")
    store.add([Report(Claim(film, "adaptedFrom", Entity("Book", "E")), Source("x"))])
    assert parsed(trig(store), ox.RdfFormat.TRIG) == quads(store)
