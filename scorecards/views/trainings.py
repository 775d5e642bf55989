"""Who learns to interview on an opening's rubric, and how far they are."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from accounts.models import Account
from accounts.rules import is_people_operations
from core.clock import in_words, now
from core.database import db
from core.errors import InvalidInput
from core.permissions import allow
from core.zones import shown_zone
from rubrics.models import Rubric
from scorecards import rules
from scorecards.enums import TrainingStep
from scorecards.models import Requisition, Training
from scorecards.operations.training import begin_training, move_training
from scorecards.queries import access, people
from scorecards.queries.access import RequisitionAccess, TrainingAccess
from scorecards.queries.trainings import trained_rubrics
from scorecards.training import asks_reason, may_follow
from scorecards.views import blueprint, training_home


@training_home.get("/training")
@allow(is_people_operations)
def index() -> str:
    """The rubrics that interviewers learn on, for whoever answers for how people interview."""
    return render_template("scorecards/trainings.html", rows=trained_rubrics())


@blueprint.get("/requisitions/<int:requisition_id>/training")
@allow(rules.may_train, load=access.requisition)
def training(found: RequisitionAccess) -> str:
    """Everybody in training on the opening's rubric, and who could begin."""
    opening = db.session.get_one(Requisition, found.requisition_id)
    rubric = opening.rubric_version.rubric
    known = people.interviewers(rubric_id=rubric.id, now=now().astimezone(shown_zone()), viewer=current_user)
    learning = {row.account_id: row for row in people.trainings(rubric.id)}
    return render_template(
        "scorecards/training.html",
        opening=opening,
        rubric=rubric,
        rows=[_row(each, learning[each.account_id]) for each in known if each.account_id in learning],
        others=[(each.account_id, each.name) for each in known if each.account_id not in learning],
        rules=people.training_rules(),
        sees_opening=rules.may_see_requisition(current_user, found),
    )


def _row(person: people.Interviewer, kept: Training) -> dict[str, object]:
    done = {TrainingStep.SHADOW: person.shadows, TrainingStep.REVERSE_SHADOW: person.reverse_shadows}.get(kept.step, 0)
    return {
        "id": kept.id,
        "name": person.name,
        "step": kept.step,
        "since": in_words(kept.since),
        "since_iso": kept.since.isoformat(),
        "shadows": person.shadows,
        "reverse_shadows": person.reverse_shadows,
        "is_self": person.account_id == current_user.id,
        "moves": [
            (step, asks_reason(kept.step, step, done=done, needed=people.training_rules().needed(kept.step)))
            for step in TrainingStep
            if may_follow(kept.step, step)
        ],
    }


@blueprint.post("/requisitions/<int:requisition_id>/training")
@allow(rules.may_train, load=access.requisition)
def begin(found: RequisitionAccess) -> Response:
    """Somebody begins to learn."""
    opening = db.session.get_one(Requisition, found.requisition_id)
    account = db.session.get(Account, request.form.get("account", 0, int))
    if account is None or not account.active:
        raise InvalidInput("Choose who begins the training.")
    rubric = db.session.get_one(Rubric, opening.rubric_version.rubric_id)
    begin_training(account=account, rubric=rubric, actor=current_user)
    db.session.commit()
    flash(f"{account.name} is in training: shadowing first.", "success")
    return _back(opening.id)


@blueprint.post("/requisitions/<int:requisition_id>/training/<int:training_id>")
@allow(rules.may_train, load=access.training)
def move(found: TrainingAccess) -> Response:
    """Somebody's training at another step."""
    row = db.session.get_one(Training, found.training_id)
    wanted = request.form.get("step", "")
    if wanted not in set(TrainingStep):
        raise InvalidInput("Choose a step.")
    move_training(
        training=row, step=TrainingStep(wanted), reason=request.form.get("reason", "")[:2000], actor=current_user
    )
    db.session.commit()
    flash(f"{row.account.name}: {row.step.label.lower()}.", "success")
    return _back(found.requisition_id)


def _back(requisition_id: int) -> Response:
    return redirect(url_for("scorecards.training", requisition_id=requisition_id))
