"""Whether a packet file is what was sealed: its data against its own hash, its pages against their seal, record against record."""

from __future__ import annotations

import json
import logging
import re
from dataclasses import dataclass
from enum import StrEnum
from io import BytesIO
from typing import Any

from pypdf import PageObject, PdfReader

from calibration.packet.page_texts import PageTexts
from calibration.packet.record import HASH_KEY, Packet, from_plain, to_plain
from core.content import content_sha256
from core.errors import InvalidInput

logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # what is wrong with a stranger's file stands in the verdict
ATTACHMENT_NAME = "packet.json"
SEAL = re.compile(r"SHA-256\s+([0-9a-f]{64})")
SHOWN_CHARACTERS = 60
# What tells the members of a list apart, the first that all of them have.
NAMING_KEYS = ("id", "dimension", "score")


class Integrity(StrEnum):
    """What the file alone can tell."""

    INTACT = "intact"
    ALTERED = "altered"
    NOT_A_PACKET = "not_a_packet"


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a file says about itself.

    `record` is `None` when there is none to read. `stated` is the hash the data claims, `computed` the one it has;
    `None` when there is no data. `findings` are sentences: what does not fit, and where.
    """

    integrity: Integrity
    findings: tuple[str, ...]
    record: Packet | None = None
    stated: str | None = None
    computed: str | None = None


@dataclass(frozen=True, slots=True)
class Difference:
    """One place where two records differ; `None` stands for nothing there."""

    path: str
    first: str | None
    second: str | None

    def __str__(self) -> str:
        return f"{self.path}: {_shown(self.first)} became {_shown(self.second)}"


def verify(pdf: bytes, *, made_here: bool = False, texts: PageTexts | None = None) -> Verdict:
    """What a PDF says about itself: intact, altered (and where), or not a packet (and why).

    Intact means that the data fits its own hash and every page carries that hash. Somebody who changes data and hash
    together makes another intact packet: hold its record against the one kept, with `differences`. Bytes that are known
    to be `made_here` carry their seal: the text of their pages, nearly all of the time, is not read. `texts` keeps what is read, for a comparison that follows.
    """
    texts = texts or PageTexts()
    if b"%PDF-" not in pdf[:1024]:  # as readers look for it: ISO 32000-1, annex H.3
        return _not_a_packet("The file is no PDF.")
    try:
        reader = PdfReader(BytesIO(pdf))
        if reader.is_encrypted:
            return _not_a_packet(
                "The PDF is locked with a password, which no packet is. Check the file as you received it."
            )
        attached = reader.attachments.get(ATTACHMENT_NAME, [])
        is_packet = len(attached) == 1  # the pages of anything else are not worth the time
        seals = [_seals(page, texts) for page in reader.pages] if is_packet and not made_here else []
    except Exception as error:  # noqa: BLE001  # a hostile file can break the reader anywhere, with any exception
        return _not_a_packet(f"The file cannot be read as a PDF: {str(error).rstrip('.')}.")
    if not attached:
        return _not_a_packet(f"The PDF holds no {ATTACHMENT_NAME}.")
    if len(attached) > 1:
        return _not_a_packet(f"The PDF holds {len(attached)} files named {ATTACHMENT_NAME}; a packet holds one.")
    return _verdict(attached[0], seals)


def _seals(page: PageObject, texts: PageTexts) -> list[str] | None:
    """The seals printed on a page; None where damage keeps its text from being read."""
    try:
        return SEAL.findall(texts.of(page))
    except Exception:  # noqa: BLE001  # a hostile file can break the reader anywhere, with any exception
        return None


def differences(first: Packet, second: Packet) -> list[Difference]:
    """Where two records differ, as readable paths (`scorecards[c1].ratings[design].score`) in the records' order."""
    return _differences("", to_plain(first), to_plain(second))


def _verdict(attached: bytes, seals: list[list[str] | None]) -> Verdict:
    try:
        document = json.loads(attached)
        record = from_plain(document)
        stated = document.get(HASH_KEY)
        computed = content_sha256({key: value for key, value in document.items() if key != HASH_KEY})
    except InvalidInput as error:
        return _not_a_packet(f"{ATTACHMENT_NAME}: {error}")
    except (ValueError, RecursionError) as error:
        return _not_a_packet(f"{ATTACHMENT_NAME} cannot be read: {error}")
    findings = []
    if not isinstance(stated, str):
        findings.append(f"{ATTACHMENT_NAME} states no {HASH_KEY}.")
    elif stated != computed:
        findings.append(
            f"{ATTACHMENT_NAME} was changed after sealing: it states {stated}, and its content has {computed}."
        )
    wanted = stated if isinstance(stated, str) else computed
    damaged = [str(number) for number, found in enumerate(seals, start=1) if found is None]
    if damaged:
        findings.append(f"The text of page {', '.join(damaged)} is damaged and cannot be read.")
    wrong = [str(number) for number, found in enumerate(seals, start=1) if found is not None and set(found) != {wanted}]
    if wrong:
        findings.append(f"The seal printed on page {', '.join(wrong)} is not that of {ATTACHMENT_NAME}.")
    return Verdict(
        integrity=Integrity.ALTERED if findings else Integrity.INTACT,
        findings=tuple(findings),
        record=record,
        stated=stated if isinstance(stated, str) else None,
        computed=computed,
    )


def _not_a_packet(reason: str) -> Verdict:
    return Verdict(integrity=Integrity.NOT_A_PACKET, findings=(reason,))


def _differences(path: str, first: Any, second: Any) -> list[Difference]:
    if isinstance(first, dict) and isinstance(second, dict):
        keys = [*first, *(key for key in second if key not in first)]
        return [
            found
            for key in keys
            for found in _differences(f"{path}.{key}" if path else key, first.get(key), second.get(key))
        ]
    if isinstance(first, list) and isinstance(second, list):
        left, right = _named(first, second)
        keys = [*left, *(key for key in right if key not in left)]
        return [found for key in keys for found in _differences(f"{path}[{key}]", left.get(key), right.get(key))]
    return [] if first == second else [Difference(path, _text(first), _text(second))]


def _named(first: list[Any], second: list[Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """Both lists by the key that names their members, or by their place when nothing names them all."""
    members = [*first, *second]
    for key in NAMING_KEYS:
        if all(isinstance(member, dict) and key in member for member in members):
            named = [{str(member[key]): member for member in items} for items in (first, second)]
            if len(named[0]) == len(first) and len(named[1]) == len(second):
                return named[0], named[1]
    by_place = [{str(place): member for place, member in enumerate(items)} for items in (first, second)]
    return by_place[0], by_place[1]


def _text(value: Any) -> str | None:
    if value is None:
        return None
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _shown(text: str | None) -> str:
    if text is None:
        return "nothing"
    ellipsis = "\N{HORIZONTAL ELLIPSIS}" if len(text) > SHOWN_CHARACTERS else ""
    return f"\N{LEFT DOUBLE QUOTATION MARK}{text[:SHOWN_CHARACTERS]}{ellipsis}\N{RIGHT DOUBLE QUOTATION MARK}"
