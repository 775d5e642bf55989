"""The list that lies beside many packets in one zip, as PDF bytes: the same lines give the same bytes."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from weasyprint import CSS, Document

from calibration.packet import fonts
from calibration.packet.listing import Listing
from calibration.packet.press import COLOURS, FOLDER, TEMPLATES, Press, WellFormed, press
from calibration.packet.render import collection_paused
from calibration.packet.tagging import finish, with_silent_margins


def render_index(listing: Listing) -> bytes:
    """The list as PDF/UA-1 bytes, A4 across; the same for the same list. Nothing is fetched from outside."""
    shared = press()
    template = shared.templates.get_template(f"{FOLDER}/index.html")
    with shared.lock, collection_paused():
        markup = template.render(listing=listing)
        shared.load(fonts.needed_faces(markup))
        drawn = markup.translate(fonts.drawing_table(markup))
        laid = _laid_out(shared, drawn)
        tagged = laid.copy([with_silent_margins(page) for page in laid.pages])
        made: bytes = tagged.write_pdf(finisher=finish, pdf_variant="pdf/ua-1")
    return made


def _laid_out(shared: Press, markup: str) -> Document:
    return WellFormed(markup, shared.fetcher, shared.stylesheets["base.css"]).render(
        font_config=shared.font_config,
        color_profiles={COLOURS: shared.colours},
        stylesheets=_stylesheets(),
    )


@cache
def _stylesheets() -> Sequence[CSS]:
    shared = press()
    own = (TEMPLATES / FOLDER / "index.css").read_text(encoding="utf-8")
    return [shared.stylesheets["packet.css"], shared.parsed(own)]
