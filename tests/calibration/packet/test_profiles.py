"""What each profile hides: the table is whole, and no hidden string survives in text, data, metadata or bookmarks."""

from __future__ import annotations

import dataclasses
import json
from dataclasses import replace
from io import BytesIO
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from calibration.packet.page_texts import PageTexts
from calibration.packet.profile_table import READERS, TABLE, WITH_SINGLES
from calibration.packet.profiles import RECORD_TYPES, redact, withheld
from calibration.packet.record import (
    ANONYMOUS,
    CANDIDATE,
    COMMITTEE,
    PROFILES,
    RECRUITER,
    Background,
    Packet,
    from_json,
    to_json,
)
from calibration.packet.render import render_packet
from calibration.packet.verify import Integrity, verify
from core.errors import InvalidInput
from tests.calibration.packet.sample import sample_record

# Words that no sentence of the sample or of a template holds.
NAMES = st.lists(
    st.text(alphabet="qxzjkvÅłéñ", min_size=5, max_size=9).map(str.title), min_size=2, max_size=3, unique=True
).map(" ".join)
SETTINGS = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def _everything(pdf: bytes, texts: PageTexts) -> str:
    """All that can be read out of a file: pages, data, metadata of both kinds, bookmarks, alternative texts."""
    reader = PdfReader(BytesIO(pdf))

    def titles(entries: list[Any]) -> list[str]:
        return [
            title for entry in entries for title in (titles(entry) if isinstance(entry, list) else [str(entry.title)])
        ]

    objects = [reader.get_object(number) for number in range(1, reader.trailer["/Size"])]
    strings = [item["/Alt"] for item in objects if isinstance(item, dict) and "/Alt" in item]
    return "\n".join(
        [
            *(texts.of(page) for page in reader.pages),
            *(content.decode() for contents in reader.attachments.values() for content in contents),
            str(reader.metadata),
            reader.trailer["/Root"]["/Metadata"].get_data().decode(),
            *titles(reader.outline),
            *strings,
        ]
    )


@pytest.fixture(scope="session")
def committee_copy(pdf: bytes) -> str:
    return _everything(pdf, PageTexts())


def _with_evidence(record: Packet, evidence: str) -> Packet:
    """The record with the same sentence in every place where people write freely."""
    cards = tuple(
        replace(card, summary=evidence, ratings=tuple(replace(rating, evidence=evidence) for rating in card.ratings))
        for card in record.scorecards
    )
    decision = replace(record.decision, reasons=evidence) if record.decision else None
    history = tuple(replace(row, what=evidence) for row in record.history)
    return replace(record, scorecards=cards, decision=decision, history=history)


def test_the_table_names_every_field_of_the_record_for_every_reader() -> None:
    fields = {kind.__name__: {field.name for field in dataclasses.fields(kind)} for kind in RECORD_TYPES}
    assert {name: set(rules) for name, rules in TABLE.items()} == fields
    assert {len(rule) for rules in TABLE.values() for rule in rules.values()} == {len(READERS)}
    assert {letter for rules in TABLE.values() for rule in rules.values() for letter in rule} == set("KTPNC")
    opened = {(name, field) for name, rules in WITH_SINGLES.items() for field in rules}
    assert opened <= {(name, field) for name, rules in TABLE.items() for field, rule in rules.items() if rule[0] == "N"}


def test_the_committee_sees_the_record_itself(record: Packet) -> None:
    assert redact(record, COMMITTEE) is record
    assert withheld(record, COMMITTEE) == []


@pytest.mark.parametrize("profile", READERS)
def test_a_copy_says_whose_it_is_and_has_a_seal_of_its_own(record: Packet, profile: str) -> None:
    copy = redact(record, profile)
    assert copy.profile == profile
    assert from_json(to_json(copy)).profile == profile
    assert to_json(copy) != to_json(record)


def test_a_copy_is_made_from_the_record_and_never_from_a_copy(record: Packet) -> None:
    with pytest.raises(InvalidInput, match="This is already the recruiter copy"):
        redact(redact(record, RECRUITER), ANONYMOUS)
    with pytest.raises(InvalidInput, match="There is no profile 'press'"):
        redact(record, "press")


def test_the_recruiter_reads_no_single_score_and_no_note(record: Packet) -> None:
    copy = redact(record, RECRUITER)
    assert [card.ratings for card in copy.scorecards] == [()] * 5
    assert {card.recommendation for card in copy.scorecards} == {None}
    assert copy.calibration.positions == copy.calibration.adjustments == copy.calibration.dissents == ()
    assert [(standing.n, standing.mean is None) for standing in copy.calibration.standings] == [
        (3, False), (3, False), (2, True), (2, True), (1, True)
    ]  # fmt: skip
    assert record.decision is not None
    assert copy.decision == replace(record.decision, composite=None, difference=None)


def test_a_recruiter_who_is_allowed_reads_the_scorecards_and_nothing_of_the_committee_s_talk(record: Packet) -> None:
    copy = redact(record, RECRUITER, tells_singles=True)
    assert (copy.profile, copy.singles) == (RECRUITER, True)
    assert copy.scorecards == record.scorecards
    assert copy.calibration.adjustments == record.calibration.adjustments
    assert copy.calibration.standings == record.calibration.standings
    assert copy.calibration.positions == copy.calibration.dissents == ()
    assert copy.calibration.statistics is None
    assert record.decision is not None
    assert copy.decision == replace(record.decision, composite=None, difference=None)
    assert to_json(from_json(to_json(copy))) == to_json(copy)


@pytest.mark.parametrize("profile", [COMMITTEE, CANDIDATE, ANONYMOUS])
def test_what_recruiters_are_allowed_changes_no_other_copy(record: Packet, profile: str) -> None:
    assert redact(record, profile, tells_singles=True) == redact(record, profile)


def test_the_candidate_reads_what_was_written_and_not_who_wrote_it(record: Packet) -> None:
    copy = redact(record, CANDIDATE)
    assert copy.application.candidate == record.application.candidate
    assert [card.interviewer.name for card in copy.scorecards] == [f"Interviewer {letter}" for letter in "ABCDE"]
    assert copy.scorecards[4].ratings[0].evidence == (
        "Shadowing: I would have scored the same as [Interviewer D] until the last ten minutes."
    )
    assert [card.ratings[0].score for card in copy.scorecards] == [card.ratings[0].score for card in record.scorecards]
    assert copy.decision is not None
    assert copy.decision.decided_by.name == "Colleague A"


def test_the_anonymous_copy_knows_a_code(record: Packet) -> None:
    told = replace(
        record,
        scorecards=(
            replace(
                record.scorecards[0],
                summary="Noor said she built it at HARBOUR  FREIGHT ROBOTICS; van den Berg's own words.",
            ),
        ),
    )
    copy = redact(told, ANONYMOUS)
    candidate = copy.application.candidate
    assert (candidate.id, candidate.code, candidate.name, candidate.email) == ("K-2093", "K-2093", None, None)
    assert (
        copy.scorecards[0].summary == "[name] said [pronoun] built it at [employer]; [name] [name] [name]'s own words."
    )


@pytest.mark.parametrize(("profile", "tells"), [(RECRUITER, False), (CANDIDATE, True), (ANONYMOUS, True)])
def test_what_the_scores_alone_said_and_why_it_was_decided_otherwise_is_not_for_recruiters(
    profile: str, tells: bool
) -> None:
    record = sample_record()
    decision = redact(record, profile).decision
    assert decision is not None
    assert (decision.composite is not None, decision.difference is not None) == (tells, tells)
    text = to_json(redact(record, profile)).decode()
    assert [word in text for word in ("must_haves_below", "Two operators of the team", "3.42")] == [tells] * 3
    assert decision.difference is None or ("Noor" in decision.difference) is (profile == CANDIDATE)


def test_a_record_without_what_came_later_keeps_the_keys_and_so_the_hash_that_it_had() -> None:
    record = sample_record()
    assert record.decision is not None
    earlier = replace(record, decision=replace(record.decision, composite=None, difference=None))
    assert set(json.loads(to_json(earlier))["decision"]) == {"outcome", "reasons", "decided_by", "decided_at", "level"}
    assert to_json(from_json(to_json(earlier))) == to_json(earlier)


@SETTINGS
@given(name=NAMES, school=NAMES, employer=NAMES, box=st.from_regex(r"[qxzj]{6,9}@[vk]{5,8}\.example", fullmatch=True))
def test_nothing_that_identifies_survives_in_the_anonymous_copy(
    name: str, school: str, employer: str, box: str
) -> None:
    record = sample_record()
    candidate = replace(
        record.application.candidate,
        name=name,
        email=box,
        background=(Background(kind="school", text=school), Background(kind="employer", text=employer)),
    )
    told = _with_evidence(
        replace(record, application=replace(record.application, candidate=candidate)),
        f"{name} ({box.upper()}) of {school.lower()}, pre{name}post, {employer.upper()}\u2019s; {name.split(maxsplit=1)[0]}: yes",
    )
    data = to_json(redact(told, ANONYMOUS)).decode().casefold()
    hidden = [name, school, employer, box, name.split(maxsplit=1)[0]]
    assert [string for string in hidden if string.casefold() in data] == []


@SETTINGS
@given(names=st.lists(NAMES, min_size=9, max_size=9, unique=True))
def test_no_third_party_survives_in_the_candidates_copy(names: list[str]) -> None:
    ids = ["11", "12", "13", "14", "15", "21", "22", "23", "24"]
    called = dict(zip(ids, names, strict=True))

    def renamed(part: Any) -> Any:
        if isinstance(part, tuple):
            return tuple(renamed(item) for item in part)
        if not dataclasses.is_dataclass(part) or isinstance(part, type):
            return part
        changed = {field.name: renamed(getattr(part, field.name)) for field in dataclasses.fields(part)}
        if set(changed) == {"id", "name", "role"}:
            changed["name"] = called[changed["id"]]
        return type(part)(**changed)

    told = _with_evidence(renamed(sample_record()), "; ".join(f"{name.upper()}\u2019s, a{name}z" for name in names))
    data = to_json(redact(told, CANDIDATE)).decode().casefold()
    assert [name for name in names if name.casefold() in data] == []


@SETTINGS
@given(token=st.text(alphabet="qxzjkv", min_size=8, max_size=12), tells_singles=st.booleans())
def test_no_note_survives_in_the_recruiters_copy(token: str, *, tells_singles: bool) -> None:
    record = sample_record()
    told = replace(_with_evidence(record, token), decision=record.decision)
    if tells_singles:  # then interviewers' notes are theirs to read, and the committee's are not
        told = replace(told, scorecards=record.scorecards)
    calibration = replace(
        told.calibration,
        positions=tuple(replace(position, reasons=token) for position in told.calibration.positions),
        dissents=tuple(replace(dissent, text=token) for dissent in told.calibration.dissents),
        adjustments=tuple(
            change if tells_singles else replace(change, reason=token) for change in told.calibration.adjustments
        ),
        recusals=tuple(replace(recusal, reason=token) for recusal in told.calibration.recusals),
        standings=tuple(
            standing if tells_singles else replace(standing, discuss_reason=token)
            for standing in told.calibration.standings
        ),
    )
    told = replace(told, calibration=calibration)
    assert token in to_json(told).decode()
    assert token not in to_json(redact(told, RECRUITER, tells_singles=tells_singles)).decode()


@pytest.mark.parametrize(
    ("profile", "tells_singles", "hidden"),
    [
        (RECRUITER, True, ("One strong interview carries", "Two operators of the team", "Delft")),
        (
            RECRUITER,
            False,
            ("670 requests", "We ran out of time", "strong_yes", "One strong interview carries", "Delft"),
        ),
        (
            CANDIDATE,
            False,
            (
                "Mara",
                "Lindgren",
                "Wieczorek",
                "Adaeze",
                "Jonas",
                "Falk",
                "Priya",
                "Ines",
                "Carvalho",
                "Ortega",
                "Brandt",
            ),
        ),
        (ANONYMOUS, False, ("Noor", "van den Berg", "vandenberg", "+31 6", "she/her", "Delft", "Harbour Freight")),
    ],
)
def test_no_hidden_string_can_be_read_out_of_the_file(
    record: Packet, committee_copy: str, profile: str, hidden: tuple[str, ...], *, tells_singles: bool
) -> None:
    pdf = render_packet(redact(record, profile, tells_singles=tells_singles))
    texts = PageTexts()
    assert verify(pdf, texts=texts).integrity is Integrity.INTACT
    whole = _everything(pdf, texts)
    assert [string for string in hidden if string not in committee_copy] == []
    assert [string for string in hidden if string in whole] == []
    assert ("670 requests" in whole) is (profile != RECRUITER or tells_singles)


def test_the_preview_names_every_place_and_what_is_shown_there(record: Packet) -> None:
    preview = {hidden.path: (hidden.text, hidden.shown) for hidden in withheld(record, ANONYMOUS)}
    assert preview["application.candidate.name"] == ("Noor van den Berg", "")
    assert preview["application.candidate.id"] == ("907", "K-2093")
    assert preview["application.candidate.background[1].text"] == ("Harbour Freight Robotics", "")
    assert set(preview) == {
        "application.id", "application.applied_at", "calibration.recusals[0].reason", "decision.difference",
        *(f"application.candidate.{field}" for field in ("id", "name", "pronouns", "email", "phone")),
        *(f"application.candidate.background[{number}].{field}" for number in (0, 1) for field in ("kind", "text")),
    }  # fmt: skip


def test_the_preview_shows_the_marks_in_free_text(record: Packet) -> None:
    found = {
        hidden.path: hidden.shown for hidden in withheld(_with_evidence(record, "Noor did; others did not."), ANONYMOUS)
    }
    assert found["decision.reasons"] == "[name] did; others did not."


@pytest.mark.parametrize("profile", PROFILES)
def test_a_copy_of_an_application_without_a_name_can_be_made(record: Packet, profile: str) -> None:
    candidate = replace(record.application.candidate, name=None, email=None, phone=None, pronouns=None, background=())
    nameless = replace(record, application=replace(record.application, candidate=candidate))
    assert redact(nameless, profile).application.candidate.name is None
