"""Vendored files are what their README says."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[3]
VENDOR = PROJECT / "core/static/vendor"
STATED = re.compile(r"^\| (\S+) \|.*\| ([0-9a-f]{64}) \|$", re.MULTILINE)


def test_every_vendored_file_has_the_stated_hash() -> None:
    stated = dict(STATED.findall((VENDOR / "README.md").read_text()))
    kept = {
        path.name: hashlib.sha256(path.read_bytes()).hexdigest()
        for path in VENDOR.iterdir()
        if path.suffix in {".js", ".css"}
    }
    assert stated == kept


def test_every_template_is_free_of_inline_style_and_script() -> None:
    inline = re.compile(r"<style|<script(?![^>]*\bsrc=)|\sstyle=|\son[a-z]+=|\|\s*safe\b|javascript:", re.IGNORECASE)
    found = [
        f"{path.relative_to(PROJECT)}: {match.group()}"
        for path in sorted((PROJECT / "templates").rglob("*.html"))
        for match in [inline.search(path.read_text())]
        if match and "packet" not in path.parts
    ]
    assert found == []
