"""From level guidelines and hiring criteria to a verified packet, on the command line alone."""

from __future__ import annotations

import json
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from pypdf import PdfReader

from core.database import db

pytestmark = pytest.mark.postgresql

OWN_DOCUMENTS = Path(__file__).resolve().parents[2] / "calibration" / "demo" / "documents"
EVIDENCE = "Named one commander, kept a timeline, and asked for the customers' side before proposing a rollback."
REASONS = "Both interviewers saw incident work at the level asked for, with evidence that others confirm."
Answer = Callable[..., dict[str, Any]]


@pytest.fixture
def answer(app: Flask) -> Answer:
    """Runs a command as a shell would and gives the JSON it prints."""

    def run(*words: object) -> dict[str, Any]:
        db.session.commit()
        result = app.test_cli_runner().invoke(args=[str(word) for word in words])
        assert result.exit_code == 0, result.output
        found: dict[str, Any] = json.loads(result.stdout)
        return found

    return run


def people(answer: Answer) -> dict[str, str]:
    """The address of one person per role, two of them interviewers."""
    roles = {"rosa": "recruiter", "chidi": "committee", "ada": "interviewer", "bo": "interviewer"}
    for name, role in roles.items():
        answer("accounts", "create", "--email", f"{name}@example.com", "--name", name.capitalize(), "--role", role)
    return {name: f"{name}@example.com" for name in roles}


def fill(sheet: dict[str, Any], score: int) -> dict[str, Any]:
    """The sheet as an interviewer fills it who saw every dimension and no red flag."""
    for rating in sheet["ratings"]:
        rating |= {"score": score, "evidence": EVIDENCE}
    for signal in sheet["signals"]:
        signal["seen"] = False
    return sheet | {"recommendation": "yes", "summary": "Calm and exact."}


def walk(answer: Answer, tmp_path: Path, *, ladder: Path, criteria: Path, level: str) -> tuple[dict[str, Any], bytes]:
    """The rubric as generated and the packet's bytes."""
    email = people(answer)
    rubric = answer(
        "rubrics", "generate", "--ladder-file", ladder, "--criteria-file", criteria, "--level", level,
        "--criteria-level", level, "--accept-suggestions", "0.4", "--publish",
    )  # fmt: skip
    opening = answer(
        "scorecards", "open", "Reliability, platform", "--rubric", rubric["rubric_version"], "--as", email["rosa"],
        "--team", f"chair={email['chidi']}",
    )["requisition"]  # fmt: skip
    application = answer("scorecards", "apply", opening, "--name", "Imani Okafor", "--as", email["rosa"])["application"]
    for name, score in (("ada", 4), ("bo", 3)):
        interview = answer(
            "scorecards", "plan", application, "--title", f"With {name}", "--interviewer", email[name], "--as", email["rosa"]
        )["interview"]  # fmt: skip
        file = tmp_path / f"{name}.json"
        file.write_text(json.dumps(fill(answer("scorecards", "sheet", interview), score)))
        answer("scorecards", "submit", interview, file)
    answer("scorecards", "calibrate", application, "--as", email["rosa"])
    decided = answer(
        "calibration", "decide", application, "--outcome", "hire", "--reasons", REASONS, "--as", email["chidi"]
    )
    assert decided["level"] == level
    packet = tmp_path / "packet.pdf"
    answer("packets", "make", application, "--out", packet)
    assert answer("packets", "verify", packet)["verdict"] == "genuine"
    return rubric, packet.read_bytes()


def text_of(pdf: bytes) -> str:
    return " ".join(" ".join(page.extract_text().split()) for page in PdfReader(BytesIO(pdf)).pages)


def test_our_own_documents_become_a_genuine_packet(answer: Answer, tmp_path: Path) -> None:
    _, pdf = walk(
        answer,
        tmp_path,
        ladder=OWN_DOCUMENTS / "engineering-ladder.md",
        criteria=OWN_DOCUMENTS / "staff-reliability-engineer-criteria.md",
        level="E4",
    )
    printed = text_of(pdf)
    wanted = ("Imani Okafor", "Hire at E4", EVIDENCE, REASONS, "engineering-ladder.md")
    assert [words for words in wanted if words not in printed] == []


def test_a_profile_page_and_a_blueprint_become_a_packet_for_p7(answer: Answer, tmp_path: Path, shared: Path) -> None:
    seeds = shared / "seeds"
    profile, blueprint = next(seeds.glob("000_*")), next(seeds.glob("003_*"))
    rubric, pdf = walk(answer, tmp_path, ladder=profile, criteria=blueprint, level="P7")
    record = json.loads(PdfReader(BytesIO(pdf)).attachments["packet.json"][0])
    documents = {
        statement["document"]
        for dimension in record["rubric"]["dimensions"]
        for anchor in dimension["anchors"]
        for statement in anchor["statements"]
    }
    assert record["rubric"]["target_level"]["code"] == "P7"
    assert record["rubric"]["content_sha256"] == rubric["content_sha256"]
    assert documents == {profile.name, blueprint.name}
