"""Every sentence that findings, gaps and barriers speak in stands in the English catalogue, with all its values."""

import re
import tomllib
from pathlib import Path
from typing import Final

import meso_desktop.domain
from meso_desktop.domain.fields import FIELD_NAMES
from meso_desktop.resources import resource_path

SPOKEN: Final = re.compile(r"\"((?:because|missing|barrier)\.[a-z_.]+)\"")
BY_LIST: Final = ("allergy", "medicine")
GROUPS: Final = ("because.", "missing.", "barrier.")


def _catalogue() -> dict[str, str]:
    return tomllib.loads(resource_path("wording", "en", "findings.toml").read_text(encoding="utf-8"))


def _ids_in_code() -> set[str]:
    sources = Path(meso_desktop.domain.__file__).parent.rglob("*.py")
    whole = {said for source in sources for said in SPOKEN.findall(source.read_text(encoding="utf-8"))}
    lines = {f"missing.line.{field}" for field in ("spacing_cm", "volume_per_point_ml", "volume_ml", "sessions", "interval_days", "dates")}
    agents = {f"missing.anaesthetic.{field}" for field in ("agent", "strength_mg_per_ml", "volume_ml")}
    targets = {f"missing.target.{gap}" for gap in ("aim", "extent", "extent_confirm", "outline", "zones", "deposit")}
    lists = {f"missing.list.{name}" for name in (*BY_LIST, "earlier_treatment")} | {f"missing.code.{name}" for name in BY_LIST}
    coded = {f"because.{name}{ending}" for name in BY_LIST for ending in ("", "_uncoded")}
    return whole | lines | agents | targets | lists | coded


def test_the_catalogue_holds_what_is_said_and_nothing_else() -> None:
    spoken = {key for key in _catalogue() if key.startswith(GROUPS)}
    assert spoken == _ids_in_code()


def test_every_field_has_its_name() -> None:
    assert {f"field.{name}" for name in FIELD_NAMES} == {key for key in _catalogue() if key.startswith("field.")}
