"""Starting up: nothing heavy is loaded before it is used, and Ctrl-C ends a command that is still loading."""

import signal
import subprocess
import sys
from pathlib import Path
from pkgutil import resolve_name

import pytest

from slategraph.cli.commands import COMMANDS

HEAVY = {"en_core_web_sm", "httpx", "networkx", "onnxruntime", "pyshacl", "pyvis", "rdflib", "spacy", "trafilatura"}
MAIN = "from slategraph.cli.main import main"
DEADLINE = 60


def loaded(*arguments: str | Path) -> set[str]:
    """The top-level packages that a command has loaded when it ends."""
    program = f"import atexit, sys\natexit.register(lambda: sys.stderr.write(' '.join(sys.modules)))\n{MAIN}\nmain()"
    done = subprocess.run([sys.executable, "-c", program, *arguments], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return {name.partition(".")[0] for name in done.stderr.split()}


@pytest.mark.parametrize("arguments", [["--version"], ["--help"]])
def test_help_and_version_load_no_library_but_typer(arguments: list[str]) -> None:
    assert loaded(*arguments) & (HEAVY | {"numpy", "pydantic", "pyoxigraph", "rapidfuzz", "rich"}) == set()


@pytest.mark.parametrize(
    "arguments",
    [
        ["query", "who-is-attached", "project=Heat 2"],
        ["show", "Heat 2"],
        ["history", "Heat 2"],
        ["diff", "Heat 2", "--from", "2025-10-31", "--to", "2026-03-01"],
        ["conflicts", "Heat 2"],
    ],
    ids=lambda arguments: arguments[0],
)
def test_asking_loads_nothing_heavy(shelf: Path, arguments: list[str]) -> None:
    assert loaded(*arguments, "--store", shelf) & (HEAVY | {"numpy"}) == set()


@pytest.mark.parametrize("command", COMMANDS)
def test_the_help_of_a_command_loads_nothing_heavy(command: str) -> None:
    assert loaded(command, "--help") & HEAVY == set()


@pytest.mark.parametrize("name", COMMANDS)
def test_a_summary_is_the_first_line_of_its_command(name: str) -> None:
    assert (resolve_name(COMMANDS[name].function).__doc__ or "").splitlines()[0] == COMMANDS[name].summary


def interrupted(module: str, arguments: list[str], cwd: Path) -> subprocess.CompletedProcess[str]:
    """A command that gets one SIGINT in the middle of the first import of a module."""
    program = f"""
import os, signal, sys

class Stop:
    def find_spec(self, name, path=None, target=None):
        if name == {module!r}:
            sys.meta_path.remove(self)
            os.kill(os.getpid(), signal.SIGINT)

sys.meta_path.insert(0, Stop())
{MAIN}
main()
"""
    command = [sys.executable, "-c", program, *arguments]
    return subprocess.run(command, cwd=cwd, capture_output=True, text=True, check=False, timeout=DEADLINE)


@pytest.mark.parametrize("module", ["typer", "slategraph.cli.terminal", "slategraph.cli.reading", "rich.console"])
def test_an_interrupt_while_the_command_loads_ends_it_at_once(tmp_path: Path, module: str) -> None:
    done = interrupted(module, ["extract", "story.txt"], tmp_path)
    assert (done.returncode, done.stderr) == (130, "slategraph: Interrupted.\n")


@pytest.mark.parametrize("module", ["spacy", "numpy", "onnxruntime", "spacy.lookups", "pyoxigraph"])
def test_an_interrupt_while_a_running_command_loads_a_library_is_one_sentence(tmp_path: Path, module: str) -> None:
    (tmp_path / "story.txt").write_text("Michael Mann is set to direct Heat 2, the studio said on Monday.\n")
    done = interrupted(module, ["extract", "story.txt", "--jobs", "1"], tmp_path)
    assert done.returncode == 130 and done.stderr.startswith("slategraph: Interrupted.")
    assert done.stderr.count("\n") == 1


@pytest.mark.parametrize("milliseconds", [60, 150, 300, 600, 1200])
def test_an_interrupt_from_outside_never_ends_in_a_traceback(tmp_path: Path, milliseconds: int) -> None:
    (tmp_path / "story.txt").write_text("Michael Mann is set to direct Heat 2, the studio said on Monday.\n")
    program = f"{MAIN}\nprint(flush=True)\nmain()"
    command = [sys.executable, "-c", program, "add", "story.txt", "--jobs", "1"]
    with subprocess.Popen(command, cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as child:
        assert child.stdout and child.stdout.readline() == "\n"
        try:
            child.wait(milliseconds / 1000)
        except subprocess.TimeoutExpired:
            child.send_signal(signal.SIGINT)
        _, said = child.communicate(timeout=DEADLINE)
    assert "Traceback" not in said and child.returncode in (0, 130)
