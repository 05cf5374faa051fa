from decimal import Decimal
from fractions import Fraction

from msgspec.structs import replace

from meso_desktop.domain.assessment import Dose
from meso_desktop.domain.contents import doses_in, share_of, strength_of, vials_in, vials_of
from meso_desktop.domain.products import Part

from .small_knowledge import small_knowledge

_MIX = small_knowledge().preparations["meso_mix"]
_DEVICE = small_knowledge().preparations["device_dc"]


def test_a_mixture_shares_its_volume_by_its_parts() -> None:
    assert share_of(_MIX, "vitamin_c") == Fraction(3, 4)
    assert share_of(_MIX, "dca_10") == 0
    assert doses_in(Decimal(4), _MIX, small_knowledge()) == (
        Dose(ingredient="ascorbic_acid", mg=Decimal(300)), Dose(ingredient="lidocaine", mg=Decimal(10)),
    )


def test_an_unknown_strength_gives_an_unknown_dose_and_never_nought() -> None:
    assert doses_in(Decimal(4), _DEVICE, small_knowledge()) == (Dose(ingredient="deoxycholic_acid", mg=None),)
    assert strength_of(_DEVICE, "deoxycholic_acid", small_knowledge()) is None


def test_a_product_that_is_not_in_the_pack_leaves_every_strength_unknown() -> None:
    strange = replace(_MIX, parts=(*_MIX.parts, Part(product="gone", volume_ml=Decimal(1))))
    assert strength_of(strange, "lidocaine", small_knowledge()) is None
    assert vials_in(Decimal(4), strange, small_knowledge()) is None


def test_a_volume_not_known_gives_no_dose_and_no_vials() -> None:
    assert doses_in(None, _MIX, small_knowledge())[0].mg is None
    assert vials_in(None, _MIX, small_knowledge()) is None


def test_vials_are_opened_whole_for_each_product() -> None:
    dca = small_knowledge().preparations["dca_10"]
    assert vials_of("dca_10", Decimal("2.4"), dca, small_knowledge()) == 2
    assert vials_of("dca_10", Decimal(4), dca, small_knowledge()) == 2
    assert vials_in(Decimal(8), _MIX, small_knowledge()) == 2 + 1


def test_a_preparation_of_nothing_holds_nothing() -> None:
    empty = replace(_MIX, parts=())
    assert share_of(empty, "vitamin_c") == 0
    assert doses_in(Decimal(1), empty, small_knowledge()) == ()
    assert vials_in(Decimal(1), empty, small_knowledge()) is None
