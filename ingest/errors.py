"""Why a paper could not be read: the classes below `PaperError`.

Each says what happened, has a stable `code`, and says in `remedy` what to do; the caller adds the file's name.
`risktrail.schema.errors` draws the whole tree.
"""

from __future__ import annotations

from risktrail.schema.errors import PaperError, UsageError

__all__ = [
    "AttachedPapersError",
    "DamagedPdfError",
    "EmptyPaperError",
    "EncryptedForReadersError",
    "FormFieldsError",
    "NoTextError",
    "NotAPdfError",
    "NotARegisterError",
    "NotLegibleError",
    "PaperError",
    "PasswordProtectedError",
    "ProfileError",
    "SeveralPapersError",
    "TooComplexError",
    "TooLargeError",
    "UnreadTableError",
]

UNPARTED = (
    "No profile reads it: ask its publisher for the paper with lines or stripes between the rows of its table, and set"
    " the columns further apart. Where risks stand beside it, `risktrail import --accept-unread FILE` stores those;"
    " answers then say that the month is incomplete."
)  # the remedy of a table whose rows or columns cannot be told apart


class NotAPdfError(PaperError):
    """The bytes are something else than a PDF, or nothing."""

    code = "not_a_pdf"
    remedy = "Give the paper itself as a PDF."


class DamagedPdfError(PaperError):
    """A PDF that cannot be opened, or ends early."""

    code = "damaged_pdf"
    remedy = "Fetch the paper again: the file is damaged or was cut short."


class EmptyPaperError(PaperError):
    """A PDF without pages, or with nothing on them that can be seen."""

    code = "empty"
    remedy = "Open the file in a PDF viewer: where nothing is to be seen there either, fetch the paper again."


class PasswordProtectedError(PaperError):
    """A PDF that asks for a password."""

    code = "password_protected"
    remedy = "Save a copy without a password and import that."


class EncryptedForReadersError(PaperError):
    """A PDF encrypted for the holders of certain certificates."""

    code = "encrypted_for_readers"
    remedy = "Ask one who can open it for a copy without encryption, and import that."


class NoTextError(PaperError):
    """The pages are pictures."""

    code = "no_text"
    remedy = (
        "`pip install 'risktrail[ocr]'` adds text recognition, which `--ocr auto` then uses; or run the paper through"
        " another one first (for example ocrmypdf), and import the result."
    )


class NotLegibleError(NoTextError):
    """The pages are pictures, and nothing on them could be recognised."""

    code = "not_legible"
    remedy = "Scan the paper again, at 200 to 300 dots an inch, or ask for the PDF that it was printed from."


class FormFieldsError(PaperError):
    """The text stands in form fields, which are not read."""

    code = "form_fields"
    remedy = "Print the form into a new PDF (in the viewer: Print, Save as PDF), then import that."


class AttachedPapersError(PaperError):
    """A cover with other PDFs attached, none of which is a register."""

    code = "attached_papers"
    remedy = "Save the attached papers from a PDF viewer, and import the one that is the register by itself."


class NotARegisterError(PaperError):
    """A readable PDF that is not a risk register. `has_risks` says whether it has a table of risks all the same."""

    code = "not_a_register"
    has_risks = False
    remedy = (
        "Check that this is the risk register paper, not an agenda, minutes or a cover. Where it is the register,"
        " a profile teaches risktrail its form: run `risktrail profile draft FILE`."
    )


class UnreadTableError(PaperError):
    """A register with a table that was not understood. `has_risks` says whether risks were read beside it."""

    code = "unread_table"
    names_pages = True
    has_risks = False
    remedy = (
        "The paper is not stored. `risktrail import --accept-unread FILE` stores what else was read of it; answers then"
        " say that its month is incomplete. A profile teaches risktrail the table: run `risktrail profile draft FILE`."
    )


class SeveralPapersError(PaperError):
    """A file, or a part of one, that holds more than one register."""

    code = "several_papers"
    remedy = "`risktrail import FILE` stores each of them; `risktrail parse FILE --pages 35-40` reads one."


class TooLargeError(PaperError):
    """More pages than the limits allow."""

    code = "too_large"
    remedy = "Split the file, or check that it is the paper and not a bundle."


class TooComplexError(TooLargeError):
    """A page with more on it than the limits allow."""

    remedy = "Print the paper into a new PDF (in the viewer: Print, Save as PDF), or leave the page out."


class ProfileError(UsageError):
    """A profile that is wrong or not there. The message has its file, the line if known, and what is wrong."""

    remedy = "Mend the profile; `docs/profiles.md` has its keys and roles."
