"""Why a paper could not be read.

PaperError
├── NotAPdfError              the bytes are something else, or nothing
├── DamagedPdfError           a PDF that cannot be opened or ends early
├── EmptyPaperError           a PDF without pages, or with nothing on them that can be seen
├── PasswordProtectedError    a PDF that asks for a password
├── EncryptedForReadersError  a PDF encrypted for the holders of certain certificates
├── NoTextError               pages are pictures
├── FormFieldsError           the text stands in form fields, which are not read
├── AttachedPapersError       a cover with other PDFs attached
├── NotARegisterError         a readable PDF that is no risk register
├── UnreadTableError          a register with a table that was not understood
├── SeveralPapersError        a file that holds more than one paper
└── TooLargeError             more pages than the limits allow
    └── TooComplexError       a page with more on it than the limits allow

Every class says what happened and what to do; the caller adds the file's name.
"""

from __future__ import annotations


class PaperError(Exception):
    """A paper that cannot be read. `code` is stable; `str()` is what happened; `remedy` is what to do."""

    code = "unreadable"
    remedy = "Open the file in a PDF viewer to see whether it is whole."
    names_pages = False
    """Whether the message itself says which pages it is about."""

    def __init__(self, message: str, page: int | None = None) -> None:
        super().__init__(message)
        self.page = page

    def __reduce__(self) -> tuple[type[PaperError], tuple[str, int | None]]:
        return type(self), (str(self), self.page)


class NotAPdfError(PaperError):
    code = "not_a_pdf"
    remedy = "Give the paper itself as a PDF."


class DamagedPdfError(PaperError):
    code = "damaged_pdf"
    remedy = "Fetch the paper again: the file is damaged or was cut short."


class EmptyPaperError(PaperError):
    code = "empty"
    remedy = "Open the file in a PDF viewer: where nothing is to be seen there either, fetch the paper again."


class PasswordProtectedError(PaperError):
    code = "password_protected"
    remedy = "Save a copy without a password and import that."


class EncryptedForReadersError(PaperError):
    code = "encrypted_for_readers"
    remedy = "Ask one who can open it for a copy without encryption, and import that."


class NoTextError(PaperError):
    code = "no_text"
    remedy = "Run it through text recognition first (for example ocrmypdf), then import the result."


class FormFieldsError(PaperError):
    code = "form_fields"
    remedy = "Print the form into a new PDF (in the viewer: Print, Save as PDF), then import that."


class AttachedPapersError(PaperError):
    code = "attached_papers"
    remedy = "Save the attached papers from a PDF viewer, and import those that are registers."


class NotARegisterError(PaperError):
    code = "not_a_register"
    remedy = (
        "Check that this is the risk register paper, not an agenda, minutes or a cover; where it is the register,"
        " risktrail does not know its form yet."
    )


class UnreadTableError(PaperError):
    code = "unread_table"
    names_pages = True
    remedy = (
        "The paper is not stored. `risktrail import --accept-unread FILE` stores what else was read of it; answers then"
        " say that its month is incomplete."
    )


class SeveralPapersError(PaperError):
    code = "several_papers"
    remedy = "Save each paper as a file of its own and import those."


class TooLargeError(PaperError):
    code = "too_large"
    remedy = "Split the file, or check that it is the paper and not a bundle."


class TooComplexError(TooLargeError):
    remedy = "Print the paper into a new PDF (in the viewer: Print, Save as PDF), or leave the page out."
