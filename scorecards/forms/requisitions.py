"""What people type about requisitions, teams and candidates."""

from __future__ import annotations

from collections.abc import Iterable

from flask_wtf import FlaskForm
from flask_wtf.file import FileField, FileRequired
from werkzeug.datastructures import MultiDict
from wtforms import BooleanField, EmailField, Field, IntegerField, SelectField, StringField, TextAreaField
from wtforms.validators import DataRequired, InputRequired, Length, NumberRange, Optional
from wtforms.widgets import TextInput

from core.errors import InvalidInput
from scorecards.enums import TeamRole, Visibility
from scorecards.forms import choices
from scorecards.operations.requisitions import LONGEST_DUE, MOST_RATERS
from scorecards.reminders import hours_in_words, hours_typed

POLICIES = choices((str(int(step)), step.label) for step in Visibility)


class HoursField(Field):
    """Hours with commas between them; `data` is a list, empty for "none", None for nothing."""

    widget = TextInput()

    def _value(self) -> str:
        return str(self.raw_data[0]) if self.raw_data else hours_in_words(self.data)

    def process_formdata(self, valuelist: list[str]) -> None:
        """Read the hours; raises ValueError, as fields do, for anything else."""
        if not valuelist:
            return
        try:
            self.data = hours_typed(valuelist[0])
        except InvalidInput as error:
            self.data = None
            raise ValueError(str(error)) from error


class SettingsForm(FlaskForm):
    """What can be changed about an opening; its rubric cannot."""

    title = StringField("Title", [DataRequired("Give the opening a title."), Length(max=300)])
    visibility = SelectField(
        "Interviewers see each other's scores",
        [InputRequired("Choose when.")],
        choices=POLICIES,
        default=str(int(Visibility.AFTER_OWN_SUBMISSION)),
        description="Whatever you choose, nobody sees a peer's scores before submitting their own.",
    )
    identities = SelectField(
        "Interviewers know each other's names",
        [InputRequired("Choose when.")],
        choices=POLICIES,
        default=str(int(Visibility.ALWAYS)),
        description="Recruiters, hiring manager and chair always do.",
    )
    recruiter_scores = BooleanField(
        "Recruiters' packets tell each interviewer's scores",
        description="Once the scores are open to recruiters. Otherwise those packets tell means of three scores and more.",
    )
    required_raters = IntegerField(
        "Independent raters per dimension",
        [InputRequired("Give a number."), NumberRange(1, MOST_RATERS, f"Between 1 and {MOST_RATERS}.")],
        default=2,
        description="The coverage board marks dimensions with fewer.",
    )
    due_hours = IntegerField(
        "Hours until a scorecard is late",
        [InputRequired("Give a number."), NumberRange(1, LONGEST_DUE, f"Between 1 and {LONGEST_DUE}.")],
        default=24,
        description="Counted from the end of the interview.",
    )
    remind_before = HoursField("Remind the interviewer before that, in hours", [Optional()])
    remind_after = HoursField("Remind the interviewer after that, in hours", [Optional()])

    def permit(self, limit: Visibility, *, recruiter_scores: bool) -> None:
        """Offer no policy looser than the installation's; one that is chosen already is brought down to it."""
        if not recruiter_scores:
            del self.recruiter_scores
        if limit is not max(Visibility):
            for field in (self.visibility, self.identities):
                field.choices = choices((str(int(step)), step.label) for step in Visibility if step <= limit)
                field.description = f"{field.description} This installation permits “{limit.label}” at most."
                if not self.is_submitted():
                    field.data = str(min(int(field.data), int(limit)))

    def name_the_usual(self, before: str, after: str) -> None:
        """Say at the two fields what the installation does, which is what an empty field means."""
        self.remind_before.description = f"Such as 24, 4; none for no reminders. Empty: as everywhere ({before})."
        self.remind_after.description = f"Such as 1, 24; none for no reminders. Empty: as everywhere ({after})."


class RequisitionForm(SettingsForm):
    """A new opening."""

    version = SelectField(
        "Rubric",
        [InputRequired("Choose a published rubric.")],
        coerce=int,
        description="Every scorecard of this opening is written against this version.",
    )


class CandidateForm(FlaskForm):
    """A candidate for one opening."""

    name = StringField("Name", [DataRequired("Give the candidate's name."), Length(max=200)])
    email = EmailField(
        "Email", [Optional(), Length(max=254)], description="Somebody known by this address is not added twice."
    )
    source = StringField("Source", [Optional(), Length(max=200)], description="How the person came to you.")
    schools = TextAreaField(
        "Schools", [Optional(), Length(max=5_000)], description="One on each line. Anonymous packets mask them."
    )
    employers = TextAreaField(
        "Employers", [Optional(), Length(max=5_000)], description="One on each line. Anonymous packets mask them."
    )


class CandidateListForm(FlaskForm):
    """Many candidates at once."""

    file = FileField(
        "List of candidates",
        [FileRequired("Choose a file.")],
        description="CSV in UTF-8, at most 2,000 lines, with the columns name, email and source; only name is needed.",
    )


class ReasonForm(FlaskForm):
    """A few words on why."""

    reason = TextAreaField("Reason", [DataRequired("Say why."), Length(max=2000)])


class ConflictForm(FlaskForm):
    """A conflict of interest, one's own or somebody else's."""

    account = SelectField("Person", [InputRequired("Choose a person.")], coerce=int)
    reason = TextAreaField(
        "How do they know each other?",
        [DataRequired("Say in a few words how the two know each other."), Length(max=2000)],
        description="Those who plan the loop read this.",
    )


NEW_PLACES = ("", "-2", "-3", "-4")
"""How the fields of the people to add end: four can be added at once."""


def half_choices(values: MultiDict[str, str]) -> list[tuple[str, str]]:
    """What is wrong with the people to add, as (field, sentence): somebody without a role, or roles of nobody."""
    problems = []
    for place in NEW_PLACES:
        chosen, roles = values.get(f"person{place}", ""), values.getlist(f"person_roles{place}")
        if chosen and not roles:
            problems.append((f"new{place}-interviewer", "Choose what the added person does on this team."))
        elif roles and not chosen:
            problems.append((f"person{place}", "Choose the person who takes these roles."))
    return problems


def team_members(values: MultiDict[str, str], current: Iterable[int]) -> dict[TeamRole, set[int]]:
    """The team as the form orders it: the roles ticked for each current member, and those of people to add.

    `role-7` holds the roles of account 7, `person` and `person_roles`, `person-2` and `person_roles-2` and so on somebody
    new. Values that name no role are left out.
    """
    members: dict[TeamRole, set[int]] = {role: set() for role in TeamRole}
    wanted = [(account_id, values.getlist(f"role-{account_id}")) for account_id in current]
    wanted += [
        (int(values[f"person{place}"]), values.getlist(f"person_roles{place}"))
        for place in NEW_PLACES
        if values.get(f"person{place}", "").isdecimal()
    ]
    for account_id, roles in wanted:
        for role in roles:
            if role in set(TeamRole):
                members[TeamRole(role)].add(account_id)
    return members
