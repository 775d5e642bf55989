"""A warm Chromium that prints pages, and the processor time it takes: the yardstick of the packet's bench."""

from __future__ import annotations

import base64
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from calibration.packet import fonts

TICKS = os.sysconf("SC_CLK_TCK")


def executable() -> str | None:
    """The Chromium to be found here; None when there is none."""
    return os.environ.get("CHROMIUM") or shutil.which("chromium-headless-shell") or shutil.which("chromium")


class WarmChromium:
    """One open page that prints one document after the other."""

    def __init__(self, page: Any) -> None:
        self._page = page

    def pdf(self, markup: str) -> bytes:
        """The document as a tagged PDF on A4, with what it paints behind its text."""
        self._page.set_content(markup, wait_until="load")
        self._page.evaluate("document.fonts.ready")
        made: bytes = self._page.pdf(tagged=True, outline=True, print_background=True, prefer_css_page_size=True)
        return made


@contextmanager
def warm_chromium(program: str) -> Iterator[WarmChromium]:
    """A Chromium with an open page, closed at the end of the block."""
    from playwright.sync_api import sync_playwright

    arguments = ["--no-sandbox"] if os.geteuid() == 0 else []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=arguments)
        try:
            yield WarmChromium(browser.new_page())
        finally:
            browser.close()


def fonts_inside() -> str:
    """The packet's fonts as rules that hold the files themselves: a page set from a string may fetch nothing."""
    rules = []
    for face in fonts.CORE_FACES:
        held = base64.b64encode((fonts.FOLDER / face.file).read_bytes()).decode()
        rules.append(
            f'@font-face {{ font-family: "{face.family}"; font-weight: {face.weight}; '
            f'src: url("data:font/ttf;base64,{held}"); }}'
        )
    return "\n".join(rules)


def descendants_seconds() -> float:
    """The processor time that this process's descendants have taken, those that ended included."""
    parents: dict[int, list[tuple[int, int]]] = {}
    for folder in Path("/proc").iterdir():
        if folder.name.isdecimal():
            try:
                fields = (folder / "stat").read_text(encoding="utf-8").rpartition(") ")[2].split()
            except OSError:  # it ended while we looked
                continue
            own = sum(int(fields[place]) for place in (11, 12, 13, 14))
            parents.setdefault(int(fields[1]), []).append((int(folder.name), own))
    waiting, ticks = [os.getpid()], 0
    while waiting:
        for child, own in parents.get(waiting.pop(), []):
            ticks += own
            waiting.append(child)
    return ticks / TICKS
