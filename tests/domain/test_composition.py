"""The figures of a preparation: parts make up the whole exactly, what is not known stays not known."""

from decimal import Decimal
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from meso_desktop.domain.composition import composition_of
from meso_desktop.domain.contents import share_of, strength_of
from meso_desktop.domain.exact import to_decimal
from meso_desktop.domain.own_preparations import as_preparation
from meso_desktop.domain.plan import OwnPart
from meso_desktop.domain.rules import Family
from tests.domain.own import own_of, part, planned
from tests.domain.ready import assessed
from tests.domain.small_knowledge import small_knowledge

PACK = small_knowledge()


def test_three_ingredients_per_ml_point_session_and_course() -> None:
    own = own_of(part("vitamin_c", "3"), part("lidocaine_1", "1"))
    [estimate] = assessed(planned(own)).lines
    made = composition_of(as_preparation(own), PACK, estimate=estimate)
    assert made.volume_ml == 4
    vitamin, lidocaine = made.ingredients
    assert (vitamin.per_ml_mg, vitamin.point_mg, vitamin.session_mg, vitamin.course_mg) == (
        Decimal(75), Decimal(15), Decimal(225), Decimal(900),
    )
    assert (lidocaine.per_ml_mg, lidocaine.point_mg, lidocaine.session_mg, lidocaine.course_mg) == (
        Decimal("2.5"), Decimal("0.5"), Decimal("7.5"), Decimal(30),
    )
    assert [(p.product, p.session_ml, p.vials) for p in made.parts] == [
        ("vitamin_c", Decimal("2.25"), 1), ("lidocaine_1", Decimal("0.75"), 1),
    ]


def test_without_a_line_only_what_the_preparation_itself_says_is_told() -> None:
    made = composition_of(as_preparation(own_of(part("vitamin_c", "3"))), PACK)
    assert (made.ingredients[0].per_ml_mg, made.ingredients[0].point_mg, made.parts[0].session_ml) == (Decimal(100), None, None)


def test_a_strength_not_known_is_never_nought() -> None:
    made = composition_of(as_preparation(own_of(part("device_dc", "8"), family=Family.DEVICE)), PACK)
    assert made.ingredients[0].per_ml_mg is None


def test_nothing_composed_yet_is_nothing() -> None:
    made = composition_of(as_preparation(own_of()), PACK)
    assert (made.volume_ml, made.parts, made.ingredients) == (Decimal(0), (), ())


_ML = st.decimals(min_value="0.01", max_value="50", places=2)
_MG = st.decimals(min_value="0.01", max_value="500", places=2)


@st.composite
def _parts(draw: st.DrawFn) -> tuple[OwnPart, ...]:
    vitamin = part("vitamin_c", str(draw(_ML)), ascorbic_acid=str(draw(_MG)))
    return (vitamin, part("lidocaine_1", str(draw(_ML)), lidocaine=str(draw(_MG))), part("device_dc", str(draw(_ML))))


@given(_parts(), st.decimals(min_value="0.01", max_value="100", places=2))
def test_doses_and_volumes_of_the_parts_make_up_the_whole_exactly(parts: tuple[OwnPart, ...], volume: Decimal) -> None:
    preparation = as_preparation(own_of(*parts))
    whole = sum((Fraction(one.volume_ml) for one in parts), Fraction(0))
    assert sum((share_of(preparation, one.product) for one in parts), Fraction(0)) == 1
    for one in parts:
        for strength in one.strengths:
            alone = Fraction(volume) * Fraction(one.volume_ml) / whole * Fraction(strength.mg_per_ml)
            mixed = strength_of(preparation, strength.ingredient, PACK)
            assert mixed is not None
            assert Fraction(volume) * mixed == alone
    made = composition_of(preparation, PACK)
    assert made.volume_ml == to_decimal(whole)
    assert sum((one.volume_ml for one in made.parts), Decimal(0)) == made.volume_ml


@given(_ML, _ML, _MG, _MG)
def test_one_ingredient_of_two_strengths_is_the_sum_of_both(one_ml: Decimal, two_ml: Decimal, one_mg: Decimal, two_mg: Decimal) -> None:
    own = own_of(part("dca_10", str(one_ml), deoxycholic_acid=str(one_mg)), part("pcdc_50_42", str(two_ml), deoxycholic_acid=str(two_mg)))
    mixed = strength_of(as_preparation(own), "deoxycholic_acid", PACK)
    whole = Fraction(one_ml) + Fraction(two_ml)
    assert mixed == (Fraction(one_ml) * Fraction(one_mg) + Fraction(two_ml) * Fraction(two_mg)) / whole
