"""Numbers in what is typed: found as they are written, in one reading of it."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meso_desktop.db.search import number_spans
from meso_desktop.services.patients import find_patients
from meso_desktop.services.session import OpenClinic
from tests.services.opening import a_patient

_AS_WRITTEN = re.compile(r"\+?[\d(][\d\s()./+-]*\d|\d")
"""The same said in one pattern, which reads a long run again from each of its letters."""


@given(st.text(st.sampled_from("12٣ (().+-/a\n"), max_size=30))
def test_numbers_are_found_as_they_are_written(typed: str) -> None:
    assert number_spans(typed) == tuple(found.span() for found in _AS_WRITTEN.finditer(typed))


@pytest.mark.parametrize("sign", ["(", "1(", "+", " ", "1"])
def test_a_very_long_text_is_read_once(sign: str) -> None:
    assert len(number_spans(sign * 200_000)) <= 1


def test_only_the_start_of_a_very_long_query_counts(clinic: OpenClinic) -> None:
    card = a_patient(clinic, "Martin")
    assert [p.patient_id for p in find_patients(clinic, "martin" + " " * 200 + "zzz")] == [card.patient_id]
    assert find_patients(clinic, "martin" + " " * 100 + "zzz") == ()
    assert find_patients(clinic, "(" * 20_000) == ()
