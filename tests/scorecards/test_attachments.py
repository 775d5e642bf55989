"""Files of an application: what is taken, who has them, and that each download is kept."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from zipfile import ZipFile

import pytest
from flask import Flask
from flask.testing import FlaskClient

from accounts.enums import Role
from accounts.models import Account
from core.audit import AuditEvent
from core.database import db
from core.errors import InvalidInput, UnreadableDocument
from core.storage import StoredFile
from scorecards.attachments import attachment_kind, file_name
from scorecards.enums import AttachmentKind, TeamRole
from scorecards.models import Application, Attachment
from scorecards.operations.attachments import add_attachments, delete_attachment
from tests import factories
from tests.scorecards.invited import Invited

SignIn = Callable[[Account], FlaskClient]
PDF = b"%PDF-1.7\n%%EOF\n"


def archive(*names: str) -> bytes:
    content = BytesIO()
    with ZipFile(content, "w") as made:
        for name in names:
            made.writestr(name, "<xml/>")
    return content.getvalue()


WORD = archive("[Content_Types].xml", "word/document.xml")


@pytest.mark.parametrize(
    ("name", "content", "kind"),
    [
        ("cv.pdf", PDF, AttachmentKind.PDF),
        ("CV.PDF", PDF, AttachmentKind.PDF),
        ("cv.docx", WORD, AttachmentKind.DOCX),
        ("work.png", b"\x89PNG\r\n\x1a\nrest", AttachmentKind.PNG),
        ("work.jpg", b"\xff\xd8\xff\xe0rest", AttachmentKind.JPEG),
        ("notes.txt", "Grüße\n".encode(), AttachmentKind.TEXT),
        ("notes.md", b"# Work\n", AttachmentKind.MARKDOWN),
    ],
)
def test_a_file_is_what_its_content_says(name: str, content: bytes, kind: AttachmentKind) -> None:
    assert attachment_kind(name, content) is kind


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("cv.exe", PDF, "Only PDF"),
        ("cv", PDF, "Only PDF"),
        ("page.html", b"<html>", "Only PDF"),
        ("drawing.svg", b"<svg/>", "Only PDF"),
        ("cv.pdf", b"MZ\x90", "the content does not"),
        ("cv.pdf", b"<html>", "the content does not"),
        ("cv.txt", PDF, "the content does not"),
        ("cv.docx", archive("[Content_Types].xml", "xl/workbook.xml"), "the content does not"),
        ("cv.docx", archive("[Content_Types].xml", "word/document.xml", "word/vbaProject.bin"), "the content does not"),
        ("cv.docx", b"PK broken", "the content does not"),
        ("cv.txt", b"a\x00b", "the content does not"),
        ("cv.txt", b"\xff\xfea", "the content does not"),
        ("cv.pdf", b"", "empty"),
    ],
)
def test_a_file_that_is_something_else_is_refused(name: str, content: bytes, said: str) -> None:
    with pytest.raises(UnreadableDocument, match=said):
        attachment_kind(name, content)


def test_names_lose_folders_and_what_a_header_could_break_on() -> None:
    assert file_name("C:\\people\\Ada's CV.pdf") == "Ada's CV.pdf"
    assert file_name("../../etc/cv.pdf") == "cv.pdf"
    assert file_name("cv\r\nSet-Cookie: x.pdf") == "cv Set-Cookie: x.pdf"
    assert len(file_name("x" * 400 + ".pdf")) == 120
    assert file_name("x" * 400 + ".pdf").endswith("x.pdf")


def attached(target: Application, name: str, actor: Account, *, for_interviewers: bool) -> Attachment:
    (made,) = add_attachments(
        application=target, files=[(name, PDF + name.encode())], for_interviewers=for_interviewers, actor=actor
    )
    db.session.commit()
    return made


READS = {
    #                     list  CV   reference  add
    "recruiter by role": "yes  yes  yes  yes",
    "team recruiter":    "yes  yes  yes  yes",
    "hiring manager":    "yes  yes  yes  yes",
    "chair":             "yes  yes  yes  yes",
    "committee":         "yes  yes  yes  no",
    "interviewer":       "yes  yes  no   no",
    "shadow":            "yes  yes  no   no",
    "team interviewer":  "no   no   no   no",
    "other loop":        "no   no   no   no",
    "in conflict":       "no   no   no   no",
    "candidate":         "no   no   no   no",
    "admin":             "no   no   no   no",
    "outsider":          "no   no   no   no",
}  # fmt: skip


def test_each_part_has_exactly_these_files(app: Flask, sign_in: SignIn) -> None:
    roles = {"recruiter by role": Role.RECRUITER, "admin": Role.ADMIN}
    who = {each: factories.account(each.capitalize(), *([roles[each]] if each in roles else [])) for each in READS}
    on_team = {
        TeamRole.RECRUITER: ["team recruiter"],
        TeamRole.HIRING_MANAGER: ["hiring manager"],
        TeamRole.CHAIR: ["chair", "in conflict"],
        TeamRole.COMMITTEE: ["committee", "candidate"],
        TeamRole.INTERVIEWER: ["team interviewer"],
    }
    opening = factories.requisition(team={role: [who[each] for each in names] for role, names in on_team.items()})
    target = factories.application(opening, factories.candidate(account_id=who["candidate"].id))
    factories.interview(target, who["interviewer"])
    factories.interview(target, who["shadow"], shadow=True)
    factories.interview(factories.application(opening), who["other loop"])
    factories.conflict(target, who["in conflict"])
    shown = attached(target, "cv.pdf", who["chair"], for_interviewers=True)
    hidden = attached(target, "reference.pdf", who["chair"], for_interviewers=False)
    pages = f"/applications/{target.id}/attachments", f"/applications/{target.id}"
    found = {}
    for name, person in who.items():
        browser = sign_in(person)
        text = "".join(browser.get(url).text for url in pages)
        listed = browser.get(pages[0]).status_code == 200
        taken = [browser.post(f"/attachments/{each.id}/download").status_code == 200 for each in (shown, hidden)]
        assert taken == ["cv.pdf" in text, "reference.pdf" in text], f"{name} is offered what they may not have"
        offers = "Add the files" in text
        changes = browser.post(f"/attachments/{shown.id}/readers", data={"shown": "yes"}).status_code == 302
        assert offers is changes
        found[name] = "  ".join("yes" if each else "no " for each in (listed, *taken, offers)).strip()
    assert {name: answers.split() for name, answers in found.items()} == {
        name: answers.split() for name, answers in READS.items()
    }


def test_a_guest_has_the_files_for_interviewers_with_the_kit_until_the_scorecard_is_submitted(
    app: Flask, client: FlaskClient
) -> None:
    invited = Invited()
    target, other = invited.interview.application, factories.application()
    shown, hidden, elsewhere = (
        attached(target, "cv.pdf", invited.recruiter, for_interviewers=True),
        attached(target, "reference.pdf", invited.recruiter, for_interviewers=False),
        attached(other, "other.pdf", invited.recruiter, for_interviewers=True),
    )
    invited.enter(app, client)

    def taken() -> list[int]:
        return [client.post(f"/attachments/{each.id}/download").status_code for each in (shown, hidden, elsewhere)]

    kit = client.get(f"/interviews/{invited.interview.id}/kit").text
    assert ("cv.pdf" in kit, "reference.pdf" in kit, taken()) == (True, False, [200, 404, 404])
    assert client.get(f"/applications/{target.id}/attachments").status_code == 404
    factories.submitted(invited.interview)
    assert taken() == [404, 404, 404]


def test_files_are_added_handed_out_as_downloads_and_deleted(app: Flask, sign_in: SignIn) -> None:
    rita = factories.account("Rita", Role.RECRUITER)
    target = factories.application()
    browser, page = sign_in(rita), f"/applications/{target.id}/attachments"
    sent = {"files": [(BytesIO(PDF), "Cléo's CV.pdf"), (BytesIO(b"# Hi\n"), "work.md")], "for_interviewers": "y"}
    assert browser.post(page, data=sent, content_type="multipart/form-data").status_code == 302
    rows = db.session.query(Attachment).order_by(Attachment.id).all()
    assert [(row.name, row.kind, row.for_interviewers, row.size) for row in rows] == [
        ("Cléo's CV.pdf", AttachmentKind.PDF, True, len(PDF)),
        ("work.md", AttachmentKind.MARKDOWN, True, 5),
    ]
    assert rows[0].file_sha256 in {each.sha256 for each in db.session.query(StoredFile)}
    answer = browser.post(f"/attachments/{rows[0].id}/download")
    assert (answer.data, answer.mimetype, answer.headers["X-Content-Type-Options"]) == (
        PDF,
        "application/pdf",
        "nosniff",
    )
    assert answer.headers["Content-Disposition"].startswith("attachment;")
    assert "sandbox" in answer.headers["Content-Security-Policy"]
    history = browser.get(page).text
    assert "Downloaded" in history
    assert browser.post(f"/attachments/{rows[0].id}/delete").status_code == 302
    assert [event.action for event in db.session.query(AuditEvent).filter(AuditEvent.action.like("%_attachment"))] == [
        "add_attachment",
        "add_attachment",
        "download_attachment",
        "delete_attachment",
    ]
    assert db.session.query(StoredFile).count() == 1


def test_a_refused_file_keeps_the_others_out_too(app: Flask, sign_in: SignIn) -> None:
    target = factories.application()
    browser = sign_in(factories.account("Rita", Role.RECRUITER))
    sent = {"files": [(BytesIO(PDF), "cv.pdf"), (BytesIO(b"MZ"), "photo.png")]}
    answer = browser.post(f"/applications/{target.id}/attachments", data=sent, content_type="multipart/form-data")
    assert answer.status_code == 422
    assert "photo.png: The name says PNG, but the content does not." in answer.text
    assert db.session.query(Attachment).count() == 0


def test_a_file_over_the_setting_is_refused(app: Flask) -> None:
    rita = factories.account("Rita", Role.RECRUITER)
    app.config["ATTACHMENT_MEGABYTES"] = 1
    big = PDF + b" " * 1024 * 1024
    with pytest.raises(InvalidInput) as refused:
        add_attachments(
            application=factories.application(), files=[("cv.pdf", big)], for_interviewers=False, actor=rita
        )
    assert refused.value.problems == {"files": ["cv.pdf: larger than 1 MB. Make it smaller, or split it."]}


@pytest.mark.postgresql
def test_the_same_bytes_stay_while_another_application_has_them(app: Flask) -> None:
    rita = factories.account("Rita", Role.RECRUITER)
    mine, other = factories.application(), factories.application()
    first, again = (
        [*add_attachments(application=mine, files=[("cv.pdf", PDF)] * 2, for_interviewers=False, actor=rita)],
        other,
    )
    assert len(first) == 1
    add_attachments(application=again, files=[("cv.pdf", PDF)], for_interviewers=False, actor=rita)
    delete_attachment(attachment=first[0], actor=rita)
    assert (db.session.query(Attachment).count(), db.session.query(StoredFile).count()) == (1, 1)


def test_the_list_takes_the_same_number_of_queries_for_one_and_many(
    app: Flask, sign_in: SignIn, count_queries: Callable[..., object]
) -> None:
    rita = factories.account("Rita", Role.RECRUITER)
    target, seen = factories.application(), []
    browser = sign_in(rita)
    for names in (["a.pdf"], ["b.pdf", "c.pdf", "d.pdf"]):
        for name in names:
            attached(target, name, rita, for_interviewers=True)
        with count_queries() as counted:  # type: ignore[attr-defined]  # a context manager
            browser.get(f"/applications/{target.id}/attachments")
        seen.append(len(counted))
    assert seen[0] == seen[1]
