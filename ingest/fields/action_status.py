"""How far an action is, as the end of its text says.

The grammar, from the bullet's end:  text  separator  status  [note]  [.]
where the separator is a dash of any kind, a colon, an opening bracket, or a full stop before a status that stands
alone; and the note stands in brackets, behind a second dash, comma or semicolon, or is a date.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import NamedTuple

from risktrail.ingest.fields.dehyphenate import plain
from risktrail.ingest.profile import Profile, folded
from risktrail.schema.action_text import ActionText, StatedStatus, read_action_text
from risktrail.schema.report import Status

_BRACKET = re.compile(r"[()\[\]]")
_PAIRS = {"(": ")", "[": "]"}
_MAY_END_ACTION = frozenset(".;!?)]\"'”’")  # behind these a status in capitals needs no dash
_HYPHEN = re.compile(r"\s?[-\u2010-\u2013]\s?")
_LEADS_ON = " ,;|/=~>→•·"  # what may stand between an action and a status that no dash parts from it
_STATUS_REACH = 40  # characters: the longest status, and the signs behind it
_MONTH = "(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*"
_NOTE_PARTS = re.compile(r"\s*(?:[()\[\];,:>→]|(?<=\s)[-–—−]+(?=\s)|\.(?=\s|$))\s*")
_LEFT_OPEN = re.compile(r"^\s*[(\[](?P<note>[^)\]]*\w[^)\]]*?)\s*\.?$")  # a note whose bracket never closes


@dataclass(frozen=True, slots=True)
class StatusSettings:
    """When a status stands in front of its action."""

    words_behind: int = 3
    """Fewest words behind a status that may be the action it belongs to: `Completed – order the hubs`."""


SETTINGS = StatusSettings()


class _Grammar(NamedTuple):
    """The forms of a status and its note, made of a profile's words."""

    labelled: re.Pattern[str]
    """A line that gives a status behind its label: `Status: Ongoing`."""
    label_at_end: re.Pattern[str]
    """The label at the end of what stands before a status."""
    sentence_before: re.Pattern[str]
    """The end of a text that a sentence goes on behind."""
    unmistakable: re.Pattern[str]
    """The beginning of a status that no sentence goes on with."""
    last_words: re.Pattern[str]
    """Such a status at the very end of a text."""
    unknown: re.Pattern[str]
    """A text behind which a dash and something of a status's form stand."""
    note: re.Pattern[str]
    """What follows a status, as far as it is a note."""


@cache
def _grammar(profile: Profile) -> _Grammar:
    words = profile.status_words
    label, unmistakable = re.escape(words.label), _any_of(words.unmistakable)
    return _Grammar(
        labelled=re.compile(rf"{label}\s*[:–—-]", re.IGNORECASE),
        label_at_end=re.compile(rf"(?:^|[.;,(\[–—-])\s*{label}\s*$", re.IGNORECASE),
        sentence_before=re.compile(rf"(?:\b(?:{_any_of(words.goes_on)})|,)$"),
        unmistakable=re.compile(rf"(?:{unmistakable})(?!\w)"),
        last_words=re.compile(rf"^(?P<text>.*\S)\s+(?P<status>{unmistakable})\s*\.?$"),
        unknown=re.compile(rf"^(?P<text>.*\S)\s+[-–—−]+\s+(?P<status>{words.unknown_pattern})\s*\.?$"),
        note=re.compile(
            rf"""^\s*(?:
                (?P<bracketed>[(\[].*[)\]])                   # Ongoing (note)
              | (?P<more>[(\[][^)\]]*[)\]]+\s*[-–—−,;:].*)   # Ongoing (note) – more
              | [-–—−‒―‐:;,.]+\s*(?P<dashed>\S.*)             # Ongoing – note
              | (?P<plain>(?:{_any_of(words.note_beginnings)}|(?:\d{{1,2}}(?:st|nd|rd|th)?[\s/.-])|{_MONTH}\b).*)
            )$""",
            re.VERBOSE | re.IGNORECASE,
        ),
    )


def _any_of(phrases: Iterable[str]) -> str:
    """A pattern of phrases, the longest first."""
    return "|".join(re.escape(phrase) for phrase in sorted(phrases, key=len, reverse=True))


class _Candidate(NamedTuple):
    """A possible status at `start`. `loose` marks phrases known only by their form (`every OPSG`)."""

    start: int
    words: str
    rest: str
    loose: bool


def read_status(bullet: str, profile: Profile) -> StatedStatus:
    """Part an action's text into the action itself, its status and its note.

    Args:
        bullet: The text of a bullet, in one line.
        profile: Gives the words of statuses.

    Returns:
        The parts. The status is not sure where it stands in front, where its form alone shows it, where nothing parts
        it from the action, or where a second status contradicts it.
    """
    body = bullet.strip()
    for candidate in _candidates(body, profile):
        note = _note(candidate.rest, profile)
        if note is None and (left_open := _LEFT_OPEN.match(candidate.rest)):
            note = left_open["note"]
        if note is None or (candidate.loose and _goes_on_to_status(candidate.rest, note, profile)):
            continue
        words = candidate.words
        text = _without_label(body[: candidate.start], profile).rstrip(_LEADS_ON)
        follows = body[candidate.start :].lstrip().startswith(words)
        is_sentence = follows and _grammar(profile).sentence_before.search(text)  # `the work is Completed`
        if text and not is_sentence:
            sure = _all_say_one_status(words, profile)
            return _with_note(StatedStatus(text, status_of(words, profile), words, sure=sure), note, profile)
    return (
        _unknown_status(body, profile)
        or _status_at_end(body, profile)
        or _status_in_front(body, profile)
        or StatedStatus(body)
    )


def _without_label(text: str, profile: Profile) -> str:
    """What stands before a status, without a label at its end."""
    if text.rstrip().casefold().endswith(profile.status_words.label):
        return _grammar(profile).label_at_end.sub("", text)
    return text


def _with_note(stated: StatedStatus, note: str, profile: Profile) -> StatedStatus:
    """The statement with its note. A note that is a status too adds nothing if it is the same one, else a doubt."""
    second = _listed_status(note, profile)
    if second is None:
        return stated._replace(note=note or None)
    return stated if second is stated.status else stated._replace(note=note, sure=False)


def _all_say_one_status(words: str, profile: Profile) -> bool:
    """Whether phrases with strokes between them all stand for one status, as in `Complete / Closed`."""
    return len({status_of(word, profile) for word in words.split("/")}) == 1


def _goes_on_to_status(rest: str, note: str, profile: Profile) -> bool:
    """Whether `– every DNO – Ongoing` follows: then the last is the status, and the rest part of the action."""
    return bool(note) and rest.lstrip()[0] not in _PAIRS and is_status_alone(note, profile)


def status_of(words: str, profile: Profile) -> Status:
    """The status that a phrase stands for in the profile; `other` where the profile does not know it."""
    known = _listed_status(words, profile)
    if known is not None:
        return known
    return Status.RECURRING if profile.recurring.fullmatch(folded(plain(words))) else Status.OTHER


def shared_status(words: str, profile: Profile) -> Status:
    """The status that a whole text means: `Complete / Closed` says one, `Complete / Ongoing` two, which is `other`."""
    return status_of(words, profile) if _all_say_one_status(words, profile) else Status.OTHER


def read_status_cell(cell: str, profile: Profile) -> StatedStatus:
    """Part what a cell of statuses says into a status and its note: `Closed – merged with C2`, `Completed Sept 2023`.

    Args:
        cell: All of its text, in one line.
        profile: Gives the words of statuses.

    Returns:
        The parts, with no text of an action. The status is `other`, in all the words of the cell, and not sure, where
        the cell says two things of how far the action is, or nothing that the profile knows.
    """
    words = cell.strip()
    status = shared_status(words, profile)
    if status is not Status.OTHER or (_listed_status(words, profile) and _all_say_one_status(words, profile)):
        return StatedStatus("", status, words)
    match = _pattern(profile).match(f" – {words.lstrip(profile.separators + ' ')}")
    note = _note(match["rest"], profile) if match else None
    if match and note is not None:
        first = match["status"].strip()
        said = ActionText("", (), "", shared_status(first, profile), first, note or None, sure=True)
        if _all_say_one_status(first, profile) and contradiction(words, said, profile) is None:
            return StatedStatus("", said.status, first, said.note)
    return StatedStatus("", Status.OTHER, words, sure=False)


@lru_cache(maxsize=4096)
def _listed_status(words: str, profile: Profile) -> Status | None:
    """The status of a phrase that the profile lists, a space or any hyphen between its words; else None. A register
    says the same few of them again and again."""
    phrase = folded(plain(words)).partition("/")[0].rstrip()
    forms = (phrase, _HYPHEN.sub("-", phrase), _HYPHEN.sub(" ", phrase))
    return next((profile.statuses[form] for form in forms if form in profile.statuses), None)


def is_status_alone(text: str, profile: Profile) -> bool:
    """Whether a text is nothing but a status, with or without dash, note and full stop."""
    match = _pattern(profile).match(f" – {text.lstrip(profile.separators + ' ')}")
    return match is not None and _note(match["rest"], profile) is not None


def leads_an_action(text: str, profile: Profile) -> bool:
    """Whether a text is an action that begins with its status: `Completed – Finance to order the hubs`."""
    stated = _status_in_front(text, profile)
    return stated is not None and bool(read_action_text(stated.text).owners)


def contradiction(bullet: str, stated: ActionText, profile: Profile) -> str | None:
    """Words of an action's text that contradict the status it was read with.

    Args:
        bullet: The whole text.
        stated: What it was parted into.
        profile: Gives the words of statuses, and those that say that something is not done.

    Returns:
        Another status in the text or the note, a note that goes on with an action and its status, a note that a
        completed action is not done yet (`Complete by 30 June`), a status right before the one that was read, or the
        status with its question mark; None where nothing contradicts it.
    """
    if inner := _inner_status(profile).search(stated.text):
        return inner[0].strip(profile.separators + " ()[]")
    end = max(0, len(stated.text) - _STATUS_REACH)
    before = _status_before(profile).search(stated.text, end) if stated.status_text else None
    if before and _listed_status(before["status"], profile) is not stated.status:
        return before["status"]  # of boxes to tick: `☐ Ongoing ☑ Completed`
    if stated.status_text and f"{stated.status_text}?" in bullet:
        return f"{stated.status_text}?"
    note = stated.note or ""
    parts = (part for part in _NOTE_PARTS.split(note) if part)
    others = (part for part in parts if _listed_status(part, profile) not in (None, stated.status))
    undone = profile.undone.search(note) if stated.status is Status.COMPLETED else None
    goes_on = _inner_status(profile).search(note, 1)
    return next(others, None) or (note if undone or goes_on else None)


@cache
def _inner_status(profile: Profile) -> re.Pattern[str]:
    """A status with its dash within an action's text: of a part of the action, or of another that runs on from it."""
    said = [phrase for phrase, kind in profile.statuses.items() if kind not in (Status.OTHER, Status.RECURRING)]
    phrases = "|".join(re.escape(phrase).replace(r"\ ", r"\s+") for phrase in sorted(said, key=len, reverse=True))
    dashes = re.escape(profile.separators.replace("-", "").replace(":", ""))
    return re.compile(
        rf"(?:[{dashes}]\s*|\s-\s+)(?=[A-Z])(?i:{phrases})(?![\w-])|[(\[]\s*(?=[A-Z])(?i:{phrases})\s*[)\]]"
    )


@cache
def _status_before(profile: Profile) -> re.Pattern[str]:
    """A status that ends an action's text, right before the one that was read, with nothing between them but signs."""
    phrases = "|".join(
        re.escape(phrase).replace(r"\ ", r"\s+") for phrase in sorted(profile.statuses, key=len, reverse=True)
    )
    return re.compile(rf"(?<![\w-])(?=[A-Z])(?P<status>(?i:{phrases}))\W*$")


def is_labelled(line: str, profile: Profile) -> bool:
    """Whether a line begins with the word that labels a status: `Status: Ongoing`."""
    return _grammar(profile).labelled.match(line) is not None


def is_status_line(line: str, profile: Profile) -> bool:
    """Whether a line without a bullet can be the status of the action above it, with no dash before it."""
    own = line[:1].isupper() or _grammar(profile).unmistakable.match(line) is not None
    return own and is_status_alone(line, profile)


def _candidates(body: str, profile: Profile) -> Iterator[_Candidate]:
    """Places outside of brackets where a status may stand behind a separator, from left to right.

    Those with a separator of their own come first, then those with a bare hyphen or nothing at all.
    """
    brackets = _brackets(body)
    fallback = []
    for match in _pattern(profile).finditer(body):
        start, opening = match.start(), match["separator"].strip()
        rest = match["rest"]
        if opening[:1] in _PAIRS:
            tail = rest.rstrip(" .")
            if tail and not tail.endswith(
                _PAIRS[opening[0]]
            ):  # without a tail the bracket is left open at the very end
                continue
            rest = tail[:-1]
        elif _is_within(start, brackets):
            continue
        words = match["status"].strip()
        if words[0].islower() and status_of(words, profile) is Status.OTHER:
            continue
        candidate = _Candidate(start, words, rest, loose=_listed_status(words, profile) is None)
        tight = opening == "-" and match["separator"] == "-" and words[0].islower()
        if (opening and not tight) or (not opening and body[start - 1 : start] in _MAY_END_ACTION):
            yield candidate
        else:
            fallback.append(candidate)
    yield from fallback


@cache
def _pattern(profile: Profile) -> re.Pattern[str]:
    phrases = sorted(profile.statuses, key=len, reverse=True)
    known = "|".join(rf"(?:\s+|{_HYPHEN.pattern})".join(re.split("[ -]", phrase)) for phrase in phrases)
    dashes = re.escape(profile.separators.replace("-", ""))
    label = re.escape(profile.status_words.label)
    no_compound = "".join(rf"(?<!\b{re.escape(word)})" for word in profile.status_words.compounds)
    return re.compile(
        rf"""(?=(?-i:[\s{dashes}(\[-]))              # most characters begin no separator: passed over fast,
            (?=\s*(?-i:[{dashes}(\[-])|\s+(?-i:[A-Z]))  # and so is white space before small letters
            (?P<separator>
              \s*[{dashes}][\s{dashes}-]*         # a dash of its own kind needs no spaces
            | \s+-[\s{dashes}-]* | -\s+           # a hyphen does,
            | -(?=(?-i:[A-Z]))                     # unless a capital follows,
            | (?<=[\w)\]"'”’]){no_compound}-(?=\w)  # or the word before makes no compound with it,
            | \s*[(\[]\s*(?:{label}\s*[:{dashes}-]?\s*)?  # the status itself in brackets, with its label or without
            | \s+(?=(?-i:[A-Z]))                   # or on its own, behind a full stop or a line end
            )
            (?P<status>(?:{known})(?:\s*/\s*(?:{known}))?(?![\w-])|{profile.recurring.pattern}(?!\w))
            (?=(?P<rest>.*)$)""",
        re.VERBOSE | re.IGNORECASE | re.DOTALL,
    )


def _note(rest: str, profile: Profile) -> str | None:
    """The note that follows a status: an empty text where nothing follows, None where what follows is no note."""
    tail = rest.strip().rstrip(".;,").rstrip()
    if not any(character.isalnum() for character in tail):
        return ""
    match = _grammar(profile).note.match(tail)
    if match is None:
        return None
    if match["more"] is not None:
        return tail
    if match["bracketed"] is None:
        note = (match["dashed"] or match["plain"]).strip()
        return _without_brackets(note) if note[0] in _PAIRS else note
    return _without_brackets(match["bracketed"])


def _without_brackets(note: str) -> str:
    """A note without its brackets, where one pair stands around all of it."""
    depth = 0
    for index, character in enumerate(note):
        depth += (character in "([") - (character in ")]")
        if depth == 0:
            return note[1:-1].strip() if index == len(note) - 1 else note
    return note[1:].strip()


def _brackets(text: str) -> list[tuple[int, int]]:
    """Where pairs of brackets open and close; a bracket that is not closed does not count."""
    pairs: list[tuple[int, int]] = []
    opened: list[tuple[str, int]] = []
    for match in _BRACKET.finditer(text):
        if match[0] in _PAIRS:
            opened.append((match[0], match.start()))
        elif opened and match[0] == _PAIRS[opened[-1][0]]:
            pairs.append((opened.pop()[1], match.start()))
    return pairs


def _is_within(place: int, brackets: Iterable[tuple[int, int]]) -> bool:
    return any(opening < place < closing for opening, closing in brackets)


def _status_at_end(body: str, profile: Profile) -> StatedStatus | None:
    """A status in small letters at the very end, with no separator before it: a dash may be lost, or it is prose."""
    grammar = _grammar(profile)
    match = grammar.last_words.search(body)
    if match is None or match["status"].casefold() not in profile.statuses:
        return None
    if grammar.sentence_before.search(match["text"]):
        return None
    words = match["status"]
    return StatedStatus(match["text"], status_of(words, profile), words, None, sure=False)


def _status_in_front(body: str, profile: Profile) -> StatedStatus | None:
    """A status in front of an action that has none behind it; it may also be a word of the action."""
    match = _status_in_front_pattern(profile).match(body)
    if match is None or len(match["text"].split()) < SETTINGS.words_behind:
        return None
    words = match["bracketed"] or match["plain"]
    return StatedStatus(match["text"], status_of(words, profile), words, None, sure=False)


@cache
def _status_in_front_pattern(profile: Profile) -> re.Pattern[str]:
    known = "|".join(
        re.escape(phrase).replace(r"\ ", r"\s+") for phrase in sorted(profile.statuses, key=len, reverse=True)
    )
    separators = re.escape(profile.separators)
    return re.compile(
        rf"""(?=[A-Z(\[])(?:
              [(\[]\s*(?i:(?P<bracketed>{known}))\s*[)\]][\s{separators}]*
            | (?i:(?P<plain>{known}))(?:\s*[{separators}]\s+|\s+[{separators}])\s*
            )(?P<text>\w.*)$""",
        re.VERBOSE | re.DOTALL,
    )


def _unknown_status(body: str, profile: Profile) -> StatedStatus | None:
    """A phrase in the place of a status that the profile does not know, if it has the form of a status."""
    match = _grammar(profile).unknown.search(body)
    if match is None or not match["text"].strip() or _is_within(match.start("status"), _brackets(body)):
        return None
    return StatedStatus(match["text"].rstrip(), status_of(match["status"], profile), match["status"], None, sure=False)
