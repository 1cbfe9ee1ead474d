"""A folder is written by one process at a time and read by any number, whatever happens to either."""

import json
import os
import shutil
import signal
import subprocess
import sys
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from slategraph import BadInput, Claim, Entity, Report, Source, StoreInUse, Unreadable, open_store
from slategraph.rdf.mapping import CLAIM

EACH = 5
ADDS = """
import sys, time
from slategraph import Claim, Entity, Report, Source, open_store
with open_store(sys.argv[1]) as store:
    for i in range(int(sys.argv[2])):
        who = [Entity("Person", f"P{i}-{k}") for k in range(5)]
        film = Entity("Film", f"F{i}")
        store.add([Report(Claim(one, "actsIn", film), Source(f"article {i}"), quotation="So it is.") for one in who])
        if i == 0:
            print("begun", flush=True)
        time.sleep(0.05)
    if len(sys.argv) > 3:
        print("done", flush=True)
        input()
"""


def report(key: str = "one") -> Report:
    return Report(Claim(Entity("Person", "Ada"), "directs", Entity("Film", "Heat 2")), Source(key))


def python(code: str, *words: object) -> list[str]:
    return [sys.executable, "-c", code, *map(str, words)]


@contextmanager
def adding(folder: Path, articles: int, *more: str) -> Iterator["subprocess.Popen[str]"]:
    """Another process that adds articles; it has begun."""
    pipe = subprocess.PIPE
    with subprocess.Popen(python(ADDS, folder, articles, *more), stdin=pipe, stdout=pipe, text=True) as process:
        assert process.stdout and process.stdout.readline() == "begun\n"
        yield process
        process.kill()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A store with one report."""
    with open_store(tmp_path / "slate.db") as store:
        store.add([report()])
    return tmp_path / "slate.db"


def articles_in(folder: Path) -> "Counter[str]":
    """How many reports each article has, as a reader sees it."""
    with open_store(folder, read_only=True) as store:
        return Counter(str(found.graph_name) for found in store.graphs.quads(None, CLAIM, None, None))


def reading(folder: Path) -> list[str]:
    """What readers left in a folder."""
    return [path.name for path in folder.glob("reading-*")]


def test_a_hundred_readers_beside_a_writer_see_whole_articles_only(tmp_path: Path) -> None:
    with adding(tmp_path / "slate.db", 10_000):
        seen = [articles_in(tmp_path / "slate.db") for _ in range(100)]
    assert {count for counts in seen for count in counts.values()} == {EACH}
    assert len(seen[-1]) > len(seen[0])


def test_a_reader_sees_the_last_article_that_was_finished(tmp_path: Path) -> None:
    with adding(tmp_path / "slate.db", 30, "stay") as process:
        assert process.stdout and process.stdout.readline() == "done\n"
        assert len(articles_in(tmp_path / "slate.db")) == 30


def test_what_a_reader_sees_stays_while_the_writer_goes_on(folder: Path) -> None:
    with open_store(folder, read_only=True) as reader, open_store(folder) as writer:
        writer.add([report("two")])
        assert (len(reader), len(writer)) == (1, 2)


def test_a_reader_reads_on_when_the_writer_has_rewritten_every_file(folder: Path) -> None:
    with open_store(folder, read_only=True) as reader, open_store(folder) as writer:
        for i in range(10):
            writer.add([report(f"article {i}")])
            writer._oxigraph.flush()
        writer._oxigraph.optimize()
        assert [found.source.key for found in reader.reports()] == ["one"]


def test_readers_leave_nothing(folder: Path) -> None:
    with open_store(folder, read_only=True):
        assert len(reading(folder)) == 1
    assert reading(folder) == []


def test_a_killed_reader_leaves_nothing_for_long(folder: Path) -> None:
    code = "import os, sys, slategraph as sg; s = sg.open_store(sys.argv[1], read_only=True); os.kill(os.getpid(), 9)"
    subprocess.run(python(code, folder), check=False)
    left = reading(folder)
    open_store(folder, read_only=True).close()
    assert (len(left), reading(folder)) == (1, [])


def test_the_links_of_one_who_reads_stay(folder: Path) -> None:
    with open_store(folder, read_only=True), open_store(folder, read_only=True):
        open_store(folder).close()
        assert len(reading(folder)) == 2


def test_the_links_take_no_room(folder: Path) -> None:
    with open_store(folder, read_only=True):
        [place] = folder.glob("reading-*")
        own = sum(path.stat().st_size for path in place.iterdir() if path.stat().st_nlink == 1)
        assert own < 100_000


def test_what_is_open_read_only_is_not_written_to(folder: Path) -> None:
    with open_store(folder, read_only=True) as store, pytest.raises(Unreadable, match="is open read-only"):
        store.add([report("two")])


def test_a_second_handle_in_one_process_is_the_same_store(folder: Path) -> None:
    with open_store(folder) as one, open_store(folder) as other:
        one.add([report("two")])
        assert len(other) == 2 and one.quads is other.quads


def test_closing_one_handle_leaves_the_other(folder: Path) -> None:
    with open_store(folder) as one:
        open_store(folder).close()
        one.add([report("two")])
        assert len(one) == 2


def test_the_folder_is_free_after_the_last_handle(folder: Path) -> None:
    one, other = open_store(folder), open_store(folder)
    one.close()
    other.close()
    code = "import sys, slategraph as sg; print(sg.open_store(sys.argv[1], wait=0))"
    assert subprocess.run(python(code, folder), check=False, capture_output=True).returncode == 0


def test_a_handle_that_is_forgotten_frees_the_folder(folder: Path) -> None:
    store = open_store(folder)
    store.add([report("two")])
    del store
    code = "import sys, slategraph as sg; print(len(sg.open_store(sys.argv[1], wait=0)))"
    assert subprocess.run(python(code, folder), check=True, capture_output=True).stdout == b"2\n"


def test_a_second_writer_is_told_who_writes(folder: Path) -> None:
    with adding(folder, 1, "stay") as process, pytest.raises(StoreInUse) as refused:
        open_store(folder, wait=0)
    words = str(refused.value)
    assert words.startswith(f"The store {folder} is open for writing by process {process.pid} on ") and "since" in words


def test_a_second_writer_waits(folder: Path) -> None:
    with adding(folder, 1, "stay") as process:
        assert process.stdin
        threading.Timer(0.5, process.stdin.close).start()
        with open_store(folder, wait=60) as store:
            assert len(store) == 1 + EACH


def test_a_killed_writer_keeps_nobody_out(folder: Path) -> None:
    with adding(folder, 10_000) as process:
        process.send_signal(signal.SIGKILL)
        process.wait()
    with open_store(folder, wait=0) as store:
        counts = Counter(found.source.key for found in store.reports())
    assert counts.pop("one") == 1 and {*counts.values()} == {EACH}


def test_what_a_killed_writer_left_can_be_read(folder: Path) -> None:
    with adding(folder, 10_000) as process:
        process.send_signal(signal.SIGKILL)
        process.wait()
    assert {*articles_in(folder).values()} == {1, EACH}


def test_a_folder_that_an_older_slategraph_holds_is_in_use(folder: Path) -> None:
    code = "import sys, pyoxigraph as ox; s = ox.Store(sys.argv[1]); print('open', flush=True); input()"
    pipe = subprocess.PIPE
    with subprocess.Popen(python(code, folder), stdin=pipe, stdout=pipe, text=True) as process:
        assert process.stdout and process.stdout.readline() == "open\n"
        with pytest.raises(StoreInUse, match="open for writing in another program"):
            open_store(folder, wait=0)
        assert len(articles_in(folder)) == 1
        process.kill()


def test_a_fork_leaves_the_folder_to_its_parent(folder: Path) -> None:
    with open_store(folder, read_only=True) as reader, open_store(folder) as writer:
        child = os.fork()
        if not child:
            reader.close()
            writer.close()
            os._exit(0)
        os.waitpid(child, 0)
        writer.add([report("two")])
        assert (len(reading(folder)), len(reader)) == (1, 1)


def test_closing_leaves_a_short_log(folder: Path) -> None:
    with open_store(folder) as store:
        store.add([report(f"article {i}") for i in range(400)])
    newest = max(folder.glob("*.log"), key=lambda path: int(path.stem))
    assert newest.stat().st_size < 250_000


def test_a_long_add_keeps_the_log_short(folder: Path) -> None:
    with open_store(folder) as store:
        for i in range(5):
            store.add([replace(report(f"article {i}"), quotation=f"{i}" * 3_000_000)])
        newest = max(folder.glob("*.log"), key=lambda path: int(path.stem))
        assert newest.stat().st_size < 9_000_000


def damage(folder: Path) -> None:
    largest = max(folder.glob("*.sst"), key=lambda path: path.stat().st_size)
    with largest.open("r+b") as file:
        file.seek(largest.stat().st_size // 3)
        file.write(bytes(3000))


@pytest.fixture
def large(tmp_path: Path) -> Path:
    """A store of some size, in tables."""
    with open_store(tmp_path / "large.db") as store:
        store.add([report(f"article {i}") for i in range(400)])
    return tmp_path / "large.db"


@pytest.mark.parametrize("read_only", [True, False])
def test_a_damaged_table_is_named(large: Path, tmp_path: Path, read_only: bool) -> None:
    shutil.copytree(large, tmp_path / "copy")
    damage(tmp_path / "copy")
    with pytest.raises(Unreadable, match=r"is damaged, in its file \d+\.sst: put back a copy"):
        open_store(tmp_path / "copy", read_only=read_only)


def test_a_copy_is_not_damaged(large: Path, tmp_path: Path) -> None:
    shutil.copytree(large, tmp_path / "copy", copy_function=shutil.copyfile)
    with open_store(tmp_path / "copy", read_only=True) as store:
        assert len(store) == 400


def test_what_was_written_since_is_not_damaged(large: Path) -> None:
    with open_store(large) as store:
        store.add([report(f"more {i}") for i in range(100)])
        store._oxigraph.optimize()
        with open_store(large, read_only=True) as reader:
            assert len(reader) == 500
    with open_store(large, read_only=True) as reader:
        assert len(reader) == 500


@pytest.mark.parametrize("names", [[], ["LOCK", "LOG"], ["LOCK", "LOG", "IDENTITY", "MANIFEST-000001", "writer.json"]])
def test_a_folder_in_which_a_full_disk_left_the_beginnings_only_is_an_empty_store(
    tmp_path: Path, names: list[str]
) -> None:
    for name in names:
        (tmp_path / name).touch()
    with open_store(tmp_path, read_only=True) as reader:
        empty = len(reader)
    with open_store(tmp_path) as store:
        store.add([report()])
        assert (empty, len(store)) == (0, 1)


def mounted(mount: str, code: str, *words: object) -> "subprocess.CompletedProcess[str]":
    """What Python code prints where something has been mounted; skips where the kernel lets nobody mount."""
    script = f'{mount} || exit 99; exec "$@"'
    command = ["unshare", "--mount", "bash", "-c", script, "bash", *python(code, *words)]
    if shutil.which("unshare") is None:
        pytest.skip("there is no unshare here")
    told = subprocess.run(command, capture_output=True, text=True, check=False)
    if told.returncode == 99 or "unshare failed" in told.stderr:
        pytest.skip(f"nothing can be mounted here: {told.stderr}")
    return told


READS = """
import sys, slategraph as sg
with sg.open_store(sys.argv[1], read_only=True) as store:
    print(len(list(store.reports())))
try:
    sg.open_store(sys.argv[1])
except sg.Unreadable as error:
    print(error)
"""


def test_a_read_only_mount_can_be_read(folder: Path) -> None:
    mount = f"mount --bind '{folder}' '{folder}' && mount -o remount,ro,bind '{folder}'"
    refusal = f"The store {folder} can't be opened to write: read-only file system."
    assert mounted(mount, READS, folder).stdout.splitlines() == ["1", refusal]


def test_a_full_disk_can_be_read(folder: Path, tmp_path: Path) -> None:
    place = tmp_path / "disk"
    place.mkdir()
    mount = (
        f"mount -t tmpfs -o size=40m tmpfs '{place}' && cp -r '{folder}' '{place}/slate.db' "
        f"&& {{ cat /dev/zero > '{place}/zeros' 2>/dev/null; true; }}"
    )
    told = mounted(mount, READS, place / "slate.db").stdout.splitlines()
    assert told[0] == "1"


@pytest.mark.parametrize("kilobytes", [4, 16, 64, 100, 140, 200, 300])
def test_a_store_that_a_full_disk_cut_short_opens_later(tmp_path: Path, kilobytes: int) -> None:
    place = tmp_path / "disk"
    place.mkdir()
    code = """
import shutil, sys
import slategraph as sg
from pathlib import Path
try:
    sg.open_store(sys.argv[1], wait=0).close()
except sg.Unreadable as error:
    assert "\\n" not in str(error)
shutil.copytree(sys.argv[1], sys.argv[2], copy_function=shutil.copyfile)
with sg.open_store(sys.argv[2]) as store:
    print(len(store))
"""
    mount = f"mount -t tmpfs -o size={kilobytes}k tmpfs '{place}'"
    told = mounted(mount, code, place / "slate.db", tmp_path / "copy")
    assert (told.stdout, told.stderr) == ("0\n", "")


def test_the_file_of_the_writer_says_who(folder: Path) -> None:
    with open_store(folder):
        assert json.loads((folder / "writer.json").read_text())["pid"] == os.getpid()


@pytest.mark.parametrize("wrong", [5, b"slate.db", ["slate.db"]])
def test_a_path_of_another_type_is_refused(wrong: object) -> None:
    with pytest.raises(BadInput, match="named by its folder, not by"):
        open_store(wrong)  # type: ignore[arg-type]
