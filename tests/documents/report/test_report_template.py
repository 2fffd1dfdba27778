"""The template: made by its script, and clean."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest
from docx import Document

from app.documents.package import unzip_parts
from app.domain.resources import resource_path

ROOT = Path(__file__).resolve().parents[3]
NAMED = {
    "Title", "Numbered paragraph", "Quote", "Finding box", "Finding box title", "Board issues title", "Board issue",
    "Lettered item", "List Bullet", "Table heading", "Table text", "Case table", "Accounts table",
}  # fmt: skip


@pytest.fixture
def maker(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    monkeypatch.syspath_prepend(str(ROOT))
    spec = importlib.util.spec_from_file_location("make_report_template", ROOT / "installer" / "make_report_template.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    monkeypatch.setitem(sys.modules, "make_report_template", module)
    spec.loader.exec_module(module)
    return module


def test_the_committed_template_is_what_the_script_makes(maker: ModuleType) -> None:
    committed = unzip_parts(resource_path("report", "template.docx").read_bytes())
    assert unzip_parts(maker.template_bytes()) == committed, "run: python -m installer.make_report_template"


def test_it_holds_the_named_styles() -> None:
    document = Document(str(resource_path("report", "template.docx")))
    assert {style.name for style in document.styles} >= NAMED
    assert document.core_properties.author == ""
