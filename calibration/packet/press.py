"""What every render of a process shares: templates, parsed stylesheets, fonts, colours, and parts laid out before.

Nothing is ever fetched from outside: the only addresses a packet may name are those of its bundled fonts.
"""

from __future__ import annotations

import atexit
import gc
import re
from collections import OrderedDict
from enum import StrEnum
from functools import cache
from importlib.resources import files
from io import BytesIO
from pathlib import Path
from threading import RLock
from xml.etree import ElementTree as ET

import cssselect2  # type: ignore[import-untyped]  # cssselect2 ships no types
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from weasyprint import CSS, HTML, Document
from weasyprint.css import ColorProfile
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher, URLFetcherResponse

from calibration.packet import fonts

TEMPLATES = Path(__file__).resolve().parents[2] / "templates"
FOLDER = "calibration/packet"
ASSET_PREFIX = "packet:fonts/"
COLOURS = "packet-srgb"  # under the name srgb, WeasyPrint opens its own profile anew each time and does not close it
ZERO_WIDTH_SPACE = "\N{ZERO WIDTH SPACE}"
UNBROKEN_AT_MOST = 400  # well above any address or hash, which must be printed as they are
BREAK_EVERY = 4
LONG_RUN = re.compile(rf"\S{{{UNBROKEN_AT_MOST},}}")
HOLDING_ELEMENTS = frozenset({"html", "head", "table", "thead", "tbody", "tfoot", "tr", "ul"})
PAGES_KEPT = 96  # a laid-out page holds about 0.75 MB


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


class WellFormed(HTML):  # type: ignore[misc]  # WeasyPrint ships no types
    """Markup that is also XML, read by the standard library's parser: a thirtieth of the time of the HTML parser."""

    def __init__(self, markup: str, fetcher: URLFetcher, base: CSS) -> None:
        self.base = base
        tree = ET.fromstring(markup)  # noqa: S314  # our own template: everything of a record in it is escaped
        for element in tree.iter():
            if element.tag in HOLDING_ELEMENTS:
                _drop_indentation(element)
        self.base_url = None
        self.url_fetcher = fetcher
        self.media_type = "print"
        self.wrapper_element = cssselect2.ElementWrapper.from_html_root(tree, content_language=None)
        self.etree_element = self.wrapper_element.etree_element

    def _ua_stylesheets(self, forms: bool = False) -> list[CSS]:  # noqa: ARG002  # WeasyPrint's signature
        """What elements are before any design, in place of WeasyPrint's sheet for all of HTML."""
        return [self.base]


def _drop_indentation(element: ET.Element) -> None:
    """Take the white space out between the children of an element that holds no text."""
    element.text = None
    for child in element:
        child.tail = None


class Press:
    """What renders share. Layout is not made for threads that share fonts: hold `lock`, and use processes for more."""

    def __init__(self) -> None:
        self.lock = RLock()
        self.fetcher = BundledAssets()
        self.font_config = FontConfiguration()
        self.colours = BundledColours()
        self.loaded: set[fonts.Face] = set()
        self.kept: OrderedDict[tuple[str, Paper, str], Document] = OrderedDict()
        self.templates = Environment(
            loader=FileSystemLoader(TEMPLATES),
            autoescape=True,
            undefined=StrictUndefined,
            finalize=breakable,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self.load(fonts.CORE_FACES)
        sheets = {
            name: (TEMPLATES / FOLDER / name).read_text(encoding="utf-8")
            for name in ("base.css", "packet.css", "furniture.css")
        }
        self.stylesheets = {name: self.parsed(css) for name, css in sheets.items()}
        self.core_stylesheets = {name: self.parsed(fonts.without_script_faces(css)) for name, css in sheets.items()}
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

    def laid_out(self, markup: str, paper: Paper, stylesheet: str = "packet.css") -> Document:
        """The pages of some markup."""
        sheets = self.core_stylesheets if fonts.core_faces_suffice(markup) else self.stylesheets
        return WellFormed(markup, self.fetcher, self.stylesheets["base.css"]).render(
            font_config=self.font_config,
            color_profiles={COLOURS: self.colours},
            output_intent=COLOURS,
            stylesheets=[sheets[stylesheet], self.papers[paper]],
        )

    def kept_or_laid_out(self, kind: str, markup: str, paper: Paper) -> Document:
        """The pages of a part, those of last time when its markup is the same; the parts used longest ago are dropped.

        The markup is the whole of what a part prints, so a part is found again under it whichever packet it stands in.
        """
        key = (kind, paper, markup)
        if key not in self.kept:
            self.kept[key] = self.laid_out(markup, paper)
            while len(self.kept) > 1 and sum(len(document.pages) for document in self.kept.values()) > PAGES_KEPT:
                self.kept.popitem(last=False)
        self.kept.move_to_end(key)
        return self.kept[key]


@cache
def press() -> Press:
    """The press of this process, made at its first render and taken down when the process ends."""
    atexit.register(_take_down)
    return Press()


def _take_down() -> None:
    """Let go of the fonts, so that WeasyPrint removes its temporary folder of them."""
    press.cache_clear()
    gc.collect()


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
