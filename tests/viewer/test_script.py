"""The page's script: the bundle that ships is what its modules make, and they pass their own tests."""

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SCRIPT = ROOT / "graph" / "slategraph" / "viewer" / "script"
BUNDLE = SCRIPT.parent / "page.js"
ESBUILD = ROOT / "node_modules" / ".bin" / "esbuild"


def require(present: bool, line: str) -> None:
    """Skip the test with a clear line where Node is missing; fail where SLATEGRAPH_REQUIRE_ALL=1."""
    if not present:
        (pytest.fail if os.environ.get("SLATEGRAPH_REQUIRE_ALL") == "1" else pytest.skip)(line)


def test_the_bundle_is_what_the_modules_make(tmp_path: Path) -> None:
    require(shutil.which("node") is not None and ESBUILD.exists(), "no esbuild: run `npm ci --ignore-scripts`")
    made = tmp_path / "page.js"
    options = ["--bundle", "--format=iife", "--charset=utf8", "--target=es2022", "--log-level=error"]
    subprocess.run([ESBUILD, SCRIPT / "main.js", *options, f"--outfile={made}"], check=True, cwd=ROOT)
    assert made.read_text("utf-8") == BUNDLE.read_text("utf-8"), "run scripts/page"


def test_the_modules_pass_their_tests() -> None:
    node = shutil.which("node")
    require(node is not None, "no node: install Debian's package nodejs")
    tests = sorted(map(str, (ROOT / "tests" / "viewer" / "script").glob("*.test.js")))
    done = subprocess.run([str(node), "--test", *tests], check=False, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout[-3000:]


@pytest.mark.parametrize("path", sorted(SCRIPT.glob("*.js")), ids=lambda path: path.name)
def test_every_module_is_in_the_bundle(path: Path) -> None:
    assert f"// graph/slategraph/viewer/script/{path.name}\n" in BUNDLE.read_text("utf-8")


def test_the_bundle_can_stand_in_a_page() -> None:
    assert not re.search(r"</script|<!--|https?://(?!www\.w3\.org|graphml\.)", BUNDLE.read_text("utf-8"))
