"""What the doctor measures on the patient."""

from enum import IntEnum

from msgspec import Struct

from meso_desktop.domain.quantity import Length, Mass


class SkinType(IntEnum):
    """Fitzpatrick's skin type."""

    I = 1  # noqa: E741  # the scale is written in Roman numerals
    II = 2
    III = 3
    IV = 4
    V = 5
    VI = 6


class Girth(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A girth at a site, ``waist`` for instance; the site is a code of the wording catalogue."""

    site: str
    length: Length


class Examination(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Height, weight, blood pressure in mmHg, girths and skin type; None is *not measured*."""

    height: Length | None = None
    weight: Mass | None = None
    systolic_mmhg: int | None = None
    diastolic_mmhg: int | None = None
    girths: tuple[Girth, ...] = ()
    skin_type: SkinType | None = None
