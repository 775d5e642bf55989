"""Packets rendered once for all the tests that read them back."""

from __future__ import annotations

from io import BytesIO

import pytest
from pypdf import PdfReader

from calibration.packet.index import render_index
from calibration.packet.record import Packet
from calibration.packet.render import render_packet
from tests.calibration.packet.long_list import listing
from tests.calibration.packet.sample import sample_record

BASE_URL = "https://hiring.example.org"


@pytest.fixture(scope="session")
def record() -> Packet:
    return sample_record()


@pytest.fixture(scope="session")
def pdf(record: Packet) -> bytes:
    return render_packet(record, base_url=BASE_URL)


@pytest.fixture(scope="session")
def reader(pdf: bytes) -> PdfReader:
    return PdfReader(BytesIO(pdf))


@pytest.fixture(scope="session")
def long_list() -> bytes:
    return render_index(listing())


@pytest.fixture(scope="session")
def page_texts(reader: PdfReader) -> list[str]:
    return [page.extract_text() for page in reader.pages]
