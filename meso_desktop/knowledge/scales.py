"""Checks scales: their grades, the areas they are for, and the bands of their totals."""

from itertools import pairwise

from meso_desktop.domain.knowledge import Knowledge
from meso_desktop.domain.protocols import Scale
from meso_desktop.knowledge.reading import need, refuse


def check_scales(knowledge: Knowledge, *, file: str) -> None:
    """Refuse a scale without grades, with grades or bands out of order, or with an item twice."""
    for scale in knowledge.scales.values():
        key = f"scales.{scale.id}"
        need(scale.areas, knowledge.areas, file=file, key=f"{key}.areas")
        if not scale.grades:
            refuse("pack.empty", file=file, key=f"{key}.grades")
        if any(lower >= upper for lower, upper in pairwise(scale.grades)):
            refuse("pack.bands", file=file, key=f"{key}.grades")
        if len(set(scale.items)) < len(scale.items):
            refuse("pack.duplicate_id", file=file, key=f"{key}.items")
        _check_scale_bands(scale, file=file, key=f"{key}.bands")


def _check_scale_bands(scale: Scale, *, file: str, key: str) -> None:
    highest = scale.grades[-1] * max(1, len(scale.items))
    if any(lower.at_least >= upper.at_least for lower, upper in pairwise(scale.bands)):
        refuse("pack.bands", file=file, key=key)
    if any(band.at_least > highest for band in scale.bands):
        refuse("pack.low_over_high", file=file, key=key)
