"""The languages by their own names, which whoever speaks one reads in any other."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from meso_desktop.domain.people import Language

LANGUAGE_NAMES: Final[Mapping[Language, str]] = MappingProxyType({
    Language.ENGLISH: "English", Language.FRENCH: "Français", Language.SPANISH: "Español", Language.PORTUGUESE: "Português",
})
