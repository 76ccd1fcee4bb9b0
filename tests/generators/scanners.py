"""The scanners of an office: how scanned papers come, good and bad."""

from __future__ import annotations

from tests.generators.scanner import Scanner

SCANNERS: dict[str, tuple[Scanner, ...]] = {
    "300 dpi, grey": (Scanner(300, skew=0.3),),
    "200 dpi, grey": (Scanner(200, skew=-0.6),),
    "150 dpi, grey": (Scanner(150, skew=0.4, noise=6),),
    "300 dpi, black and white": (Scanner(300, is_black_and_white=True, skew=0.5, specks=0.3),),
    "200 dpi, black and white": (Scanner(200, is_black_and_white=True, skew=-0.7, specks=0.3),),
    "200 dpi, 2 degrees askew": (Scanner(200, skew=2.0), Scanner(200, skew=-1.6)),
    "200 dpi, dark edge and shadow": (Scanner(200, skew=0.8, edge=8, shadow=60),),
    "200 dpi, faint": (Scanner(200, ink=130, noise=6),),
    "200 dpi, turned by quarters": (Scanner(200, turns=1, skew=0.5), Scanner(200, turns=2), Scanner(200, turns=3)),
    "another one for each page": (
        Scanner(300),
        Scanner(150, skew=1.0, noise=8),
        Scanner(200, is_black_and_white=True, skew=-2, specks=0.5),
        Scanner(200, skew=0.4, edge=10),
        Scanner(200, turns=1, skew=1),
        Scanner(300, is_black_and_white=True, skew=1.2),
        Scanner(200, ink=110, skew=-0.4, shadow=50),
    ),
}
"""By what a table calls them: the scanners that the pages of a paper go through in turn."""
