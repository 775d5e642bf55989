"""The frozen record: its plain form, its hash, and what is refused on the way back."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from calibration.packet.record import Packet, content_hash, from_json, from_plain, to_json, to_plain
from core.content import content_sha256
from core.errors import InvalidInput
from tests.calibration.packet.sample import empty_record, sample_record


def test_a_record_survives_the_way_to_json_and_back(record: Packet) -> None:
    again = from_json(to_json(record))
    assert to_json(again) == to_json(record)
    assert from_json(to_json(again)) == again
    assert again.scorecards == record.scorecards


def test_an_empty_application_survives_the_way_to_json_and_back() -> None:
    record = empty_record()
    assert from_json(to_json(record)) == record


def test_the_json_holds_the_keys_that_other_programs_rely_on(record: Packet) -> None:
    document = json.loads(to_json(record))
    promised = {
        "version", "profile", "application", "rubric", "scorecards", "calibration", "decision", "generated_at", "content_sha256"
    }  # fmt: skip
    assert promised <= document.keys()
    assert document["version"] == 1
    assert document["rubric"]["version"] == 3
    assert document["rubric"]["content_sha256"].startswith("5b1f0c2f")
    assert [card["revision_id"] for card in document["scorecards"]] == [f"r-c{number}-1" for number in range(1, 6)]


def test_the_hash_is_over_the_canonical_json_without_itself(record: Packet) -> None:
    document = json.loads(to_json(record))
    stated = document.pop("content_sha256")
    assert stated == content_sha256(document) == content_hash(record)


def test_one_changed_score_changes_the_hash(record: Packet) -> None:
    first = record.scorecards[0]
    changed = replace(first, ratings=(replace(first.ratings[0], score=5), *first.ratings[1:]))
    assert content_hash(replace(record, scorecards=(changed, *record.scorecards[1:]))) != content_hash(record)


def test_whole_numbers_and_the_noise_of_sums_leave_the_hash_alone(record: Packet) -> None:
    standing = record.calibration.standings[3]
    assert standing.mean == 4
    for mean in (4, 4.0, 3.9999999999999996, 4.0000000000000001):
        changed = (*record.calibration.standings[:3], replace(standing, mean=mean), *record.calibration.standings[4:])
        same = replace(record, calibration=replace(record.calibration, standings=changed))
        assert content_hash(same) == content_hash(record)


def test_keys_of_a_later_edition_are_passed_over(record: Packet) -> None:
    document = to_plain(record)
    document["weather"] = "fine"
    document["application"]["candidate"]["shoe_size"] = 41
    assert to_json(from_plain(document)) == to_json(record)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"version": 2}, "The packet is of version 2; this program reads version 1."),
        ({"profile": "gossip"}, "profile is 'gossip'; it should be one of committee, recruiter, candidate, anonymous."),
        ({"scorecards": 3}, "scorecards should be a list, and is a whole number."),
        ({"scorecards": [{"id": "c1"}]}, "scorecards[0].revision_id is missing."),
        ({"generated_at": None}, "generated_at is empty, and must not be."),
        ({"decision": {"outcome": 1}}, "decision.outcome should be a text, and is a whole number."),
        ({"rubric": {"version": "3"}}, "rubric.id is missing."),
        ({"application": []}, "application should be an object, and is a list."),
    ],
)
def test_a_document_of_another_shape_is_refused_at_its_place(change: dict[str, object], message: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        from_plain({**to_plain(sample_record()), **change})
    assert str(refused.value) == message


@pytest.mark.parametrize("text", [b"", b"{", b"\xff\xfe", b"[]", b"{}", b'"packet"', b"null"])
def test_bytes_that_are_no_packet_are_refused(text: bytes) -> None:
    with pytest.raises(InvalidInput):
        from_json(text)
