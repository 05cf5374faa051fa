"""Limits stand under the product whose they are, in short rows that drop nothing of their sentences."""

import re
import tomllib
from datetime import timedelta
from decimal import Decimal

import pytest
from msgspec.structs import replace

from meso_desktop.documents.limits import short_keys
from meso_desktop.documents.treatment_plan import treatment_plan_pdf
from meso_desktop.domain.areas import Side
from meso_desktop.domain.assess import Context, assess
from meso_desktop.domain.message import Message, Term, message
from meso_desktop.domain.people import Paper
from meso_desktop.resources import resource_path
from tests.documents import sample_papers as samples
from tests.documents.reading import text
from tests.documents.shipped_papers import Wanted, planned_paper, replanned, shipped

_PLACE = re.compile(r"\{(\w+)\}")
_ENDS = {"limit.at_most", "limit.at_least", "limit.note_at_most", "limit.note_at_least"}


def _words(name: str) -> dict[str, str | dict[str, str]]:
    return tomllib.loads(resource_path("wording", "en", name).read_text(encoding="utf-8"))


_SENTENCES = {key: str(said) for key, said in _words("workings.toml").items() if key.startswith("limit.") and key not in _ENDS}
_PAPER = _words("paper.toml")


def _places(template: str | dict[str, str]) -> set[str]:
    return set(_PLACE.findall(template if isinstance(template, str) else template["other"]))


@pytest.mark.parametrize("sentence", _SENTENCES)
def test_the_short_words_of_every_limit_hold_each_value_of_its_sentence(sentence: str) -> None:
    given = _places(_SENTENCES[sentence])
    what, value, bound = short_keys(Message(id=sentence, values=message(sentence, **dict.fromkeys(given, 1)).values))
    shown = _places(_PAPER[what]) | _places(_PAPER[bound])
    if not sentence.endswith(".unknown"):
        shown |= _places(_PAPER[value])
    fixed = {"bound"} if sentence == "limit.interval_months" else set()
    assert shown | fixed | ({"owner", "agent"} & given) == given | fixed


def test_a_product_is_named_once_above_its_limits() -> None:
    shown = text(treatment_plan_pdf(samples.typical()))
    rows = shown[shown.index("Limit Here Bound") :]
    assert "Deoxycholic acid 10 mg/mL Points in session 1 12 at most 50 limit within S01 (label) Volume in session 1 2.4 mL" in rows
    assert "Interval 7 December 2026 to 7 January 2027 31 days at least 28 days; not before 4 January 2027" in rows


def test_a_value_that_is_not_known_is_said_to_be_so() -> None:
    paper = samples.typical()
    sentence = message("limit.volume_ml.session.unknown", owner=Term("product.dca_10"), end=Term("limit.at_most"), bound=10, session=1)
    check = replace(paper.assessment.limits[1], value=None, text=sentence)
    shown = text(treatment_plan_pdf(replace(paper, assessment=replace(paper.assessment, limits=(check,)))))
    assert "Volume in session 1 not known at most 10 mL limit not known" in shown


def test_a_limit_without_short_words_stands_in_its_sentence() -> None:
    assert "2.4 of at most 2 mL a flank guide crossed" in text(treatment_plan_pdf(samples.typical()))


def test_a_limit_met_in_a_session_names_the_areas_injected_in_it_alone() -> None:
    paper = replanned("pcdc")
    days = tuple(paper.document.visit_on + timedelta(days=28 * n) for n in range(1, 5))
    volume = Decimal("0.5")
    lines = tuple(replace(line, volume_per_point_ml=volume, dates=days[n::2]) for n, line in enumerate(paper.document.plan.lines))
    document = replace(paper.document, plan=replace(paper.document.plan, lines=lines))
    paper = replace(paper, document=document, assessment=assess(document, shipped(), Context(today=document.visit_on)))
    (check,) = (one for one in paper.assessment.limits if one.text.id == "limit.mg.session" and one.is_crossed)
    session = next(one for one in paper.assessment.sessions if one.number == check.session)
    assert set(session.lines) < set(check.lines) == {line.line_id for line in paper.document.plan.lines}
    (here,) = (number for number, line in enumerate(paper.document.plan.lines, start=1) if line.line_id in session.lines)
    assert f"Deoxycholic acid in session {check.session} (area {here})" in text(treatment_plan_pdf(paper))


def test_a_limit_of_one_side_planned_apart_says_which_line_it_is_of() -> None:
    wanted = (Wanted("flank", Side.LEFT, "dca_flank", "dca_10"), Wanted("flank", Side.RIGHT, "dca_flank", "dca_10"))
    shown = text(treatment_plan_pdf(planned_paper(wanted, Paper.A4)))
    assert re.search(r"side, flank\s+\(areas?\W1\)", shown, re.IGNORECASE), shown
    whole = (Wanted("flank", Side.BOTH, "dca_flank", "dca_10"),)
    assert not re.search(r"side, flank\s+\(areas?\W", text(treatment_plan_pdf(planned_paper(whole, Paper.A4))), re.IGNORECASE)
