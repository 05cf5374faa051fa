"""How well an entry of the packs is supported, and by what."""

from enum import StrEnum

from msgspec import Struct


class Confidence(StrEnum):
    """How well a figure is supported."""

    L = "L"  # label
    R = "R"  # controlled trial
    O = "O"  # noqa: E741  # observational; the codes are the field's
    G = "G"  # regulator, guideline
    V = "V"  # review
    C = "C"  # clinic, training page
    T = "T"  # tertiary
    U = "U"  # unsourced
    D = "D"  # derived by arithmetic


class Source(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Where a fact comes from, as a citation a clinician can follow."""

    id: str
    citation: str
