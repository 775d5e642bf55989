"""Settings from the environment."""

from __future__ import annotations

from pathlib import Path

import pytest
from flask import Flask

import wsgi
from core.cli import Refusal
from core.config import from_environment
from core.errors import DomainError
from scorecards.enums import Visibility
from scorecards.queries.sight import limit


def test_nothing_set_gives_sqlite_in_the_instance_folder_and_a_key_that_stays(tmp_path: Path) -> None:
    first, second = (from_environment(tmp_path, {}) for _ in range(2))
    assert first["SQLALCHEMY_DATABASE_URI"] == f"sqlite:///{tmp_path / 'levelset.db'}"
    assert first["SECRET_KEY"] == second["SECRET_KEY"]
    assert (tmp_path / "secret_key").stat().st_mode & 0o077 == 0


def test_production_without_a_key_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DomainError, match="SECRET_KEY"):
        from_environment(tmp_path, {"LEVELSET_ENV": "production"})


def test_production_sends_cookies_over_https_only(tmp_path: Path) -> None:
    settings = from_environment(tmp_path, {"LEVELSET_ENV": "production", "SECRET_KEY": "x" * 32})
    assert settings["SESSION_COOKIE_SECURE"] is True


@pytest.mark.parametrize(
    ("given", "hosts"),
    [
        ({"BASE_URL": "https://levelset.example.com/"}, None),
        ({"BASE_URL": "https://levelset.example.com:8443", "LEVELSET_ENV": "production"}, ["levelset.example.com"]),
        ({"LEVELSET_ENV": "production"}, None),
        ({"TRUSTED_HOSTS": "one.example.com, .two.example.com,"}, ["one.example.com", ".two.example.com"]),
    ],
)
def test_which_hosts_are_trusted_is_said_or_follows_from_the_address(
    tmp_path: Path, given: dict[str, str], hosts: list[str] | None
) -> None:
    assert from_environment(tmp_path, {"SECRET_KEY": "x" * 32, **given})["TRUSTED_HOSTS"] == hosts


def test_a_setting_that_counts_is_refused_when_it_is_no_number(tmp_path: Path) -> None:
    with pytest.raises(DomainError) as refused:
        from_environment(tmp_path, {"SHARE_DAYS": "a month"})
    assert str(refused.value) == "SHARE_DAYS is 'a month'. Set it to a whole number, such as 30."
    assert from_environment(tmp_path, {"SHARE_DAYS": "7"})["SHARE_DAYS"] == 7


@pytest.mark.parametrize(
    ("name", "word", "sentence"),
    [
        ("BASE_URL", "levelset.example.com", "Give the whole address, such as https://levelset.example.com."),
        ("MAIL_FROM", "Levelset", "Give an address, such as Levelset <levelset@example.com>."),
        ("TRAINING_LEADER_COUNTS", "maybe", "Set it to yes or no."),
    ],
)
def test_a_setting_that_cannot_be_read_is_named_with_what_to_give(
    tmp_path: Path, name: str, word: str, sentence: str
) -> None:
    with pytest.raises(DomainError) as refused:
        from_environment(tmp_path, {name: word})
    assert str(refused.value) == f"{name} is {word!r}. {sentence}"


def test_a_database_address_that_cannot_be_read_is_refused_without_its_password(tmp_path: Path) -> None:
    for address in ("levelset", "mysql://u:secret@db/levelset"):
        with pytest.raises(DomainError) as refused:
            from_environment(tmp_path, {"DATABASE_URL": address})
        assert str(refused.value).startswith("DATABASE_URL cannot be read. Write it as postgresql://")
        assert "secret" not in str(refused.value)


WRONG = {
    "TIME_ZONE": "Europe/Pariss",
    "MAIL_TLS": "sometimes",
    "MAIL_URL": "mail.example.com",
    "QUIET_HOURS": "at night",
    "MAIL_WEEKENDS": "often",
    "DIGEST_AT": "breakfast",
    "REMIND_AFTER": "a day",
    "VISIBILITY_LIMIT": "SOMETIMES",
    "RECRUITER_SCORES": "some",
    "SESSION_QUORUM": "most",
    "RETENTION_CANDIDATES": "a year",
}


def test_every_setting_that_a_page_or_a_mail_would_stumble_over_is_read_at_start(app: Flask) -> None:
    said = {}
    with app.app_context():
        for name, word in WRONG.items():
            usual, app.config[name] = app.config[name], word
            with pytest.raises(DomainError) as refused:
                wsgi.read_settings()
            app.config[name] = usual
            said[name] = str(refused.value).partition(" ")[0]
    assert said == {name: name for name in WRONG}


def test_a_wrong_setting_stops_the_start_with_one_sentence() -> None:
    with pytest.raises(Refusal) as refused:
        wsgi.create_app({"TIME_ZONE": "Europe/Pariss"})
    assert (refused.value.exit_code, refused.value.message) == (
        2,
        "TIME_ZONE is 'Europe/Pariss', which is no time zone. Set it to one such as Europe/Paris or UTC.",
    )


@pytest.mark.parametrize("scheme", ["postgres", "postgresql"])
def test_a_postgresql_address_names_its_driver(tmp_path: Path, scheme: str) -> None:
    settings = from_environment(tmp_path, {"DATABASE_URL": f"{scheme}://u:p@db/levelset"})
    assert settings["SQLALCHEMY_DATABASE_URI"] == "postgresql+psycopg://u:p@db/levelset"


def test_the_installation_s_visibility_limit_comes_from_the_environment(app: Flask, tmp_path: Path) -> None:
    app.config.update(from_environment(tmp_path, {"VISIBILITY_LIMIT": "after_all_submitted"}))
    assert limit() is Visibility.AFTER_ALL_SUBMITTED


def test_a_misspelt_visibility_limit_opens_nothing(app: Flask) -> None:
    app.config["VISIBILITY_LIMIT"] = "SOMETIMES"
    with pytest.raises(DomainError, match="sometimes"):
        limit()
