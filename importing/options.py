"""What an import is asked to do: how papers are read, and what becomes of those that are known."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from risktrail.ingest.version import PARSER_VERSION
from risktrail.schema.errors import UsageError
from risktrail.store import Given

if TYPE_CHECKING:
    from risktrail.importing.row_reader import RowReader
    from risktrail.ingest.profile_files import ProfileFile, Profiles
    from risktrail.ingest.reader import Result
    from risktrail.ingest.workers.process import PaperReader
    from risktrail.schema.file_places import PageRange
    from risktrail.schema.report import Report

Engine = Literal["pdfium", "pdfplumber"]
Ocr = Literal["auto", "never", "always"]

_MONTH = re.compile(r"[0-9]{4}-(?:0[1-9]|1[0-2])")


@dataclass(frozen=True)
class ReadOptions:
    """How papers are read.

    `engine` is the library that opens the PDF. With `verify` the other one reads it too, and every difference becomes
    a warning. With `accept_unread` a paper is stored although tables of it were not understood; answers that rest on
    its month then say that it is incomplete. `profile` is the name or the file of the profile that all papers are read
    with, or the profile's text; without one, each is read with the profile that explains most of it. `ocr` says which
    pages are recognised from their pictures, where `risktrail[ocr]` is installed: those without text of their own
    (`auto`), none (`never`), or all with a picture (`always`).

    Raises:
        ProfileError: There is no such profile, or it is wrong.
        UsageError: All pages with a picture are to be recognised, and `risktrail[ocr]` is not installed.
    """

    engine: Engine = "pdfium"
    verify: bool = False
    accept_unread: bool = False
    profile: str | ProfileFile | None = None
    ocr: Ocr = "auto"

    def __post_init__(self) -> None:
        if self.profile is not None:
            self.profiles()
        if self.ocr == "always":
            from risktrail.ingest.ocr.mode import check_installed

            check_installed()

    @property
    def parser_version(self) -> str:
        """What the store notes as the paper's reader: papers that another version or engine read, or with
        other pages recognised, are read again."""
        engine = "" if self.engine == "pdfium" else f"+{self.engine}"
        return PARSER_VERSION + engine + ("" if self.ocr == "auto" else f"+ocr-{self.ocr}")

    def read(self, content: bytes, pages: PageRange | None = None) -> Result[Report]:
        """Read a file's bytes, or some of its pages as one paper, in this process.

        Raises:
            UsageError: The file does not have these pages.
        """
        return self.reader(pages)(content)

    def reader(self, pages: PageRange | None = None) -> PaperReader:
        """What reads a file's bytes, as a function that can be sent to a worker."""
        from risktrail.ingest.ocr.mode import OcrMode
        from risktrail.ingest.pdf.engines import EngineName
        from risktrail.ingest.reader import read_paper

        return functools.partial(
            read_paper,
            engine_name=EngineName(self.engine),
            profiles=self.profiles(),
            ocr=OcrMode(self.ocr),
            verify=self.verify,
            accept_unread=self.accept_unread,
            pages=pages,
        )

    def row_reader(self) -> RowReader:
        """What reads a file's bytes and makes the rows of its reports, as a function that can be sent to a worker."""
        from risktrail.importing.row_reader import read_rows

        return functools.partial(read_rows, read=self.reader())

    def profile_texts(self) -> dict[str, str]:
        """The texts of the profiles that papers may be read with, by name; a user's own counts before another."""
        from risktrail.ingest.profile_files import profile_files

        found = profile_files() if self.profile is None else [self._named()]
        return {each.own_name: each.text for each in reversed(found)}

    def profiles(self) -> Profiles:
        """The profiles to read papers with."""
        from risktrail.ingest.profile_files import profiles_for

        return profiles_for(self.profile)

    @property
    def profile_name(self) -> str | None:
        """The named profile, as it calls itself."""
        return None if self.profile is None else self._named().own_name

    def _named(self) -> ProfileFile:
        from risktrail.ingest.profile_files import find_file

        if self.profile is None:
            raise ValueError("no profile was named")
        return find_file(self.profile) if isinstance(self.profile, str) else self.profile


@dataclass(frozen=True)
class ImportOptions:
    """How papers are read and stored.

    Args:
        reading: How each paper is read.
        register: The register of papers that name no committee themselves, such as `OPSG`.
        period: The month of papers that state no date themselves, such as `2021-07`.
        archive: Whether the papers' bytes are kept in the store.
        force: Whether papers that are stored already are read again.
        stale: Whether papers of the store are read again that another version of the parser read, or that were read
            with another text of their profile.

    Raises:
        UsageError: `register` is empty, or `period` is not a month.
    """

    reading: ReadOptions = field(default_factory=ReadOptions)
    register: str | None = None
    period: str | None = None
    archive: bool = True
    force: bool = False
    stale: bool = False

    def __post_init__(self) -> None:
        if self.register is not None and not self.register.strip():
            raise UsageError("--register is empty. Write the register's code, as in --register OPSG.")
        if self.period is not None and not _MONTH.fullmatch(self.period):
            raise UsageError(f"--period {self.period!r} is not a month. Write it as in --period 2021-07.")

    @functools.cached_property
    def given(self) -> Given:
        """What papers that do not say it themselves are taken for."""
        register = self.register.strip() if self.register else None
        return Given(register, self.period, profile=self.reading.profile_name)

    @property
    def reads_all(self) -> bool:
        """Whether papers that are stored already are read too."""
        return self.force or self.reading.verify or bool(self.register or self.period or self.reading.profile)
