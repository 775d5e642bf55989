"""A record as PDF bytes: tagged (PDF/UA-1 and PDF/A-3a), carrying its `packet.json`, the same bytes for the same record.

The packet is laid out in parts and joined, so that a part that was laid out before (the rubric of a requisition, the
scorecards before the decision) is not done again. Page numbers and running lines know all parts: they are laid out
last, on a sheet of their own, and drawn over the pages.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import count

from weasyprint import Attachment, Document

from calibration.packet import fonts
from calibration.packet.context import PacketContext, packet_context
from calibration.packet.metadata import archival_metadata
from calibration.packet.parts import FRONT_PART, PASSING, Part, parts_of
from calibration.packet.press import COLOURS, FOLDER, Paper, Press, press
from calibration.packet.record import Packet, to_json
from calibration.packet.sections import SECTIONS, anchor_of
from calibration.packet.shaping import lines_kept_shaped
from calibration.packet.tagging import TaggedPage, finish, named_lines

ATTACHMENT_NAME = "packet.json"
CONTENTS = "Contents"
FRONT_PAGES = 2
FRONT_TRIES = 4  # the numbers are right the second time, unless they changed the length of the front
TOP = 120  # CSS pixels from the sheet's edge: a heading above this begins its page


def render_packet(record: Packet, *, paper: Paper = Paper.A4, base_url: str | None = None) -> bytes:
    """The packet of a record as PDF bytes, with its `packet.json` as an associated file.

    The same record, paper and `base_url` give the same bytes in every process. Characters that no bundled font draws
    are printed as U+FFFD and the packet says so; its data holds them unchanged. Raises `InvalidInput` when the record's
    `generated_at` is no date or `base_url` no web address, `DomainError` when a bundled font is missing or damaged.
    """
    context = packet_context(record, base_url)
    fonts.refuse_unfit()
    with press().lock, collection_paused(), lines_kept_shaped():
        return _sealed(press(), record, context, paper)


def prepare_packet(record: Packet, *, paper: Paper = Paper.A4) -> None:
    """Lay out ahead what a later packet of this application will share with this record, and keep it in this process.

    A worker calls it when a scorecard is submitted, which lays out its sheet and leaves those of the others, and when a
    committee turns to the application. Only time is saved: what is printed never depends on it.
    """
    context = packet_context(record)
    with press().lock, collection_paused():
        setting = _setting(press(), context, paper)
        for part, markup in setting.made:
            if part.kind not in PASSING:
                setting.shared.kept_or_laid_out(part.kind, markup, paper)


FULL_COLLECTION_EVERY = 20
"""Renders: without it 200 of them grew a worker by 68 MB."""
_renders = count(1)


@contextmanager
def collection_paused() -> Iterator[None]:
    """No garbage collection inside: a layout makes a million objects that live to its end (measured: 0.9 of the time)."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
        # What was made meanwhile is all of the youngest generation; parts that are kept no more have grown old.
        gc.collect(2 if next(_renders) % FULL_COLLECTION_EVERY == 0 else 0)


@dataclass(frozen=True, slots=True)
class Setting:
    """One packet on the press: its context, the characters to replace and the sentence that says so, parts with their markup."""

    shared: Press
    context: PacketContext
    paper: Paper
    replaced: dict[int, str | None]
    note: str
    made: tuple[tuple[Part, str], ...]

    def markup(self, part: Part, **values: object) -> str:
        """The markup of a part, drawable."""
        return self.page("page.html", part=part, **values)

    def page(self, template: str, **values: object) -> str:
        """What a template makes of the context, drawable."""
        found = self.shared.templates.get_template(f"{FOLDER}/{template}")
        made = found.render(packet=self.context, undrawable=self.note, **values)
        return made.translate(self.replaced) if self.replaced else made


def _setting(shared: Press, context: PacketContext, paper: Paper) -> Setting:
    """The setting of a context, with every font loaded that it needs."""
    plain = Setting(shared=shared, context=context, paper=paper, replaced={}, note="", made=())
    made = tuple((part, plain.markup(part)) for part in parts_of(context, paper.value))
    text = "".join([plain.markup(FRONT_PART, numbers={}), *(markup for _, markup in made)])
    shared.load(fonts.needed_faces(text))
    replaced = fonts.drawing_table(text)
    missing = sorted(f"U+{code:04X}" for code, drawn in replaced.items() if drawn is not None)
    note = (
        f"Printed as \N{REPLACEMENT CHARACTER}, since no bundled font draws them: {', '.join(missing)}. "
        "The data inside this file holds them unchanged."
        if missing
        else ""
    )
    drawable = replace(plain, replaced=replaced, note=note)
    return replace(drawable, made=tuple((part, drawable.markup(part)) for part, _ in made) if replaced else made)


Laid = list[tuple[Part, Document]]


def _parts(setting: Setting) -> Laid:
    """Every part but the front, laid out now or before."""
    return [(part, setting.shared.kept_or_laid_out(part.kind, markup, setting.paper)) for part, markup in setting.made]


def _sealed(shared: Press, record: Packet, context: PacketContext, paper: Paper) -> bytes:
    setting = _setting(shared, context, paper)
    parts = _parts(setting)
    front = _front(setting, parts)
    laid = [(FRONT_PART, front), *parts]
    titles = _running_titles(laid)
    furniture = setting.page("furniture.html", titles=tuple(dict.fromkeys(titles)), pages=len(titles))
    lines = named_lines(shared.laid_out(furniture, paper, "furniture.css").pages[0])
    pages = [page for _, document in laid for page in document.pages]
    joined = front.copy(
        [
            TaggedPage(page, [lines[name] for name in _line_names(number, title)])
            for number, (page, title) in enumerate(zip(pages, titles, strict=True), start=1)
        ]
    )
    joined.metadata = archival_metadata(front.metadata)
    sealed: bytes = joined.write_pdf(
        finisher=finish,
        pdf_variant="pdf/a-3a",
        output_intent=COLOURS,
        attachments=[_attachment(shared, record, context.generated_at)],
    )
    return sealed


def _front(setting: Setting, parts: Laid) -> Document:
    """Cover, contents and how to read it. The contents name pages, so it is set again when it is longer than expected."""
    numbers = _page_numbers(FRONT_PAGES, parts)
    for _ in range(FRONT_TRIES):
        front = setting.shared.laid_out(setting.markup(FRONT_PART, numbers=numbers), setting.paper)
        found = _page_numbers(len(front.pages), parts) | _section_pages(1, front)
        if found == numbers:
            break
        numbers = found
    return front


def _page_numbers(front: int, parts: Laid) -> dict[str, int]:
    """The page on which each section begins, by its key, after so many pages of cover and contents.

    How to read it stands on the last of those, unless the front itself says otherwise.
    """
    numbers = dict.fromkeys(FRONT_PART.sections, front)
    first = front + 1
    for _, document in parts:
        numbers |= _section_pages(first, document)
        first += len(document.pages)
    return numbers


def _section_pages(first: int, document: Document) -> dict[str, int]:
    """The page of each section that begins in a document whose own first page is `first`."""
    anchors = {anchor: number for number, page in enumerate(document.pages, start=first) for anchor in page.anchors}
    return {key: anchors[anchor_of(key)] for key in SECTIONS if anchor_of(key) in anchors}


def _running_titles(laid: Laid) -> list[str]:
    """The running title of each page: the section that is under way at its top."""
    titles = []
    for part, document in laid:
        under_way = CONTENTS if part is FRONT_PART else SECTIONS[part.sections[0]]
        for page in document.pages:
            begun = {key: page.anchors[anchor_of(key)][1] for key in part.begins if anchor_of(key) in page.anchors}
            at_top = [key for key, height in begun.items() if height < TOP and part is not FRONT_PART]
            titles.append(SECTIONS[at_top[0]] if at_top else under_way)
            if begun and part is not FRONT_PART:
                under_way = SECTIONS[max(begun, key=lambda key: begun[key])]
    return titles


def _line_names(number: int, title: str) -> tuple[str, ...]:
    """The running lines of a page; the cover has none above its title."""
    above = () if number == 1 else (f"section {title}", "kind")
    return (*above, "subject", "copy", "seal", f"page {number}")


def _attachment(shared: Press, record: Packet, generated_at: str) -> Attachment:
    sealed_at = datetime.fromisoformat(generated_at)
    return Attachment(
        string=to_json(record),
        name=ATTACHMENT_NAME,
        description="The data of this packet, sealed by content_sha256",
        relationship="Data",
        created=sealed_at,
        modified=sealed_at,
        url_fetcher=shared.fetcher,
    )
