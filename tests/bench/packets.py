"""What a packet costs beside default settings and a warm Chromium, printed as a table and as one line of JSON.

Run with `python -m tests.bench.packets`. It is a process of its own, as small as a worker's: in the large one of a test run
the collector runs less often, and what it costs is part of what is measured.
"""

from __future__ import annotations

import gc
import json
import re
import time
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass, replace

from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration

from calibration.packet import fonts
from calibration.packet.context import packet_context
from calibration.packet.parts import FRONT_PART
from calibration.packet.press import FOLDER, TEMPLATES, BundledAssets, Paper, press
from calibration.packet.record import Packet
from calibration.packet.render import _setting, prepare_packet, render_packet
from tests.bench.chromium import descendants_seconds, executable, fonts_inside, warm_chromium
from tests.calibration.packet.crowd import bench_record

ROUNDS = 10
RUNNING_LINES = """
@page {
  font: 7.5pt/1.3 "Packet Sans"; color: #59646c;
  @top-left { content: string(section); vertical-align: bottom; padding-bottom: 3mm; width: 70%; }
  @top-right { content: "Decision packet"; vertical-align: bottom; padding-bottom: 3mm; text-align: right; width: 30%; }
  @bottom-left { content: string(subject) "\\A" string(copy) "\\A" "SHA-256 " string(seal); white-space: pre; vertical-align: top;
    padding-top: 4mm; font-size: 6.5pt; width: 80%; }
  @bottom-right { content: "Page " counter(page) " of " counter(pages); vertical-align: top; padding-top: 4mm; text-align: right; width: 20%; }
}
.lines { string-set: subject attr(data-subject), seal attr(data-seal), copy attr(data-copy); }
h2 { string-set: section content(); }
.part { break-before: page; }
.page a::after { content: target-counter(attr(href), page); }
"""


def _one_document(record: Packet) -> str:
    """The whole packet as one ordinary page of HTML, its contents numbered by WeasyPrint."""
    setting = _setting(press(), packet_context(record), Paper.A4)
    front, *parts = [
        re.search(r"<body>(.*)</body>", markup, re.DOTALL)[1]  # type: ignore[index]  # a page has a body
        for markup in (setting.markup(FRONT_PART, numbers={}), *(made for _, made in setting.made))
    ]
    bodies = [front, *(f'<div class="part">{body}</div>' for body in parts)]
    packet = setting.context
    lines = f'<div class="lines" data-subject="{packet.running_head}" data-seal="{packet.content_sha256}" data-copy="{packet.footer}">'
    contents = re.sub(r'(<td class="page"><a href="#[^"]+">)\d+', r"\1", "".join(bodies))
    return f'<!doctype html><html lang="en"><title>Packet</title><body>{lines}{contents}</div></body></html>'


def _by_default(markup: str) -> bytes:
    """The same content, untagged, with WeasyPrint's defaults: one document, and nothing shared between renders."""
    config, fetcher = FontConfiguration(), BundledAssets()
    sheets = [
        fonts.stylesheet(fonts.CORE_FACES),
        (TEMPLATES / FOLDER / "packet.css").read_text(encoding="utf-8"),
        RUNNING_LINES,
    ]
    css = [CSS(string=text, font_config=config, url_fetcher=fetcher) for text in sheets]
    made: bytes = HTML(string=markup, url_fetcher=fetcher).write_pdf(stylesheets=css, font_config=config)
    return made


@dataclass(frozen=True, slots=True)
class Cost:
    """The least that a job took in any round: processor seconds (of this process and its descendants) and seconds."""

    processor: float
    elapsed: float


@dataclass(frozen=True, slots=True)
class Work:
    """What is measured, and what has to be done before each measurement and is not."""

    run: Callable[[], object]
    before: Callable[[], object] = lambda: None


def _interleaved(works: dict[str, Work]) -> dict[str, Cost]:
    """What each work costs at least, taken in turns so that a busy minute hurts all alike; the first turn only warms."""
    found: dict[str, list[tuple[float, float]]] = {name: [] for name in works}
    for turn in range(ROUNDS + 1):
        for name, work in works.items():
            work.before()
            gc.collect()
            processor, start = time.process_time() + descendants_seconds(), time.perf_counter()
            work.run()
            elapsed = time.perf_counter() - start
            if turn:
                found[name].append((time.process_time() + descendants_seconds() - processor, elapsed))
    return {name: Cost(*map(min, zip(*taken, strict=True))) for name, taken in found.items()}


def _undecided(record: Packet) -> Packet:
    """The record as it was when its parts were laid out ahead."""
    return replace(
        record,
        decision=None,
        earlier_decisions=(),
        history=record.history[:-1],
        generated_at="2026-10-20T13:00:00+00:00",
    )


def _lay_out_ahead(record: Packet) -> None:
    press().kept.clear()
    prepare_packet(_undecided(record))


def _table(found: dict[str, Cost]) -> str:
    lines = [f"{'':12}{'processor s':>12}{'seconds':>10}{'to default':>12}{'to Chromium':>13}"]
    for name, cost in found.items():
        to_chromium = f"{cost.processor / found['chromium'].processor:.2f}" if "chromium" in found else "-"
        ratio = cost.processor / found["default"].processor
        lines.append(f"{name:12}{cost.processor:12.3f}{cost.elapsed:10.3f}{ratio:12.2f}{to_chromium:>13}")
    return "\n".join(lines)


def measured() -> dict[str, Cost]:
    """What each way to a packet costs; "chromium" only where there is one.

    All share one design: a default with leaders in its contents and a table of history would be slower still. Chromium's page
    has neither running lines nor page numbers in its contents, nor the data inside.
    """
    record = bench_record()
    markup = _one_document(record)
    works = {
        "default": Work(lambda: _by_default(markup)),
        "sealed": Work(lambda: render_packet(record), press().kept.clear),
        "prepared": Work(lambda: render_packet(record), lambda: _lay_out_ahead(record)),
        "next card": Work(
            lambda: prepare_packet(_undecided(record)),
            lambda: _lay_out_ahead(replace(record, scorecards=record.scorecards[:-1])),
        ),
    }
    with ExitStack() as stack:
        if program := executable():
            chromium = stack.enter_context(warm_chromium(program))
            design = (TEMPLATES / FOLDER / "packet.css").read_text(encoding="utf-8")
            page = markup.replace("<body>", f"<style>@page {{ size: A4; }}\n{fonts_inside()}\n{design}</style><body>")
            works["chromium"] = Work(lambda: chromium.pdf(page))
        return _interleaved(works)


def main() -> None:
    """Print the table, then the ratios to default by name."""
    found = measured()
    ratios = {name: cost.processor / found["default"].processor for name, cost in found.items()}
    print(_table(found))  # noqa: T201  # what it is for
    print(json.dumps(ratios))  # noqa: T201  # what it is for


if __name__ == "__main__":
    main()
