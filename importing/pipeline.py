"""The import: papers are found, read by an executor, and stored by this process."""

from __future__ import annotations

import logging
import os
import time
from collections.abc import Iterable
from contextlib import closing
from itertools import chain
from pathlib import Path

from risktrail.importing.batch_writer import BatchLimits, BatchWriter
from risktrail.importing.executors import Executor, LocalWorkers
from risktrail.importing.import_summary import FailedPaper, ImportSummary
from risktrail.importing.options import ImportOptions, ReadOptions
from risktrail.importing.recorder import OnProgress, Recorder
from risktrail.importing.sources.find import find_papers
from risktrail.importing.sources.source import Source
from risktrail.importing.unread_papers import UnreadPapers
from risktrail.schema.errors import UsageError
from risktrail.store import Paper

PathText = str | os.PathLike[str]

_log = logging.getLogger(__name__)
_STAYS = "It stays removed."


def import_papers(
    paths: PathText | Iterable[PathText],
    store: PathText,
    options: ImportOptions = ImportOptions(),  # noqa: B008  it cannot be changed
    *,
    executor: Executor = LocalWorkers(),  # noqa: B008  it cannot be changed
    wait: float = 0.0,
    on_progress: OnProgress | None = None,
) -> ImportSummary:
    """Read papers into a store, which is made where there is none; nothing is printed.

    A paper that is stored already is left unchanged. One that cannot be read or stored is counted as failed, with the
    reason, and the others are stored. Stopped at any moment, what was finished is stored, and the next import does the
    rest.

    Args:
        paths: The papers: files, folders with all below them, patterns, zip archives, URLs.
        store: The path of the store.
        options: How papers are read and stored.
        executor: What reads them: `LocalWorkers`, or a `DaskCluster`.
        wait: Seconds to wait, at most, for another process that writes to the store.
        on_progress: Called with the summary so far when the number of papers is known, and after each paper.

    Returns:
        The counts, and the papers that failed. Where no paper was found, the store was not opened.

    Raises:
        UsageError: Nothing was named, or a package is missing, or the cluster cannot be reached.
        StoreError: The store cannot be used.
    """
    names = [os.fspath(path) for path in ([paths] if isinstance(paths, str | os.PathLike) else paths)]
    if not names and not options.stale:
        raise UsageError("name the papers to import, as in `risktrail import papers/`.")
    return import_named(names, named_one_by_one(names), store, options, executor, wait, on_progress)


def import_named(
    names: Iterable[str],
    named: frozenset[str],
    store: PathText,
    options: ImportOptions,
    executor: Executor,
    wait: float,
    on_progress: OnProgress | None,
) -> ImportSummary:
    """Read what lies at these paths and URLs into a store; see `import_papers`.

    `named` are the locations of papers that a person named one by one: only these are stored again although a person
    had removed them.
    """
    begun = time.perf_counter()
    executor.prepare()  # in the background, while this process loads and opens the store
    from risktrail.store import open_writer

    summary = ImportSummary()
    recorder = Recorder(summary)
    sources = _found(names, recorder)
    if sources or options.stale:
        profiles = options.reading.profile_texts()
        with open_writer(Path(store), wait) as writer:
            recorder.on_progress = on_progress
            for name, text in profiles.items():
                writer.keep_profile(name, text)
            batches = BatchWriter(writer, recorder, options, BatchLimits(), named)
            _read_and_store(sources, batches, executor)
            writer.finish()
            summary.months = writer.changed_months()
            summary.conflicts = writer.conflicts()
            for line in summary.conflicts:
                _log.error("%s.", line)
    summary.seconds = time.perf_counter() - begun
    return summary


def read_again(
    wanted: Iterable[str],
    store: PathText,
    options: ImportOptions = ImportOptions(),  # noqa: B008  it cannot be changed
    *,
    executor: Executor = LocalWorkers(),  # noqa: B008  it cannot be changed
    wait: float = 0.0,
) -> ImportSummary:
    """Read papers of a store again from the bytes that it kept; one that a person removed is taken back.

    A paper that is a part of its file is read with all of the file; other papers of it that were removed stay so.

    Args:
        wanted: The key of each paper: the SHA-256 of its file, or of that and its pages; see `Paper.paper_id`.
        store: The path of the store.
        options: How papers are read and stored.
        executor: What reads them.
        wait: Seconds to wait, at most, for another process that writes to the store.

    Returns:
        The counts, and the papers that failed, as those whose bytes were not kept.

    Raises:
        StoreError: The store cannot be used.
    """
    executor.prepare()
    from risktrail.store import open_writer

    summary = ImportSummary()
    with open_writer(Path(store), wait) as writer:
        for name, text in options.reading.profile_texts().items():
            writer.keep_profile(name, text)
        taken_back = frozenset(wanted)
        batches = BatchWriter(writer, Recorder(summary), options, BatchLimits(), taken_back=taken_back)
        unread = UnreadPapers(batches)
        files = sorted({writer.file_of(key) for key in taken_back})
        _read_all(unread, unread.from_archive(files), batches, executor)
        if not summary.failed:
            for name in writer.still_removed(taken_back):
                batches.recorder.failed(FailedPaper(name, "is no register of its file as it is read today", _STAYS))
    return summary


def _found(names: Iterable[str], recorder: Recorder) -> list[Source]:
    sources: list[Source] = []
    for found in find_papers(names):
        if isinstance(found, FailedPaper):
            recorder.failed(found)
        else:
            sources.append(found)
    recorder.summary.found = len(sources)
    return sources


def named_one_by_one(names: Iterable[str]) -> frozenset[str]:
    """The locations of what the user named, as `Source.location` has them; those in a folder or archive are not."""
    return frozenset(location for name in names for location in (name, str(Path(name).absolute())))


def _read_and_store(sources: list[Source], batches: BatchWriter, executor: Executor) -> None:
    options, summary = batches.options, batches.recorder.summary
    stale = batches.writer.stale(options.reading.parser_version) if options.stale else []
    summary.expected = len(stale) + len(sources) + summary.failed
    if batches.recorder.on_progress is not None:
        batches.recorder.on_progress(summary)
    unread = UnreadPapers(batches)
    papers = chain(unread.from_archive(stale), unread.from_sources(sources))
    _read_all(unread, papers, batches, executor)


def _read_all(unread: UnreadPapers, papers: Iterable[Paper], batches: BatchWriter, executor: Executor) -> None:
    """Read papers, and after them those that are to be read in another way."""
    _read(papers, batches.options.reading, batches, executor)
    for reading, places in unread.put_aside.items():
        _read(unread.from_aside(places), reading, batches, executor)


def _read(papers: Iterable[Paper], options: ReadOptions, batches: BatchWriter, executor: Executor) -> None:
    with closing(executor.read(papers, options, batches.recorder.page_recognised)) as results:
        for finished in results:
            batches.take(finished)
    batches.store()
