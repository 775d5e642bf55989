"""An opening's plan: its pages, loops made from it, and a change carried into those nobody has begun."""

from __future__ import annotations

import io
from datetime import timedelta
from pathlib import Path

from flask import Flask
from selectolax.lexbor import LexborHTMLParser
from sqlalchemy import select

from accounts.models import Account
from core.clock import now
from core.database import db
from scorecards.enums import TeamRole
from scorecards.models import Application, Interview, PlannedInterview, Requisition, SavedPlan, TeamMember
from tests import factories
from tests.scorecards.kinds import Markup, SignIn, Watch


def titles(opening: Requisition) -> list[str]:
    asked = select(PlannedInterview.title).where(PlannedInterview.requisition_id == opening.id)
    return list(db.session.scalars(asked.order_by(PlannedInterview.position)))


def test_a_plan_is_put_together_and_its_board_shows_the_gaps(
    sign_in: SignIn, markup: Markup, recruiter: Account, opening: Requisition
) -> None:
    browser, version = sign_in(recruiter), opening.rubric_version
    answer = browser.post(
        f"/requisitions/{opening.id}/plan/interviews/new",
        data={
            "title": "Design talk",
            "stage": "On site",
            "minutes": "45",
            "focus": [version.dimensions[0].id],
            "exercise": version.exercises[0].id,
            "chosen": version.dimensions[0].questions,
            "written": "And why?\n\n And why? ",
        },
    )
    assert answer.location == f"/requisitions/{opening.id}/plan"
    row = db.session.scalars(select(PlannedInterview)).one()
    assert (row.focus, row.exercise, row.stage) == (["dimension:1"], "Design a ticket queue", "On site")
    assert row.questions == ["Tell me about a time when system design was hard.", "And why?"]
    page = markup(browser.get(answer.location))
    assert [cell.text().strip() for cell in page.css(".coverage-raters")] == [
        "1 of 2 1 more needed",
        "0 of 2 2 more needed",
        "0 of 2 2 more needed",
    ]


def test_interviews_of_the_plan_move_and_leave(
    sign_in: SignIn, recruiter: Account, opening: Requisition, talk: PlannedInterview, past: PlannedInterview
) -> None:
    browser = sign_in(recruiter)
    browser.post(f"/plan-interviews/{past.id}/move", data={"to": "1"})
    assert titles(opening) == ["Past work", "Design talk"]
    browser.post(f"/plan-interviews/{past.id}/remove")
    assert titles(opening) == ["Design talk"]


def test_a_loop_is_made_from_the_plan_in_one_step(
    sign_in: SignIn,
    recruiter: Account,
    ada: Account,
    target: Application,
    talk: PlannedInterview,
    past: PlannedInterview,
) -> None:
    browser, bo = sign_in(recruiter), factories.account("Bo Busy")
    factories.interview(factories.application(), bo, starts=now())
    form = browser.get(f"/applications/{target.id}/loop/new").text
    assert "Bo Busy · 1 this week, 0 next · 1 to write up" in form
    browser.post(
        f"/applications/{target.id}/loop/new",
        data={
            f"interviewer-{talk.id}": ada.id,
            f"starts-{talk.id}": "2026-12-01T09:30",
            f"interviewer-{past.id}": bo.id,
        },
    )
    made = db.session.scalars(
        select(Interview).where(Interview.application_id == target.id).order_by(Interview.position)
    ).all()
    assert [(row.title, row.interviewer.name, row.minutes, row.planned_id) for row in made] == [
        ("Design talk", "Ada Interviewer", 45, talk.id),
        ("Past work", "Bo Busy", 60, past.id),
    ]
    assert made[0].exercise is not None
    assert (made[0].scheduled_at is not None, made[1].scheduled_at) == (True, None)
    assert ([each.position for each in made[1].focus], made[1].questions) == ([2, 3], ["What broke first?"])


def test_whoever_cannot_interview_the_candidate_is_named_with_the_reason_wherever_people_are_chosen(
    sign_in: SignIn, markup: Markup, recruiter: Account, ada: Account, target: Application, talk: PlannedInterview
) -> None:
    planned = factories.interview(target, recruiter)
    target.candidate.account_id = factories.account("Cleo Candidate").id
    factories.conflict(target, ada)
    browser = sign_in(recruiter)
    addresses = (
        f"/applications/{target.id}/loop",
        f"/applications/{target.id}/interviews",
        f"/interviews/{planned.id}",
    )
    for address, page in zip(addresses, ("new", "new", "change"), strict=True):
        offered = {option.text() for option in markup(browser.get(f"{address}/{page}")).css("select option")}
        assert {name for name in offered if "·" in name and "week" not in name} == {
            "Ada Interviewer · in conflict, choose somebody else",
            "Cleo Candidate · is the candidate",
        }, address


def test_one_person_who_cannot_take_part_leaves_the_whole_loop_unplanned(
    sign_in: SignIn,
    recruiter: Account,
    ada: Account,
    target: Application,
    talk: PlannedInterview,
    past: PlannedInterview,
) -> None:
    factories.conflict(target, ada)
    answer = sign_in(recruiter).post(
        f"/applications/{target.id}/loop/new",
        data={f"interviewer-{talk.id}": recruiter.id, f"interviewer-{past.id}": ada.id},
    )
    assert answer.status_code == 422
    assert "Past work: Ada Interviewer has declared a conflict of interest." in answer.text
    assert db.session.scalars(select(Interview)).all() == []


def test_a_changed_plan_reaches_only_the_ticked_loops_that_nobody_has_begun(
    sign_in: SignIn, markup: Markup, recruiter: Account, ada: Account, opening: Requisition, talk: PlannedInterview
) -> None:
    later = now() + timedelta(days=3)
    loops = {
        name: factories.interview(
            factories.application(opening, factories.candidate(name)),
            ada,
            focus=(0, 1),
            starts=starts,
            title="Design talk",
            minutes=45,
            planned=talk,
            exercise_id=opening.rubric_version.exercises[0].id,
        )
        for name, starts in {"Ann": later, "Bob": later, "Held": now() - timedelta(hours=1), "Begun": later}.items()
    }
    factories.drafted(loops["Begun"])
    hidden = factories.interview(factories.application(opening), ada, starts=later, planned=talk)
    factories.conflict(hidden.application, recruiter)
    browser = sign_in(recruiter)
    talk.minutes, talk.focus = 60, ["dimension:1", "dimension:3"]
    db.session.commit()
    page = markup(browser.get(f"/requisitions/{opening.id}/plan/apply"))
    assert [each.text() for each in page.css(".choices .choice")] == ["Ann", "Bob"]
    assert [each.text() for each in page.css(".choices li")][:3] == [
        "Design talk: minutes: 45 → 60",
        "Design talk: focus: + Collaboration",
        "Design talk: focus: − Delivery",
    ]
    browser.post(
        f"/requisitions/{opening.id}/plan/apply",
        data={"loop": [row.application_id for row in (loops["Bob"], loops["Held"], loops["Begun"], hidden)]},
    )
    db.session.expire_all()
    assert {name: row.minutes for name, row in loops.items()} == {"Ann": 45, "Bob": 60, "Held": 45, "Begun": 45}
    assert hidden.title == "Interview 1"
    assert [each.position for each in loops["Bob"].focus] == [1, 3]


def test_a_plan_from_a_file_is_shown_and_then_taken_over(
    sign_in: SignIn, recruiter: Account, opening: Requisition, talk: PlannedInterview
) -> None:
    browser, url = sign_in(recruiter), f"/requisitions/{opening.id}/plan/import"
    content = b"title;focus;minutes\nNew talk;Delivery|System design;50\n"
    shown = browser.post(url, data={"file": (io.BytesIO(content), "plan.csv")})
    assert titles(opening) == ["Design talk"]
    fields = {
        each.attributes["name"]: each.attributes["value"]
        for each in LexborHTMLParser(shown.text).css("input[type=hidden]")
    }
    browser.post(f"/requisitions/{opening.id}/plan/load", data=fields)
    assert titles(opening) == ["New talk"]
    refused = browser.post(url, data={"file": (io.BytesIO(b"title,focus\nA,Delivery\nB,Charm\n"), "plan.csv")})
    assert refused.status_code == 422
    assert "line 3: The rubric has no dimension “Charm”." in refused.text


def test_a_plan_is_loaded_from_the_command_line_or_nothing_is(
    app: Flask, tmp_path: Path, recruiter: Account, opening: Requisition, talk: PlannedInterview
) -> None:
    file = tmp_path / "plan.csv"
    command = ["scorecards", "load-plan", str(opening.id), str(file), "--as", recruiter.email]
    file.write_text("title,focus\nA,Delivery\nB,Charm\n")
    refused = app.test_cli_runner().invoke(args=command)
    assert refused.exit_code != 0
    assert titles(opening) == ["Design talk"]
    file.write_text("title,focus\nA,Delivery\nB,System design\n")
    assert app.test_cli_runner().invoke(args=command).exit_code == 0
    assert titles(opening) == ["A", "B"]


def test_a_plan_goes_to_another_opening_directly_and_by_a_name(
    sign_in: SignIn, recruiter: Account, opening: Requisition, talk: PlannedInterview
) -> None:
    browser = sign_in(recruiter)
    other = factories.requisition("Other", team={TeamRole.RECRUITER: [recruiter]})
    browser.post(f"/requisitions/{opening.id}/plan/keep", data={"name": "Engineers"})
    saved = LexborHTMLParser(browser.get(f"/requisitions/{other.id}/plan").text).css("#source option")
    assert [each.text() for each in saved] == [
        "Engineers (kept by name)",
        "Staff engineer, payments (1 interview)",
    ]
    for choice in saved:
        page = browser.get(f"/requisitions/{other.id}/plan/load?source={choice.attributes['value']}")
        fields = {
            each.attributes["name"]: each.attributes["value"]
            for each in LexborHTMLParser(page.text).css("input[type=hidden]")
        }
        browser.post(f"/requisitions/{other.id}/plan/load", data=fields)
        assert titles(other) == ["Design talk"]


def test_a_plan_kept_by_name_is_renamed_and_deleted_by_recruiters_and_whoever_kept_it(
    sign_in: SignIn, markup: Markup, recruiter: Account, opening: Requisition, talk: PlannedInterview
) -> None:
    manager = factories.account("Max Manager")
    opening.team.append(TeamMember(account_id=manager.id, role=TeamRole.HIRING_MANAGER))
    browser, other = sign_in(recruiter), sign_in(manager)
    listed = f"/requisitions/{opening.id}/plan/kept"
    assert "No plan is kept by name" in browser.get(listed).text
    browser.post(f"/requisitions/{opening.id}/plan/keep", data={"name": "Engineers"})
    assert other.post(f"/requisitions/{opening.id}/plan/keep", data={"name": "engineers"}).status_code == 409
    other.post(f"/requisitions/{opening.id}/plan/keep", data={"name": "Leads"})
    first, second = db.session.scalars(select(SavedPlan).order_by(SavedPlan.id))
    row = markup(other.get(listed)).css("#kept tbody tr")[0]
    assert (row.css_first("th").text(separator=" ", strip=True), len(row.css("form"))) == ("Engineers Design talk", 0)
    assert other.post(f"/kept-plans/{first.id}/name", data={"name": "Mine"}).status_code == 404
    assert other.post(f"/kept-plans/{second.id}/name", data={"name": "ENGINEERS"}).status_code == 422
    renamed = other.post(f"/kept-plans/{second.id}/name", data={"name": " Tech leads ", "opening": opening.id})
    assert (renamed.location, second.name) == (listed, "Tech leads")
    browser.post(f"/kept-plans/{second.id}/delete", data={"opening": opening.id})
    assert [each.text() for each in markup(browser.get(listed)).css("#kept tbody th .cell-note")] == ["Design talk"]


def test_single_dimensions_ask_for_more_raters_everywhere(
    sign_in: SignIn, markup: Markup, recruiter: Account, ada: Account, opening: Requisition, target: Application
) -> None:
    browser, design = sign_in(recruiter), opening.rubric_version.dimensions[0]
    factories.interview(target, ada, focus=(0, 1, 2))
    browser.post(f"/requisitions/{opening.id}/raters", data={f"raters-{design.id}": "3"})
    page = markup(browser.get(f"/applications/{target.id}"))
    assert [cell.text().strip() for cell in page.css(".coverage-raters")] == [
        "1 of 3 2 more needed",
        "1 of 2 1 more needed",
        "1 of 2 1 more needed",
    ]
    refused = browser.post(f"/requisitions/{opening.id}/raters", data={f"raters-{design.id}": "0"})
    assert refused.status_code == 422
    db.session.expire_all()
    assert opening.dimension_raters == {"dimension:1": 3}


def test_the_focus_changes_until_the_interview_has_begun_and_the_kit_shows_its_questions(
    sign_in: SignIn, recruiter: Account, ada: Account, opening: Requisition, target: Application
) -> None:
    ahead = factories.interview(target, ada, focus=(0,), starts=now() + timedelta(days=2))
    held = factories.interview(target, ada, focus=(0,))
    browser, dimensions = sign_in(recruiter), opening.rubric_version.dimensions
    change = {"focus": [dimensions[1].id], "exercise": "0", "written": "What broke first?"}
    assert browser.post(f"/interviews/{ahead.id}/focus", data=change).status_code == 302
    assert browser.post(f"/interviews/{held.id}/focus", data=change).status_code == 409
    db.session.expire_all()
    assert ([each.name for each in ahead.focus], [each.name for each in held.focus]) == (
        ["Delivery"],
        ["System design"],
    )
    kit = sign_in(ada).get(f"/interviews/{ahead.id}/kit").text
    assert "What broke first?" in kit
    assert "Tell me about a time when delivery was hard." not in kit


def test_plan_pages_take_as_many_queries_for_fifty_interviews_as_for_three(
    sign_in: SignIn, recruiter: Account, ada: Account, opening: Requisition, count_queries: Watch
) -> None:
    target = factories.application(opening)
    counts = []
    browser = sign_in(recruiter)
    for many in (3, 50):
        while len(titles(opening)) < min(many, 20):
            factories.planned(opening, f"Talk {len(titles(opening))}")
        while db.session.query(Interview).filter_by(application_id=target.id).count() < many:
            factories.interview(target, factories.account())
        for url in (
            f"/requisitions/{opening.id}/plan",
            f"/applications/{target.id}",
            f"/applications/{target.id}/loop/new",
        ):
            browser.get(url)
            with count_queries() as queries:
                assert browser.get(url).status_code == 200
            counts.append((url, many, len(queries)))
    assert [each[2] for each in counts[:3]] == [each[2] for each in counts[3:]]
