"""What WeasyPrint 70 leaves out of a tagged PDF: running lines as artifacts, the scope of header cells, one file once.

This module alone reaches into WeasyPrint's page boxes and the PDF's objects; `tests/calibration/packet/test_pdf.py`
reads all three back from a finished file.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pydyf  # type: ignore[import-untyped]  # pydyf ships no types
from weasyprint import Document, Page
from weasyprint.draw import draw_page, draw_stacking_context
from weasyprint.formatting_structure.boxes import Box, MarginBox
from weasyprint.pdf.stream import Stream
from weasyprint.stacking import StackingContext

from calibration.packet.continued import join_continued_tables, object_of
from calibration.packet.packing import PackedPDF

HEADER_GROUP = "/THead"


class RunningLine:
    """A laid-out line that stands on many pages: drawn once, and its operators repeated on the others."""

    def __init__(self, box: Box) -> None:
        self._box = box
        self._operators: list[Any] = []

    def draw(self, stream: Stream, page_box: Box) -> None:
        """Draw the line, in a graphics state of its own: its operators depend on nothing that was drawn before."""
        if not self._operators:
            start = len(stream.stream)
            draw_stacking_context(stream, StackingContext.from_box(self._box, page_box))
            self._operators = stream.stream[start:]
        else:
            stream.stream.extend(self._operators)


class TaggedPage(Page):  # type: ignore[misc]  # WeasyPrint ships no types
    """A laid-out page with running lines drawn over it as artifacts: no reader hears them on every page.

    WeasyPrint would tag their text as content that no structure holds (ISO 14289-1, 7.8 asks for artifacts).
    """

    def __init__(self, page: Page, lines: Sequence[RunningLine]) -> None:
        self.__dict__.update(vars(page))
        self._lines = lines
        self._painted_on: Stream | None = None

    @property
    def painted(self) -> tuple[Box, Stream]:
        """The page's boxes, and the content that they were painted on."""
        return self._page_box, self._painted_on

    def paint(self, stream: Stream, scale: float = 1) -> None:
        """Paint the content tagged, then the running lines as one artifact."""
        self._painted_on = stream
        with stream.stacked():
            stream.transform(a=scale, d=scale)
            draw_page(self._page_box, stream)
            with stream.artifact():
                tags, stream._tags = stream._tags, None  # noqa: SLF001  # no mark may open inside an artifact
                for line in self._lines:
                    line.draw(stream, self._page_box)
                stream._tags = tags  # noqa: SLF001


def with_silent_margins(page: Page) -> TaggedPage:
    """The page with what stands in its margins, such as its number, drawn as artifacts."""
    box = page._page_box  # noqa: SLF001  # the only way to the boxes of a finished layout
    margins = [child for child in box.children if isinstance(child, MarginBox)]
    silent = TaggedPage(page, [RunningLine(margin) for margin in margins])
    silent._page_box = box.copy_with_children([child for child in box.children if child not in margins])  # noqa: SLF001
    return silent


def named_lines(sheet: Page) -> dict[str, RunningLine]:
    """The laid-out lines of a sheet by the name that their markup gives them, `data-line`."""
    found = {}
    for box in sheet._page_box.descendants(placeholders=True):  # noqa: SLF001  # the only way to the boxes of a finished layout
        name = box.element.get("data-line") if box.element is not None and not box.element_tag.endswith("::") else None
        if name and name not in found:
            found[name] = RunningLine(box)
    return found


def finish(document: Document, pdf: pydyf.PDF) -> None:
    """Complete the tags and the file list of a PDF of `TaggedPage`s just before it is written."""
    join_continued_tables([page.painted for page in document.pages], pdf)
    state_header_scopes(pdf)
    if "AF" in pdf.catalog:  # WeasyPrint lists an associated file by its name and by its object
        pdf.catalog["AF"] = pydyf.Array(dict.fromkeys(pdf.catalog["AF"]))
    pdf.__class__ = PackedPDF


def state_header_scopes(pdf: pydyf.PDF) -> None:
    """Say of every header cell whether it heads a column (it stands in the table's head) or a row."""
    for element in pdf.objects:
        if isinstance(element, dict) and element.get("S") == "/TH" and "A" in element:
            row = object_of(pdf, element["P"])
            group = object_of(pdf, row["P"])
            element["A"]["Scope"] = "/Column" if group.get("S") == HEADER_GROUP else "/Row"
