"""Registers kept in memory: fresh after an import, and there during one."""

from __future__ import annotations

import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from risktrail.cli.main import run
from risktrail.store import open_writer
from risktrail.web.app import make_app

HOST = "http://localhost"
WRITER = """
import sys
from risktrail import store
with store.open_writer(sys.argv[1]):
    print("open", flush=True)
    sys.stdin.read()
"""


@pytest.fixture
def store(sample_store: Path, tmp_path: Path) -> Path:
    path = tmp_path / "copy.duckdb"
    path.write_bytes(sample_store.read_bytes())
    return path


def test_an_import_is_seen_at_the_next_request(samples: Path, tmp_path: Path) -> None:
    store = tmp_path / "growing.duckdb"
    papers = sorted(samples.glob("*.pdf"))
    assert run(["import", str(papers[0]), "--db", str(store), "--quiet"]) == 0
    with TestClient(make_app(store), base_url=HOST) as client:
        assert papers[1].name not in client.get("/papers").text
        assert "August 2020" in client.get("/overview").text
        assert run(["import", str(papers[1]), "--db", str(store), "--quiet"]) == 0
        assert papers[1].name in client.get("/papers").text
        assert "September 2020" in client.get("/overview").text


def test_pages_are_there_while_another_process_writes(store: Path) -> None:
    with TestClient(make_app(store), base_url=HOST) as client:
        before = client.get("/stalled").text
        with subprocess.Popen(
            [sys.executable, "-c", WRITER, str(store)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        ) as writer:
            assert writer.stdin is not None
            assert writer.stdout is not None
            assert writer.stdout.readline() == "open\n"
            assert client.get("/stalled").text == before
            busy = client.get("/")
            writer.stdin.close()
        assert busy.status_code == 503
        assert "in use by process" in busy.text


def test_a_store_is_never_held_open(store: Path) -> None:
    with TestClient(make_app(store), base_url=HOST) as client:
        client.get("/overview")
        with open_writer(store):
            pass


def test_several_ask_at_once(store: Path) -> None:
    with TestClient(make_app(store), base_url=HOST) as client, ThreadPoolExecutor(8) as many:
        texts = set(many.map(lambda _: client.get("/stalled").text, range(24)))
        os.utime(store)
        texts |= set(many.map(lambda _: client.get("/stalled").text, range(24)))
    assert len(texts) == 1
