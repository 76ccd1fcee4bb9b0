"""Papers by URL, from file systems that need no network."""

from __future__ import annotations

import threading
import zipfile
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import fsspec
import pytest

from risktrail.importing.extras import install_command
from risktrail.importing.sources import url
from risktrail.schema.errors import SourceError
from tests.cli.command_line import Cli

FIRST, SECOND = "OPSG_43_2408_05.pdf", "OPSG_44_2809_06.pdf"


@pytest.fixture
def bucket(samples: Path) -> Iterator[fsspec.AbstractFileSystem]:
    """A file system in memory, with two papers and what is none."""
    files = fsspec.filesystem("memory")
    for place in (f"2020/{FIRST}", f"2020/autumn/{SECOND}", "2020/.trash/x.pdf", "2020/~$x.pdf", "2020/minutes.txt"):
        files.pipe(f"/board/{place}", (samples / Path(place).name).read_bytes() if "OPSG" in place else b"none")
    yield files
    files.rm("/board", recursive=True)


@pytest.mark.usefixtures("bucket")
def test_a_folder_a_paper_and_a_pattern(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    done = cli("import", "memory://board/2020", "-v")
    assert f"{FIRST}: added, 2020-08" in done.err
    assert "2 papers: 2 added" in done.err
    monkeypatch.delattr(url.RemoteFile, "content")
    for named in ("memory://board", f"memory://board/2020/{FIRST}", "memory://board/2020/*.pdf"):
        done = cli("import", named)
        assert done.code == 0
        assert "0 added" in done.err, "known by path, size and time: not fetched"
    cli("export", "out", "--ledger")
    assert f"memory:///board/2020/{FIRST}" in Path("out/tables/paper_location.csv").read_text()


def test_a_paper_that_changes_is_fetched_again(cli: Cli, bucket: fsspec.AbstractFileSystem, samples: Path) -> None:
    cli("import", f"memory://board/2020/{FIRST}")
    bucket.pipe(f"/board/2020/{FIRST}", (samples / SECOND).read_bytes())
    assert "1 added" in cli("import", "memory://board/2020/*.pdf").err


@pytest.mark.parametrize("kind", ["file", "zip", "dir"])
def test_other_places(cli: Cli, samples: Path, kind: str) -> None:
    with zipfile.ZipFile("2020.zip", "w") as packed:
        packed.write(samples / FIRST, f"august/{FIRST}")
    place = {"file": "file://{0}/" + FIRST, "zip": "zip://::file://2020.zip", "dir": "dir://" + FIRST + "::file://{0}"}
    for expected in ("1 added", "1 unchanged"):
        assert expected in cli("import", place[kind].format(samples)).err


@pytest.mark.parametrize(
    ("url", "code", "said"),
    [
        ("memory://board/none", 4, "memory://board/none: cannot be opened (No such file)."),
        ("memory://board/2020/autumn/*.docx", 4, "there is no PDF there."),
        ("memory://board/2020.zip", 4, "is an archive. Name what is in it: zip://::memory://board/2020.zip"),
        ("zip://::file://damaged.zip", 4, "cannot be opened (File is not a zip file)."),
        ("post://board/x.pdf", 2, "post://board/x.pdf: Protocol not known: post."),
    ],
)
@pytest.mark.usefixtures("bucket")
def test_places_without_papers(cli: Cli, url: str, code: int, said: str) -> None:
    Path("damaged.zip").write_bytes(b"PK")
    done = cli("import", url, "-q")
    assert (done.code, done.out) == (code, "")
    assert said in done.line


def test_no_more_is_fetched_than_a_paper_may_have(
    bucket: fsspec.AbstractFileSystem, monkeypatch: pytest.MonkeyPatch
) -> None:
    (found,) = url.papers_at(f"memory://board/2020/{FIRST}")
    assert found.size == len(found.content())
    monkeypatch.setattr(url, "MOST_BYTES", 10)
    for size in (found.size, None):
        with pytest.raises(SourceError, match="is larger than"):
            url.RemoteFile(found.location, bucket, found.path, size).content()


def test_without_fsspec_it_says_what_to_install(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("risktrail.importing.sources.url.find_spec", lambda _: None)
    done = cli("import", "s3://board/papers")
    assert done.code == 2
    assert install_command("remote") in done.line


class Board(BaseHTTPRequestHandler):
    """A web server with one paper, which keeps all others to its members."""

    paper = b""

    def do_GET(self) -> None:
        """Give the paper, or refuse."""
        self.send_response(200 if self.path == f"/{FIRST}" else 403)
        self.send_header("Content-Length", str(len(self.paper) if self.path == f"/{FIRST}" else 0))
        self.end_headers()
        if self.path == f"/{FIRST}" and self.command == "GET":
            self.wfile.write(self.paper)

    do_HEAD = do_GET  # noqa: N815 - its base's name for it

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - its base's name for it
        """Say nothing."""


def test_a_web_server_gives_one_paper_and_refuses_another(cli: Cli, samples: Path) -> None:
    handler = type("WithPaper", (Board,), {"paper": (samples / FIRST).read_bytes()})
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        board = f"http://127.0.0.1:{server.server_port}"
        done = cli("import", f"{board}/{FIRST}", f"{board}/members.pdf")
        server.shutdown()
    assert done.code == 1
    assert "1 added" in done.err
    assert f"{board}/members.pdf: cannot be opened" in done.err
