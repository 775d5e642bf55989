"""Jobs: enqueued with the change that wants them, done once, tried again, swept up."""

from __future__ import annotations

import signal
from collections.abc import Callable
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import func, select, update
from time_machine import travel

from accounts.enums import Role
from accounts.models import Account
from core import jobs
from core.audit import AuditEvent
from core.clock import now
from core.database import db
from core.errors import Conflict, DomainError
from core.jobs import operations, worker
from core.jobs.enums import JobState
from core.jobs.liveness import worker_name
from core.jobs.models import Job

pytestmark = pytest.mark.postgresql

RunJobs = Callable[[], list[Job]]


@jobs.job("tests: note")
def note(run: jobs.Run, *, text: str) -> None:
    db.session.add(AuditEvent(at=now(), actor_name="job", action=text, subject=f"job:{run.job_id}", details={}))


@jobs.job("tests: refuse")
def refuse(run: jobs.Run) -> None:
    note(run, text="half done")
    raise DomainError("The rubric has no dimension. Add one first.")


@jobs.job("tests: break", attempts=2)
def break_down(run: jobs.Run) -> None:
    note(run, text="half done")
    raise ZeroDivisionError("by zero")


@jobs.job("tests: hang", attempts=1, timeout=0.2)
def hang(run: jobs.Run) -> None:
    try:
        signal.pause()
    except Exception:  # noqa: BLE001 - a function that swallows everything must be cut off too
        note(run, text="swallowed")


@jobs.job("tests: steps")
def steps(run: jobs.Run, *, cancel_at: int) -> None:
    for number in range(1, 4):
        note(run, text=f"step {number}")
        run.step(number, 3)
        if number == cancel_at:
            db.session.execute(update(Job).where(Job.id == run.job_id).values(state=JobState.CANCELLED))
            db.session.commit()


def notes() -> list[str]:
    return list(
        db.session.scalars(select(AuditEvent.action).where(AuditEvent.actor_name == "job").order_by(AuditEvent.id))
    )


def pending(app: Flask) -> int:
    count: int = app.extensions["jobs"].huey.pending_count()
    return count


@pytest.fixture(autouse=True)
def empty_queue(app: Flask) -> None:
    app.extensions["jobs"].huey.flush()


def test_a_job_is_done_once_and_says_who_wanted_it(make_account: Callable[..., Account], run_jobs: RunJobs) -> None:
    jobs.enqueue("tests: note", {"text": "hello"}, make_account("Ada"))
    (job,) = run_jobs()
    assert (job.state, job.attempts, job.requested_by_name, job.error) == (JobState.DONE, 1, "Ada", None)
    assert (job.finished_at is not None, job.worker) == (True, worker_name())
    assert worker.run_job(job.id) is None
    assert notes() == ["hello"]


def test_the_queue_hears_of_a_job_only_after_the_commit(app: Flask) -> None:
    jobs.enqueue("tests: note", {"text": "a"}, None)
    with db.session.begin_nested():
        jobs.enqueue("tests: note", {"text": "b"}, None, key="k")
    assert pending(app) == 0
    db.session.commit()
    assert pending(app) == 2


def test_a_rolled_back_change_leaves_neither_job_nor_message(app: Flask) -> None:
    jobs.enqueue("tests: note", {"text": "a"}, None)
    db.session.rollback()
    db.session.commit()
    assert (pending(app), db.session.scalar(select(func.count()).select_from(Job))) == (0, 0)


def test_a_dead_queue_does_not_lose_the_job(app: Flask) -> None:
    app.extensions["jobs"].huey.storage.enqueue = None  # calling it fails, as an unreachable queue does
    try:
        jobs.enqueue("tests: note", {"text": "a"}, None)
        db.session.commit()
    finally:
        del app.extensions["jobs"].huey.storage.enqueue
    with travel(now() + timedelta(minutes=2)):
        assert worker.sweep_jobs() == [db.session.scalars(select(Job.id)).one()]
    assert pending(app) == 1


def test_one_key_has_one_open_job(run_jobs: RunJobs) -> None:
    first = jobs.enqueue("tests: note", {"text": "a"}, None, key="packet:1")
    assert jobs.enqueue("tests: note", {"text": "b"}, None, key="packet:1") is first
    assert jobs.enqueue("tests: note", {"text": "c"}, None, key="packet:2") is not first
    run_jobs()
    assert jobs.enqueue("tests: note", {"text": "d"}, None, key="packet:1").id != first.id
    assert notes() == ["a", "c"]


def test_a_refusal_fails_with_its_words_and_stores_nothing(run_jobs: RunJobs) -> None:
    jobs.enqueue("tests: refuse", {}, None)
    (job,) = run_jobs()
    assert (job.state, job.attempts, job.error) == (JobState.FAILED, 1, "The rubric has no dimension. Add one first.")
    assert notes() == []


def test_an_unknown_kind_fails_with_a_hint() -> None:
    job = jobs.enqueue("tests: unheard of", {}, None)
    db.session.commit()
    assert worker.run_job(job.id) is JobState.FAILED
    assert job.error == (
        "This version of Levelset does not know jobs of the kind 'tests: unheard of'. "
        "Was the worker updated with the rest?"
    )


def test_a_broken_job_is_tried_again_later_and_then_fails(run_jobs: RunJobs) -> None:
    with travel("2026-11-21 10:00:00+00:00", tick=False):
        jobs.enqueue("tests: break", {}, None)
        (job,) = run_jobs()
        assert (job.state, job.attempts, job.due_at - now()) == (JobState.WAITING, 1, timedelta(seconds=10))
        assert worker.run_job(job.id) is None
    with travel("2026-11-21 10:00:10+00:00", tick=False):
        assert worker.run_job(job.id) is JobState.FAILED
    assert job.error == ("Something broke on our side (ZeroDivisionError: by zero). The worker's log has the details.")
    assert notes() == []


def test_a_job_that_takes_too_long_is_cut_off(run_jobs: RunJobs) -> None:
    jobs.enqueue("tests: hang", {}, None)
    (job,) = run_jobs()
    assert (job.state, job.error) == (JobState.FAILED, "It was stopped because it took longer than 0.2 seconds.")
    assert notes() == []


def test_steps_are_stored_as_they_are_done_and_a_cancelled_job_stops_at_the_next(run_jobs: RunJobs) -> None:
    jobs.enqueue("tests: steps", {"cancel_at": 2}, None)
    (job,) = run_jobs()
    assert (job.state, job.done, job.total) == (JobState.CANCELLED, 2, 3)
    assert notes() == ["step 1", "step 2"]


def test_a_job_of_a_dead_process_is_sent_again_at_once(app: Flask) -> None:
    job = jobs.enqueue("tests: note", {"text": "a"}, None)
    db.session.commit()
    host = worker_name().rpartition(":")[0]
    operations.claim_job(job_id=job.id, worker=f"{host}:{2**22 + 1}")  # above the largest process number Linux gives
    db.session.commit()
    assert worker.sweep_jobs() == [job.id]
    assert (job.state, worker.run_job(job.id), job.attempts) == (JobState.WAITING, JobState.DONE, 2)


def test_a_job_on_another_host_is_sent_again_after_two_silent_minutes() -> None:
    job = jobs.enqueue("tests: note", {"text": "a"}, None)
    db.session.commit()
    operations.claim_job(job_id=job.id, worker="elsewhere:17")
    db.session.commit()
    with travel(now() + timedelta(seconds=110)):
        assert worker.sweep_jobs() == []
    with travel(now() + timedelta(seconds=130)):
        assert worker.sweep_jobs() == [job.id]


def test_a_job_that_killed_three_workers_is_not_sent_again() -> None:
    job = jobs.enqueue("tests: note", {"text": "a"}, None)
    db.session.execute(update(Job).values(attempts=2))
    db.session.commit()
    operations.claim_job(job_id=job.id, worker="elsewhere:17")
    db.session.commit()
    with travel(now() + timedelta(minutes=3)):
        assert worker.sweep_jobs() == []
    assert (job.state, job.error) == (
        JobState.FAILED,
        "Its worker died 3 times while doing this. See the worker's log for what it ran out of.",
    )


def test_what_a_superseded_attempt_did_is_thrown_away() -> None:
    job = jobs.enqueue("tests: note", {"text": "a"}, None)
    db.session.commit()
    operations.claim_job(job_id=job.id, worker="elsewhere:17")
    db.session.commit()
    with travel(now() + timedelta(minutes=3)):
        worker.sweep_jobs()
        operations.claim_job(job_id=job.id, worker="here:1")
    db.session.commit()
    assert operations.finish_job(job_id=job.id, attempt=1) is False
    assert operations.finish_job(job_id=job.id, attempt=2) is True


def test_a_failed_job_is_tried_again_by_hand_and_an_open_one_is_not(
    make_account: Callable[..., Account], run_jobs: RunJobs
) -> None:
    root = make_account("Root", roles=[Role.ADMIN])
    jobs.enqueue("tests: refuse", {}, None, key="k")
    (job,) = run_jobs()
    operations.retry_job(job=job, actor=root)
    assert (job.state, job.attempts, job.error) == (JobState.WAITING, 0, None)
    with pytest.raises(Conflict, match="this one is waiting"):
        operations.retry_job(job=job, actor=root)
    operations.cancel_job(job=job, actor=root)
    with pytest.raises(Conflict, match="over already: cancelled"):
        operations.cancel_job(job=job, actor=root)
    jobs.enqueue("tests: note", {"text": "b"}, None, key="k")
    with pytest.raises(Conflict, match="under way already"):
        operations.retry_job(job=job, actor=root)


def test_a_long_queue_is_not_sent_again_while_messages_wait(app: Flask) -> None:
    jobs.enqueue("tests: note", {"text": "a"}, None)
    db.session.commit()
    with travel(now() + timedelta(minutes=5)):
        assert worker.sweep_jobs() == []
    assert pending(app) == 1


def test_jobs_done_a_month_ago_are_forgotten_and_failed_ones_are_kept(run_jobs: RunJobs) -> None:
    with travel("2026-10-01 10:00:00+00:00"):
        jobs.enqueue("tests: note", {"text": "a"}, None)
        jobs.enqueue("tests: refuse", {}, None)
        run_jobs()
    with travel("2026-11-02 10:00:00+00:00"):
        worker.sweep_jobs()
    assert list(db.session.scalars(select(Job.state))) == [JobState.FAILED]


def test_a_stopped_worker_gives_its_job_back() -> None:
    job = jobs.enqueue("tests: note", {"text": "a"}, None)
    db.session.commit()
    operations.claim_job(job_id=job.id, worker="here:1")
    assert operations.release_job(job_id=job.id, attempt=1) is True
    db.session.commit()
    assert (job.state, job.attempts) == (JobState.WAITING, 0)
