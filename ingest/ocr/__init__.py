"""Pages that are pictures: what is printed on them is recognised, and goes the same way as the text of all pages.

`page_recogniser` has the whole way; the modules below need the packages of the extra `risktrail[ocr]`, and are
imported only where there is a picture to recognise.
"""
