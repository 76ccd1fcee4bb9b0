"""A scanner: a paper's pages drawn, laid askew, dirtied and stored as pictures."""

from __future__ import annotations

import io
import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pypdfium2 as pdfium
from PIL import Image, ImageFilter

_WHITE = 255


@dataclass(frozen=True)
class Scanner:
    """How a page is scanned.

    Args:
        dpi: Dots an inch.
        is_black_and_white: Whether a dot is black or white, as in a fax, rather than grey.
        skew: Degrees by which the page lies askew, clockwise.
        turns: Quarter turns, clockwise, by which it was put in.
        noise: The spread of the dots' shades, of 255.
        specks: Black and white dots of dirt, of a thousand dots.
        edge: Millimetres of a dark edge at the left and at the top.
        ink: The darkest shade, 0 to 255: faint print is lighter.
        shadow: How much darker the page is at its right than at its left, of 255.
        blur: Dots by which the picture is out of focus.
        quality: Of the JPEG that grey pictures are stored as.
    """

    dpi: int = 200
    is_black_and_white: bool = False
    skew: float = 0.0
    turns: int = 0
    noise: float = 4.0
    specks: float = 0.0
    edge: float = 0.0
    ink: int = 20
    shadow: float = 0.0
    blur: float = 0.5
    quality: int = 75


def scanned(content: bytes, scanners: Sequence[Scanner], pages: Sequence[int] | None = None, seed: int = 1) -> bytes:
    """A PDF of pictures of a PDF's pages; its pages go through the scanners in turn.

    Args:
        content: The PDF to print and scan.
        scanners: How; the first page goes through the first.
        pages: The numbers of the pages, from 1; all unless given.
        seed: What the dirt is drawn from.
    """
    document = pdfium.PdfDocument(content)
    try:
        numbers = pages or range(1, len(document) + 1)
        pictures = [
            scanned_page(document[number - 1], scanners[place % len(scanners)], seed + place)
            for place, number in enumerate(numbers)
        ]
    finally:
        document.close()
    return as_pdf(pictures, [scanners[place % len(scanners)] for place in range(len(pictures))])


def scanned_page(page: Any, scanner: Scanner, seed: int) -> Image.Image:
    """A page's picture."""
    random = np.random.default_rng(seed)
    picture = page.render(scale=scanner.dpi / 72, grayscale=True).to_pil().convert("L")
    if scanner.skew:
        picture = picture.rotate(-scanner.skew, resample=Image.Resampling.BICUBIC, fillcolor=_WHITE)
    if scanner.blur:
        picture = picture.filter(ImageFilter.GaussianBlur(scanner.blur))
    dots = np.asarray(picture, dtype=np.float32)
    dots = scanner.ink + dots * ((245 - scanner.ink) / _WHITE)
    height, width = dots.shape
    dots = dots - scanner.shadow * np.linspace(0, 1, width, dtype=np.float32)
    dots = dots + random.normal(0, scanner.noise, dots.shape).astype(np.float32)
    edge = math.ceil(scanner.edge / 25.4 * scanner.dpi)
    if edge:
        dots[:, :edge] = random.normal(40, 8, (height, edge))
        dots[: edge // 2, :] = random.normal(40, 8, (edge // 2, width))
    if scanner.is_black_and_white:
        dots = np.where(dots < 140, 0, _WHITE)
    if scanner.specks:
        chance = random.random(dots.shape)
        dots = np.where(chance < scanner.specks / 2000, 0, np.where(chance > 1 - scanner.specks / 2000, _WHITE, dots))
    image = Image.fromarray(np.clip(dots, 0, _WHITE).astype(np.uint8))
    return image.rotate(-90 * scanner.turns, expand=True) if scanner.turns else image


def as_pdf(pictures: Sequence[Image.Image], scanners: Sequence[Scanner]) -> bytes:
    """A PDF with a picture on each page, which is as large as the picture on paper."""
    document = pdfium.PdfDocument.new()
    for picture, scanner in zip(pictures, scanners, strict=True):
        stored = io.BytesIO()
        if scanner.is_black_and_white:
            picture.convert("1").save(stored, "PDF", resolution=scanner.dpi)
        else:
            picture.save(stored, "PDF", resolution=scanner.dpi, quality=scanner.quality)
        one = pdfium.PdfDocument(stored.getvalue())
        document.import_pages(one)
        one.close()
    whole = io.BytesIO()
    document.save(whole)
    document.close()
    return whole.getvalue()
