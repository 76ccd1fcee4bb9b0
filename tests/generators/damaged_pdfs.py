"""Ways to damage a paper. Each is a function of chance, the paper's bytes and another paper's; each leaves a paper
that a reader has to refuse or read, whatever it says.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from random import Random

from tests.generators import hostile_pdfs
from tests.generators.pdf_objects import Parts, put_together, stream_of, take_apart, with_stream

Mutation = Callable[[Random, bytes, bytes], bytes]

_NUMBER = re.compile(rb"-?\d+(?:\.\d+)?")
_REFERENCE = re.compile(rb"(\d+) 0 R")
_EXTREMES = [b"0", b"-1", b"1", b"65536", b"2147483647", b"-2147483648", b"4294967296", b"99999999999999999999"]
_EXTREMES += [b"1e38", b"0.0000001", b"-0.5", b"3.4028235e38", b"--5", b"1.2.3", b"."]
_KEYWORDS = [b"endobj", b"endstream", b"stream\n", b"obj", b"xref", b"trailer", b"%%EOF", b"<<", b">>", b"[", b"("]
_NAMES = [b"/Page", b"/Pages", b"/Font", b"/XObject", b"/Type0", b"/TrueType", b"/Type3", b"/ASCIIHexDecode"]
_NAMES += [b"/LZWDecode", b"/RunLengthDecode", b"/DCTDecode", b"/JBIG2Decode", b"/Crypt", b"/Catalog", b"/Null"]
_OPERATORS = [b"q", b"Q", b"ET", b"BT", b"3 Tr", b"7 Tr", b"1 1 1 rg", b"0 0 0 0 k", b"W n", b"T*", b"(\\377) Tj"]
_OPERATORS += [
    b"0 0 0 0 0 0 cm",
    b"0 1 -1 0 0 0 cm",
    b"1e9 0 0 1e9 0 0 cm",
    b"0 Tz",
    b"-900 Tz",
    b"1e6 Tc",
    b"BI ID EI",
]
_OPERATORS += [b"[(a) 1e9 (b)] TJ", b"0 0 1e9 1e9 re S", b"-0.7 0.7 -0.7 -0.7 300 400 Tm", b"/Nope Do", b"/Nope 9 Tf"]
_LETTERS = [b"<D800>", b"<DC00D800>", b"<0000>", b"<FFFE>", b"<FFFF>", b"<202E>", b"<00AD>", b"<0002>", b"<D83DDE00>"]


@lru_cache(maxsize=64)
def _parts(content: bytes) -> Parts:
    return take_apart(content)


def _place(chance: Random, content: bytes) -> slice:
    start = chance.randrange(len(content))
    return slice(start, start + int(len(content) ** chance.random()))


def _changed(chance: Random, content: bytes, pattern: re.Pattern[bytes], values: list[bytes], most: int = 5) -> bytes:
    """Content with up to `most` of a pattern's matches, taken at random, replaced."""
    matches = list(pattern.finditer(content))
    for match in sorted(chance.sample(matches, min(len(matches), chance.randint(1, most))), reverse=True, key=_start):
        content = content[: match.start()] + chance.choice(values) + content[match.end() :]
    return content


def _start(match: re.Match[bytes]) -> int:
    return match.start()


# --- bytes ------------------------------------------------------------------------------------------------------------


def flipped_bits(chance: Random, paper: bytes, _other: bytes) -> bytes:
    changed = bytearray(paper)
    for _ in range(chance.choice([1, 10, 100, 1000])):
        changed[chance.randrange(len(changed))] ^= 1 << chance.randrange(8)
    return bytes(changed)


def truncated(chance: Random, paper: bytes, _other: bytes) -> bytes:
    return paper[: chance.randrange(len(paper))]


def beheaded(chance: Random, paper: bytes, _other: bytes) -> bytes:
    return paper[chance.randrange(len(paper)) :]


def cut_out(chance: Random, paper: bytes, _other: bytes) -> bytes:
    place = _place(chance, paper)
    return paper[: place.start] + paper[place.stop :]


def repeated_piece(chance: Random, paper: bytes, _other: bytes) -> bytes:
    place = _place(chance, paper)
    return paper[: place.stop] + paper[place] * chance.randint(1, 3) + paper[place.stop :]


def overwritten(chance: Random, paper: bytes, other: bytes) -> bytes:
    place = _place(chance, paper)
    length = len(paper[place])
    return (
        paper[: place.start]
        + chance.choice([chance.randbytes(length), bytes(length), other[place]])
        + paper[place.stop :]
    )


def keyword_put_in(chance: Random, paper: bytes, _other: bytes) -> bytes:
    for _ in range(chance.randint(1, 5)):
        place = chance.randrange(len(paper))
        paper = paper[:place] + chance.choice(_KEYWORDS) + paper[place:]
    return paper


def damaged_table(chance: Random, paper: bytes, _other: bytes) -> bytes:
    """Numbers behind the last `xref` changed: places, sizes, the catalog, where the table stands."""
    place = max(paper.rfind(b"\nxref"), 0)
    return paper[:place] + _changed(chance, paper[place:], _NUMBER, _EXTREMES, most=20)


def joined_papers(chance: Random, paper: bytes, other: bytes) -> bytes:
    return paper[: chance.randrange(len(paper))] + other[chance.randrange(len(other)) :]


# --- objects ----------------------------------------------------------------------------------------------------------


def extreme_numbers(chance: Random, paper: bytes, _other: bytes) -> bytes:
    return _in_dictionaries(chance, paper, _NUMBER, _EXTREMES)


def other_names(chance: Random, paper: bytes, _other: bytes) -> bytes:
    return _in_dictionaries(chance, paper, re.compile(rb"/[A-Z]\w+"), _NAMES)


def crossed_references(chance: Random, paper: bytes, _other: bytes) -> bytes:
    values = [b"%d 0 R" % number for number in _parts(paper).objects]
    return _in_dictionaries(chance, paper, _REFERENCE, [*values, b"999999 0 R"])


def _in_dictionaries(chance: Random, paper: bytes, pattern: re.Pattern[bytes], values: list[bytes]) -> bytes:
    parts = _parts(paper)
    for number in chance.sample(sorted(parts.objects), min(len(parts.objects), chance.randint(1, 8))):
        head, mark, rest = parts.objects[number].partition(b"stream")
        parts = parts.with_object(number, _changed(chance, head, pattern, values) + mark + rest)
    return put_together(parts)


def lost_objects(chance: Random, paper: bytes, _other: bytes) -> bytes:
    parts = _parts(paper)
    lost = set(chance.sample(sorted(parts.objects), chance.randint(1, 3)))
    return put_together(Parts({n: body for n, body in parts.objects.items() if n not in lost}, parts.entries))


def spliced_objects(chance: Random, paper: bytes, other: bytes) -> bytes:
    """Objects of another paper in the place of its own."""
    parts, strange = _parts(paper), sorted(_parts(other).objects.values())
    for number in chance.sample(sorted(parts.objects), chance.randint(1, 6)):
        parts = parts.with_object(number, chance.choice(strange))
    return put_together(parts)


def absurd_boxes(chance: Random, paper: bytes, _other: bytes) -> bytes:
    """Pages of absurd size, origin or rotation."""

    def box(_match: re.Match[bytes]) -> bytes:
        sides = b" ".join(chance.choice([*_EXTREMES, b"595", b"842", b"300"]) for _ in range(4))
        names = [b"/MediaBox [%b]", b"/CropBox [%b] /MediaBox [0 0 595 842]", b"/MediaBox [%b] /UserUnit 1e6"]
        turned = b" /Rotate %d " % chance.choice([90, 180, 270, 45, -90, 100000])
        return chance.choice(names) % sides + turned

    pattern = re.compile(rb"/MediaBox\s*\[.*?\]")
    parts = _parts(paper)
    return put_together(Parts({n: pattern.sub(box, body) for n, body in parts.objects.items()}, parts.entries))


def absurd_page_tree(chance: Random, paper: bytes, _other: bytes) -> bytes:
    """Page trees in circles, with pages twice or thousands of times, with counts that do not hold."""
    parts = _parts(paper)
    trees = [number for number, body in parts.objects.items() if b"/Kids" in body]
    if not trees:
        return paper
    number = chance.choice(trees)
    kids = [b"%d 0 R" % kid for kid in parts.objects]
    choice = [
        chance.choices(kids, k=9),
        [b"%d 0 R" % number] * 3,
        kids * chance.choice([1, 50]),
        [b"null", b"7", b"<<>>"],
    ]
    body = re.sub(
        rb"/Kids\s*\[.*?\]", b"/Kids [" + b" ".join(chance.choice(choice)) + b"]", parts.objects[number], flags=re.S
    )
    if chance.random() < 0.5:
        body = re.sub(rb"/Count\s+\d+", b"/Count " + chance.choice(_EXTREMES), body)
    return put_together(parts.with_object(number, body))


def deep_nesting(chance: Random, paper: bytes, _other: bytes) -> bytes:
    """One object, or one page's content, with thousands of brackets around."""
    parts = _parts(paper)
    number, depth = chance.choice(sorted(parts.objects)), chance.choice([10, 1000, 100_000])
    body = parts.objects[number]
    opening, closing = chance.choice([(b"[", b"]"), (b"<</A ", b">>"), (b"(", b")")])
    content = stream_of(body)
    if content is not None:
        return put_together(parts.with_object(number, with_stream(body, opening * depth + content + closing * depth)))
    return put_together(parts.with_object(number, opening * depth + body + closing * depth))


def bombs(chance: Random, paper: bytes, _other: bytes) -> bytes:
    """A stream that swells: blanks, letters, boxes or forms by the million; or a paper made of nothing else."""
    if chance.random() < 0.3:
        return chance.choice(
            [
                hostile_pdfs.looping_pages,
                hostile_pdfs.form_in_itself,
                hostile_pdfs.nested_forms,
                hostile_pdfs.many_boxes,
            ]
        )()
    parts = _parts(paper)
    streams = [number for number, body in parts.objects.items() if stream_of(body) is not None]
    if not streams:
        return hostile_pdfs.many_letters()
    number = chance.choice(streams)
    body = parts.objects[number]
    filling = chance.choice([b" ", b"q ", b"(a) Tj ", b"0 0 9 9 re f ", b"BT ", b"/X0 Do ", b"<< ", b"1 "])
    content = (stream_of(body) or b"") + filling * chance.choice([1000, 50_000, 2_000_000])
    return put_together(parts.with_object(number, with_stream(body, content, times=chance.choice([1, 2, 3]))))


# --- streams, after decompressing and before compressing again ---


def _in_streams(chance: Random, paper: bytes, change: Callable[[bytes], bytes], mark: bytes) -> bytes:
    """A paper with some of its streams changed, those that hold `mark`."""
    parts = _parts(paper)
    found = [(number, content) for number, body in parts.objects.items() if (content := stream_of(body)) is not None]
    matching = [pair for pair in found if mark in pair[1]]
    for number, content in chance.sample(matching, min(len(matching), chance.randint(1, 3))):
        parts = parts.with_object(number, with_stream(parts.objects[number], change(content)))
    return put_together(parts)


def edited_numbers(chance: Random, paper: bytes, _other: bytes) -> bytes:
    return _in_streams(chance, paper, lambda content: _changed(chance, content, _NUMBER, _EXTREMES, most=30), b" Tf")


def edited_operators(chance: Random, paper: bytes, _other: bytes) -> bytes:
    """Operators put in, left out, doubled, and in another order."""

    def change(content: bytes) -> bytes:
        lines = content.split(b"\n")
        for _ in range(chance.randint(1, 20)):
            place = chance.randrange(len(lines))
            deeds = [[chance.choice(_OPERATORS)], [], [lines[place]] * 2, [chance.choice(lines)], lines[place:][:9] * 5]
            lines[place : place + 1] = chance.choice(deeds)
            lines = lines or [b""]
        if chance.random() < 0.1:
            chance.shuffle(lines)
        return b"\n".join(lines)

    return _in_streams(chance, paper, change, b" Tf")


def edited_text(chance: Random, paper: bytes, _other: bytes) -> bytes:
    """Other letters in the strings shown, of every kind."""
    values = [
        b"(\\000)",
        b"(\\255)",
        b"()",
        b"( )",
        b"(\xff\xfe\x80)",
        b"(OPSG)",
        b"(20)",
        b"(Ongoing)",
        b"(\x95)",
        b"<0001>",
    ]
    strings = re.compile(rb"\((?:[^()\\]|\\.)*\)|<[0-9A-Fa-f]+>")
    return _in_streams(chance, paper, lambda content: _changed(chance, content, strings, values, most=200), b" Tf")


def edited_letters(chance: Random, paper: bytes, _other: bytes) -> bytes:
    """Fonts that map glyphs to halves of letters, to nothing, to what is no letter."""
    codes = re.compile(rb"<[0-9A-Fa-f]{4,}>")
    return _in_streams(chance, paper, lambda content: _changed(chance, content, codes, _LETTERS, most=40), b"beginbf")


MUTATIONS: tuple[Mutation, ...] = (
    flipped_bits,
    truncated,
    beheaded,
    cut_out,
    repeated_piece,
    overwritten,
    keyword_put_in,
    damaged_table,
    joined_papers,
    extreme_numbers,
    other_names,
    crossed_references,
    lost_objects,
    spliced_objects,
    absurd_boxes,
    absurd_page_tree,
    deep_nesting,
    bombs,
    edited_numbers,
    edited_operators,
    edited_text,
    edited_letters,
)
