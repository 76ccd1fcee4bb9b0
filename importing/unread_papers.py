"""Choosing the papers that have to be read: those that are not stored yet, or are to be read again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from risktrail.importing.batch_writer import BatchWriter, KnownPaper, UnfetchedPaper
from risktrail.importing.import_summary import FailedPaper
from risktrail.importing.sources.source import Source, fetch
from risktrail.schema.errors import SourceError
from risktrail.store import Outcome, Paper


class UnreadPapers:
    """Gives the papers to be read, one at a time; what becomes of all others is recorded on the way.

    Args:
        batches: Writes what needs no reading: known papers that were met again, and papers that cannot be fetched.
        named: The paths and URLs of papers that the user named one by one. A paper that a person removed is read again
            only where it is one of them.
    """

    def __init__(self, batches: BatchWriter, named: frozenset[str]) -> None:
        self.batches = batches
        self.writer = batches.writer
        self.recorder = batches.recorder
        self.options = batches.options
        self.named = named
        self.with_unread_tables: list[Paper] = []
        """Papers that an earlier import accepted with unread tables: they are to be read so again, after the others."""

    def from_sources(self, sources: Iterable[Source]) -> Iterator[Paper]:
        """The papers of these sources that have to be read, each fetched when it is asked for."""
        for source in sources:
            try:
                paper = self._fetch_unless_known(source)
            except SourceError as error:
                self.batches.take([UnfetchedPaper(source, error)])
                continue
            if paper is not None:
                yield from self._unless_put_aside(paper)

    def from_archive(self, digests: Iterable[str]) -> Iterator[Paper]:
        """Papers of the store by their SHA-256, with the bytes that it kept."""
        for sha256 in digests:
            paper = self.writer.archived(sha256)
            if paper is not None:
                yield from self._unless_put_aside(paper)
                continue
            remedy = "Import the file again; its bytes were not kept (--no-archive)."
            by = "with another text of its profile" if self.writer.has_other_profile(sha256) else None
            reason = f"was read {by or 'by another version of the parser'}"
            self.recorder.failed(FailedPaper(self.writer.name(sha256), reason, remedy))

    def _unless_put_aside(self, paper: Paper) -> Iterator[Paper]:
        """The paper, if it is to be read with this import's options; else it is put aside."""
        accepted = self.writer.given(paper.sha256).accept_unread
        if accepted and not self.options.reading.accept_unread:
            self.with_unread_tables.append(paper)
        else:
            yield paper

    def _fetch_unless_known(self, source: Source) -> Paper | None:
        """The paper, unless it is known by its size and time or by its bytes, or was removed and not named itself.

        Raises:
            SourceError: Its bytes cannot be had.
        """
        if not self.options.reads_all and self._is_known_file(source):
            self.recorder.stored(source.name, Outcome.UNCHANGED)
            return None
        paper = fetch(source)
        removed = self.writer.removed(paper.sha256)
        if removed is not None and source.location not in self.named:
            self.recorder.left_out(source.name, removed)
            return None
        if self.options.reads_all or not self.writer.known(paper.sha256, self.options.reading.parser_version):
            return paper
        self.batches.take([KnownPaper(replace(paper, content=b""))])
        return None

    def _is_known_file(self, source: Source) -> bool:
        size, mtime = source.stat()
        if size is None or mtime is None:
            return False
        return self.writer.known_file(source.location, size, mtime, self.options.reading.parser_version)
