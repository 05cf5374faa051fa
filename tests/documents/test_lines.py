"""Lines fit their width in any script, and nothing typed is lost."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from meso_desktop.documents.legible import MARK
from meso_desktop.documents.lines import Line, Span, broken, fitted
from meso_desktop.documents.typefaces import Face, runs

_WIDTH = 12_000.0


def _shown(line: Line) -> str:
    return "".join(piece.run.text for piece in line.pieces)


def _texts(text: str, width: float = _WIDTH) -> list[str]:
    return [_shown(line) for line in broken([Span(text)], width)]


@settings(deadline=None)  # the first call reads the fonts
@given(st.text(max_size=300))
def test_no_line_is_wider_than_its_column(text: str) -> None:
    assert all(line.width <= _WIDTH + 1e-6 for line in broken([Span(text)], _WIDTH))


@settings(deadline=None)  # the first call reads the fonts
@given(st.text(alphabet="abc de\u00a0fgé王小<&", max_size=200))
def test_every_letter_typed_is_printed_in_order(text: str) -> None:
    kept = "".join("".join(_texts(text)).split())
    assert kept == "".join(text.split())


@pytest.mark.parametrize("name", ["Nguyễn Thị Hường Ỡ", "Παπαδοπούλου", "Щербакова Алёна", "王小明", "さくら", "محمد الأحمدي", "گلچین‌فر"])
def test_names_of_the_world_are_drawn_without_a_missing_letter(name: str) -> None:
    assert MARK not in "".join(_texts(name))


def test_an_uncovered_character_prints_as_a_mark() -> None:
    assert _texts("a😀b") == [f"a{MARK}b"]


def test_a_word_wider_than_the_column_is_broken_between_letters() -> None:
    lines = _texts("x" * 10_000)
    assert "".join(lines) == "x" * 10_000
    assert len(lines) > 1


def test_ideographs_break_anywhere_but_before_a_closing_mark() -> None:
    lines = _texts("王" * 30 + "。" + "王" * 30)
    assert len(lines) > 1
    assert not any(line.startswith("。") for line in lines)


def test_a_figure_stays_with_its_unit() -> None:
    assert not any(line.endswith("10") for line in _texts("deoxycholic acid 10 mg " * 20))


def test_what_must_not_break_breaks_at_its_spaces_before_its_letters() -> None:
    assert _texts("23\u00a0November\u00a02026", 7_500) == ["23\u00a0November", "2026"]


def test_lines_past_the_most_end_in_an_ellipsis() -> None:
    lines = broken([Span("word " * 100)], _WIDTH, most=3)
    assert len(lines) == 3
    assert _shown(lines[-1]).endswith("…")


def test_a_long_name_is_cut_to_its_place_and_shows_it() -> None:
    line = fitted("Wolfeschlegelsteinhausenbergerdorff " * 400, Face.REGULAR, 10_000)
    assert line.width <= 10_000
    assert _shown(line).endswith("…")


def test_a_right_to_left_name_is_drawn_from_its_last_letter() -> None:
    (line,) = broken([Span("Name: دار")], _WIDTH)
    assert _shown(line)[-3:] == "".join(reversed("".join(run.text for run in runs("دار", Face.REGULAR))))
