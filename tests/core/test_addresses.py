"""Addresses of many things of one kind."""

from __future__ import annotations

import pytest
from flask import Flask, url_for

from core.addresses import numbered


@pytest.mark.parametrize("mount", ["", "/levelset"])
def test_a_list_is_given_the_addresses_that_each_row_would_be_given(app: Flask, mount: str) -> None:
    with app.test_request_context("/requisitions", environ_overrides={"SCRIPT_NAME": mount}):
        address = numbered("scorecards.kit", "interview_id")
        assert [address(number) for number in (1, 20, 2**31 - 1)] == [
            url_for("scorecards.kit", interview_id=number) for number in (1, 20, 2**31 - 1)
        ]
        assert address(1) == f"{mount}/interviews/1/kit"
