"""Whom the server answers, what it lets pass, and where it listens."""

from __future__ import annotations

import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from risktrail.cli.main import run
from risktrail.web.app import make_app
from risktrail.web.host_check import host_name
from risktrail.web.server import is_this_machine, listening_socket


@pytest.mark.parametrize("host", ["127.0.0.1:8000", "localhost", "LOCALHOST:80", "[::1]:8000"])
def test_its_own_names_are_answered(pages: TestClient, host: str) -> None:
    assert pages.get("/check", headers={"host": host}).status_code == 200


@pytest.mark.parametrize(
    "host",
    [
        "evil.example",
        "127.0.0.1.evil.example",
        "localhost.evil.example:8000",
        "",
        "192.0.2.1",
        "localhost:80@evil.example",
    ],
)
def test_other_names_are_not(pages: TestClient, host: str) -> None:
    response = pages.get("/check", headers={"host": host})
    assert response.status_code == 400
    assert "OPSG" not in response.text
    assert "--name" in response.text


def test_two_names_are_none(pages: TestClient) -> None:
    assert pages.get("/check", headers=[("host", "localhost"), ("host", "evil.example")]).status_code == 400


@pytest.mark.parametrize(
    "path",
    [
        "/../../etc/passwd", "/papers/..%2f..%2fetc%2fpasswd/paper.pdf", "/papers/%00/pages/1", "/papers/'/pages/1.png",
        "/overview/", "//evil.example/%2e%2e", "/overview?register=%00", "/compare.csv?from=2021-07%0d%0aX:1",
        f"/papers/x/pages/{9**99}.png", "/stalled?months=%C2%B2", f"/stalled?months={9**99}",
    ],
)  # fmt: skip
def test_odd_addresses_lead_nowhere(pages: TestClient, path: str) -> None:
    response = pages.get(path)
    assert response.status_code == 404
    assert "location" not in response.headers


def test_elsewhere_addresses_in_numbers_pass_and_foreign_names_do_not(sample_store: Path) -> None:
    app = make_app(sample_store, frozenset({"registers.example"}), any_address=True)
    with TestClient(app, base_url="http://registers.example") as client:
        for host, status in (("registers.example", 200), ("192.0.2.1:80", 200), ("evil.example", 400)):
            assert client.get("/check", headers={"host": host}).status_code == status


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS"])
def test_nothing_but_reading(pages: TestClient, method: str) -> None:
    assert pages.request(method, "/overview").status_code == 405


@pytest.mark.parametrize("path", ["/overview", "/nothing", "/risktrail.css", "/stalled.csv", "/icon.svg"])
def test_every_answer_has_strict_headers(pages: TestClient, path: str) -> None:
    headers = pages.get(path).headers
    assert headers["content-security-policy"].startswith("default-src 'none'")
    assert "unsafe" not in headers["content-security-policy"]
    assert "script-src" not in headers["content-security-policy"]
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"


def test_a_fault_tells_nothing_of_the_machine(sample_store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError("/home/someone/secret")

    monkeypatch.setattr("risktrail.web.views.register.checks", broken)
    with TestClient(make_app(sample_store), base_url="http://localhost", raise_server_exceptions=False) as client:
        response = client.get("/check")
    assert response.status_code == 500
    assert "fault of risktrail" in response.text
    assert "secret" not in response.text


def test_names() -> None:
    assert [host_name(each) for each in ("[::1]:80", "Localhost.:80", " a ")] == ["::1", "localhost", "a"]
    assert [is_this_machine(each) for each in ("127.0.0.1", "::1", "localhost", "192.0.2.1", "example.org")] == [
        True, True, True, False, False,
    ]  # fmt: skip


def test_elsewhere_needs_to_be_meant(sample_store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["serve", "--db", str(sample_store), "--host", "192.0.2.1"]) == 2
    said = capsys.readouterr().err
    assert "without a password" in said
    assert "--anyone-may-read" in said


def test_a_port_in_use_is_one_line(sample_store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with listening_socket("127.0.0.1", 0) as taken:
        port = taken.getsockname()[1]
        assert run(["serve", "--db", str(sample_store), "--port", str(port)]) == 2
    assert "Name another with --port" in capsys.readouterr().err


def test_no_store_is_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["serve", "--db", str(tmp_path / "none.duckdb")]) == 3
    assert len(capsys.readouterr().err.splitlines()) == 1


def test_serve_says_where_and_ends_when_interrupted(sample_store: Path) -> None:
    command = [
        sys.executable,
        "-c",
        "import sys; from risktrail.cli.main import main; sys.argv[0] = 'risktrail'; main()",
    ]
    arguments = ["serve", "--db", str(sample_store), "--port", "0"]
    with subprocess.Popen([*command, *arguments], stderr=subprocess.PIPE, text=True) as server:
        assert server.stderr is not None
        said = server.stderr.readline()
        address = said[said.index("http://") :].split(" ")[0]
        with urllib.request.urlopen(f"{address}check") as page:  # noqa: S310 - our own address
            assert page.status == 200
        server.send_signal(2)
        assert server.wait(20) == 0
