"""Pictures that the page and the PDF share: pure functions from model nouns to SVG text.

Every picture has a name and a description in words, and the same bytes for the same figures.
Presentation attributes hold the colours of light paper; class names let a page change them.
"""
