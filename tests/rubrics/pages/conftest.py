"""A recruiter with a draft, for the rubrics' pages."""

from __future__ import annotations

import pytest
from flask import Flask
from flask.testing import FlaskClient

from accounts.enums import Role
from accounts.models import Account
from rubrics.models import RubricVersion
from tests import factories
from tests.rubrics import stock
from tests.rubrics.markup import SignIn


@pytest.fixture
def rose(app: Flask) -> Account:
    return factories.account("Rose", Role.RECRUITER)


@pytest.fixture
def recruiter(rose: Account, sign_in: SignIn) -> FlaskClient:
    return sign_in(rose)


@pytest.fixture
def draft(rose: Account) -> RubricVersion:
    return stock.draft(rose)
