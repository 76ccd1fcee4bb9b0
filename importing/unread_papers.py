"""Choosing the papers that have to be read: those that are not stored yet, or are to be read again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from risktrail.importing.batch_writer import BatchWriter, KnownPaper, UnfetchedPaper
from risktrail.importing.import_summary import FailedPaper
from risktrail.importing.sources.source import Source, fetch
from risktrail.schema.errors import SourceError
from risktrail.store import Outcome, Paper

if TYPE_CHECKING:
    from risktrail.importing.options import ReadOptions
    from risktrail.ingest.profile_files import ProfileFile


class UnreadPapers:
    """Gives the papers to be read, one at a time; what becomes of all others is recorded on the way.

    Args:
        batches: Writes what needs no reading: known papers that were met again, and papers that cannot be fetched.
    """

    def __init__(self, batches: BatchWriter) -> None:
        self.batches = batches
        self.writer = batches.writer
        self.recorder = batches.recorder
        self.options = batches.options
        self.named = batches.named
        self.profiles = self.options.reading.profile_texts()
        self.put_aside: dict[ReadOptions, list[Source | str]] = {}
        """Where the papers are, or their SHA-256 in the store, that are to be read in another way after the others:
        as an earlier import was told to."""

    def from_sources(self, sources: Iterable[Source]) -> Iterator[Paper]:
        """The papers of these sources that have to be read, each fetched when it is asked for."""
        for source in sources:
            try:
                paper = self._fetch_unless_known(source)
            except SourceError as error:
                self.batches.take([UnfetchedPaper(source, error)])
                continue
            if paper is not None and not self._is_put_aside(paper, source):
                yield paper

    def from_archive(self, digests: Iterable[str]) -> Iterator[Paper]:
        """Papers of the store by their SHA-256, with the bytes that it kept."""
        for sha256 in digests:
            paper = self.writer.archived(sha256)
            if paper is not None:
                if not self._is_put_aside(paper, sha256):
                    yield paper
                continue
            remedy = "Import the file again; its bytes were not kept (--no-archive)."
            by = "with another text of its profile" if self.writer.has_other_profile(sha256) else None
            reason = f"was read {by or 'by another version of the parser'}"
            names = self.writer.names(sha256, self.batches.taken_back)
            self.recorder.expect_more(len(names) - 1)
            for name in names:
                self.recorder.failed(FailedPaper(name, reason, remedy))

    def from_aside(self, places: Iterable[Source | str]) -> Iterator[Paper]:
        """The papers at some places of `put_aside`. One that was there and cannot be fetched now has failed."""
        for place in places:
            if isinstance(place, str):
                paper = self.writer.archived(place)
                if paper is not None:
                    yield paper
                continue
            try:
                yield fetch(place)
            except SourceError as error:
                self.batches.take([UnfetchedPaper(place, error)])

    def _is_put_aside(self, paper: Paper, place: Source | str) -> bool:
        """Put a paper aside, if an earlier import was told to read it in another way than this one is."""
        reading, given = self.options.reading, self.writer.given_of_file(paper.sha256)
        own = replace(reading, accept_unread=reading.accept_unread or given.accept_unread)
        if reading.profile is None and given.profile is not None:
            own = replace(own, profile=self._profile(given.profile, paper.sha256))
        if own != reading:
            self.put_aside.setdefault(own, []).append(place)
        return own != reading

    def _profile(self, name: str, sha256: str) -> ProfileFile | None:
        """The profile that a person named for a paper: as it is today, else as the store keeps it."""
        from risktrail.ingest.profile_files import ProfileFile

        if name not in self.profiles and (kept := self.writer.text_of_profile(sha256)) is not None:
            self.profiles[name] = kept
            self.writer.keep_profile(name, kept)
        return ProfileFile(name, self.profiles[name], None) if name in self.profiles else None

    def _fetch_unless_known(self, source: Source) -> Paper | None:
        """The paper, unless it is known by its size and time or by its bytes, or was removed and not named itself.

        Raises:
            SourceError: Its bytes cannot be had.
        """
        if not self.options.reads_all and self._is_known_file(source):
            names = self.writer.names_of_path(source.location)
            self.recorder.expect_more(len(names) - 1)
            for name in names:
                self.recorder.stored(name, Outcome.UNCHANGED)
            return None
        paper = fetch(source)
        removed = self.writer.removed_of_file(paper.sha256)
        if removed and source.location not in self.named and not self.writer.names(paper.sha256):
            self.recorder.left_out(source.name, removed[0])
            return None
        is_known = self.writer.known(paper.sha256, self.options.reading.parser_version)
        if self.options.reads_all or not is_known or (removed and source.location in self.named):
            return paper
        self.batches.take([KnownPaper(replace(paper, content=b""))])
        return None

    def _is_known_file(self, source: Source) -> bool:
        size, mtime = source.stat()
        if (
            size is None
            or mtime is None
            or (source.location in self.named and self.writer.has_removed(source.location))
        ):
            return False
        return self.writer.known_file(source.location, size, mtime, self.options.reading.parser_version)
