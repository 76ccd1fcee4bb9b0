"""What is filled in on a page stands on its picture too, where its words are highlighted."""

from __future__ import annotations

import io

from PIL import Image
from reportlab.pdfgen.canvas import Canvas

from risktrail.web.page_images import render_page


def test_the_picture_of_a_page_shows_its_form_fields() -> None:
    file = io.BytesIO()
    canvas = Canvas(file, pagesize=(600, 800))
    canvas.acroForm.textfield(
        name="rating", value="20 (Critical)", x=100, y=640, width=200, height=20, borderWidth=0, fillColor=None
    )
    canvas.showPage()
    canvas.save()
    drawn = render_page(file.getvalue(), 1)
    picture = Image.open(io.BytesIO(drawn.png)).convert("L")
    scale = picture.width / drawn.width
    field = picture.crop((round(scale * 100), round(scale * 140), round(scale * 300), round(scale * 160)))
    assert min(field.tobytes()) < 128
