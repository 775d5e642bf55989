"""A record as PDF bytes: tagged (PDF/UA-1 and PDF/A-3a), carrying its `packet.json`, the same bytes for the same record.

Nothing is ever fetched from outside: the only addresses a packet may name are those of its bundled fonts.
"""

from __future__ import annotations

import gc
import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from enum import StrEnum
from functools import cache
from importlib.resources import files
from io import BytesIO
from pathlib import Path
from threading import Lock

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from weasyprint import CSS, HTML, Attachment
from weasyprint.css import ColorProfile
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher, URLFetcherResponse

from calibration.packet import fonts
from calibration.packet.context import PacketContext, packet_context
from calibration.packet.metadata import archival_metadata
from calibration.packet.record import Packet, to_json
from calibration.packet.tagging import finish, with_quiet_margins

TEMPLATES = Path(__file__).resolve().parents[2] / "templates"
STYLESHEET = TEMPLATES / "calibration" / "packet" / "packet.css"
ATTACHMENT_NAME = "packet.json"
ZERO_WIDTH_SPACE = "\N{ZERO WIDTH SPACE}"
UNBROKEN_AT_MOST = 400  # well above any address or hash, which must be printed as they are
BREAK_EVERY = 16
LONG_RUN = re.compile(rf"\S{{{UNBROKEN_AT_MOST},}}")
ASSET_PREFIX = "packet:fonts/"
COLOURS = "packet-srgb"  # under the name srgb, WeasyPrint opens its own profile anew each time and does not close it


class Paper(StrEnum):
    """The sheet a packet is set on."""

    A4 = "A4"
    LETTER = "letter"


class OutsideFetch(Exception):
    """A packet asked for something that is not bundled: a fault of a template, never of a record."""


class BundledAssets(URLFetcher):  # type: ignore[misc]  # WeasyPrint ships no types
    """Serves the bundled fonts and refuses everything else, whatever its scheme; a refusal stops the rendering."""

    def __init__(self) -> None:
        super().__init__(allowed_protocols=(), fail_on_errors=True)

    def fetch(self, url: str, headers: dict[str, str] | None = None) -> URLFetcherResponse:  # noqa: ARG002  # WeasyPrint's signature
        """The bytes of a bundled font. Raises `OutsideFetch` for any other address."""
        name = url.removeprefix(ASSET_PREFIX)
        if not url.startswith(ASSET_PREFIX) or name not in {
            face.file for face in fonts.CORE_FACES + fonts.SCRIPT_FACES
        }:
            raise OutsideFetch(f"A packet may not fetch {url}.")
        return URLFetcherResponse(url, (fonts.FOLDER / name).read_bytes())


class BundledColours(ColorProfile):  # type: ignore[misc]  # WeasyPrint ships no types
    """The sRGB profile that WeasyPrint carries, as the bytes of its file.

    WeasyPrint itself writes it anew through Little CMS, which puts the present time into it.
    """

    def __init__(self) -> None:
        self._bytes = (files("weasyprint.pdf") / "sRGB2014.icc").read_bytes()
        super().__init__(BytesIO(self._bytes), "sRGB2014.icc", "relative-colorimetric", (["r"], ["g"], ["b"]))

    @property
    def content(self) -> bytes:
        """The profile's file."""
        return self._bytes


class Press:
    """What every render of a process shares: templates, the parsed stylesheet and one font configuration.

    WeasyPrint's layout is not made for threads that share fonts, so one render runs at a time; use processes for more.
    """

    def __init__(self) -> None:
        self.lock = Lock()
        self.fetcher = BundledAssets()
        self.font_config = FontConfiguration()
        self.colours = BundledColours()
        self.loaded: set[fonts.Face] = set()
        self.templates = Environment(
            loader=FileSystemLoader(TEMPLATES),
            autoescape=True,
            undefined=StrictUndefined,
            finalize=breakable,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self.load(fonts.CORE_FACES)
        self.stylesheet = self.parsed(STYLESHEET.read_text(encoding="utf-8"))
        self.papers = {paper: self.parsed(f"@page {{ size: {paper.value}; }}") for paper in Paper}

    def parsed(self, css: str) -> CSS:
        """A stylesheet, parsed once and used for every render."""
        return CSS(string=css, font_config=self.font_config, url_fetcher=self.fetcher)

    def load(self, faces: tuple[fonts.Face, ...]) -> None:
        """Make fonts known, those that are not yet."""
        new = tuple(face for face in faces if face not in self.loaded)
        if new:
            self.parsed(fonts.stylesheet(new))
            self.loaded.update(new)


@cache
def press() -> Press:
    """The press of this process, made at its first render."""
    return Press()


def render_packet(record: Packet, *, paper: Paper = Paper.A4, base_url: str | None = None) -> bytes:
    """The packet of a record as PDF bytes, with its `packet.json` as an associated file.

    The same record, paper and `base_url` give the same bytes in every process. Characters that no bundled font draws
    are printed as U+FFFD and the packet says so; its data holds them unchanged. Raises `InvalidInput` when the record's
    `generated_at` is no date or `base_url` no web address.
    """
    context = packet_context(record, base_url)
    shared = press()
    with shared.lock, collection_paused():
        markup = packet_html(context)
        shared.load(fonts.needed_faces(markup))
        document = HTML(string=markup, url_fetcher=shared.fetcher).render(
            font_config=shared.font_config,
            color_profiles={COLOURS: shared.colours},
            output_intent=COLOURS,
            stylesheets=[shared.stylesheet, shared.papers[paper]],
        )
        document = with_quiet_margins(document)
        document.metadata = archival_metadata(document.metadata)
        sealed: bytes = document.write_pdf(
            finisher=finish,
            pdf_variant="pdf/a-3a",
            output_intent=COLOURS,
            attachments=[_attachment(record, context.generated_at)],
        )
    return sealed


def packet_html(context: PacketContext) -> str:
    """The packet's markup, with every character that cannot be drawn already replaced."""
    template = press().templates.get_template("calibration/packet/packet.html")
    markup = template.render(packet=context, undrawable="")
    replaced = fonts.drawing_table(markup)
    if not replaced:
        return markup
    missing = sorted(f"U+{code:04X}" for code, drawn in replaced.items() if drawn is not None)
    if missing:
        note = f"Printed as \N{REPLACEMENT CHARACTER}, since no bundled font draws them: {', '.join(missing)}. The data inside this file holds them unchanged."
        markup = template.render(packet=context, undrawable=note)
    return markup.translate(replaced)


def breakable(value: object) -> object:
    """A printed value with places to break in any run of hundreds of characters.

    Without them the layout measures what is left of the run again for every line: 10,000 characters took 18 s, not 2.
    """
    if type(value) is str and len(value) > UNBROKEN_AT_MOST:  # what a macro made is markup already, and is left alone
        return LONG_RUN.sub(_broken, value)
    return value


def _broken(run: re.Match[str]) -> str:
    text = run[0]
    return ZERO_WIDTH_SPACE.join(text[start : start + BREAK_EVERY] for start in range(0, len(text), BREAK_EVERY))


@contextmanager
def collection_paused() -> Iterator[None]:
    """No garbage collection inside: a layout makes millions of objects that live to its end (measured: 0.9 of the time)."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
        gc.collect()


def _attachment(record: Packet, generated_at: str) -> Attachment:
    sealed_at = datetime.fromisoformat(generated_at)
    return Attachment(
        string=to_json(record),
        name=ATTACHMENT_NAME,
        description="The data of this packet, sealed by content_sha256",
        relationship="Data",
        created=sealed_at,
        modified=sealed_at,
        url_fetcher=press().fetcher,
    )
