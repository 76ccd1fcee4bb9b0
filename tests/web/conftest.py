"""Fixtures for tests of the pages: a client, a server, a browser, and a store of hostile papers."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from starlette.testclient import TestClient

from risktrail.web.app import make_app
from tests.web.browsing import FLAGS, Watched, chromium, served
from tests.web.hostile_papers import hostile_store

if TYPE_CHECKING:
    from playwright.sync_api import Browser

HOST = "http://127.0.0.1:8000"


PATIENCE = 90_000  # milliseconds: the suite may share its machine


@pytest.fixture(scope="session")
def pages(sample_store: Path) -> Iterator[TestClient]:
    """Asks for pages of the samples."""
    with TestClient(make_app(sample_store), base_url=HOST, follow_redirects=False) as client:
        yield client


@pytest.fixture(scope="session")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store of papers that mean harm."""
    return hostile_store(tmp_path_factory.mktemp("hostile"))


@pytest.fixture(scope="session")
def address(sample_store: Path) -> Iterator[str]:
    """Where the samples are served."""
    with served(sample_store) as found:
        yield found


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium; the test is skipped where there is none."""
    from playwright.sync_api import sync_playwright

    path = chromium()
    if path is None:
        pytest.skip("there is no Chromium here; tests/web/install_browser.sh installs it")
    with sync_playwright() as playwright:
        found = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield found
        found.close()


@pytest.fixture
def watch(browser: Browser) -> Iterator[Callable[..., Watched]]:
    """Opens a page that is watched: `watch(width=390, dark=True)`."""
    contexts = []

    def opened(width: int = 1200, *, dark: bool = False) -> Watched:
        context = browser.new_context(
            viewport={"width": width, "height": 900}, color_scheme="dark" if dark else "light"
        )
        context.set_default_timeout(PATIENCE)
        contexts.append(context)
        return Watched(context.new_page())

    yield opened
    for context in contexts:
        context.close()
