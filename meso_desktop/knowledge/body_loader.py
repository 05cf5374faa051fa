"""Reads the drawn body from ``resources/body/*.toml``, strictly."""

import tomllib
from pathlib import Path as FilePath

import msgspec
from msgspec import Struct

from meso_desktop.domain.areas import Side
from meso_desktop.domain.body import (
    Body,
    Figure,
    Path,
    Region,
    Shape,
    Stroke,
    Tone,
    View,
    Weight,
    centre_of,
    closed_by_mirror,
    mirrored,
    parse_path,
)
from meso_desktop.domain.errors import UserError
from meso_desktop.domain.message import message
from meso_desktop.domain.people import Sex


class _Shape(Struct, forbid_unknown_fields=True, frozen=True):
    tone: Tone
    path: str
    half: bool = False
    pair: bool = False
    is_outlined: bool = True


class _Detail(Struct, forbid_unknown_fields=True, frozen=True):
    weight: Weight
    path: str
    pair: bool = False


class _Region(Struct, forbid_unknown_fields=True, frozen=True):
    area: str
    side: Side
    path: str
    is_part: bool = False


class _Drawing(Struct, forbid_unknown_fields=True, frozen=True):
    sex: Sex
    view: View
    width: float
    height: float
    shape: tuple[_Shape, ...]
    detail: tuple[_Detail, ...]
    region: tuple[_Region, ...]


def load_body(folder: FilePath) -> Body:
    """Return every figure drawn in the files of `folder`.

    Raises UserError `body.unreadable` naming the file and what is wrong in it, `body.missing` when a view of a body is not drawn.
    """
    figures = tuple(_figure(file) for file in sorted(folder.glob("*.toml")))
    drawn = {(figure.sex, figure.view) for figure in figures}
    for sex in (Sex.FEMALE, Sex.MALE):
        for view in View:
            if (sex, view) not in drawn:
                raise UserError(message("body.missing", sex=sex.value, view=view.value, folder=str(folder)))
    return Body(figures)


def _figure(file: FilePath) -> Figure:
    try:
        drawing = msgspec.convert(tomllib.loads(file.read_text(encoding="utf-8")), _Drawing)
        return Figure(
            sex=drawing.sex,
            view=drawing.view,
            width=drawing.width,
            height=drawing.height,
            shapes=tuple(
                Shape(path, shape.tone, shape.is_outlined)
                for shape in drawing.shape
                for path in _shape_paths(shape, width=drawing.width)
            ),
            details=tuple(
                Stroke(path, detail.weight)
                for detail in drawing.detail
                for path in _both(parse_path(detail.path), is_pair=detail.pair, width=drawing.width)
            ),
            regions=tuple(_regions(drawing)),
        )
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, msgspec.ValidationError) as fault:
        raise UserError(message("body.unreadable", file=file.name, fault=str(fault))) from fault
    except UserError as fault:
        values = ", ".join(value.value for value in fault.message.values)
        raise UserError(message("body.unreadable", file=file.name, fault=values)) from fault


def _shape_paths(shape: _Shape, *, width: float) -> tuple[Path, ...]:
    path = parse_path(shape.path)
    if shape.half:
        return (closed_by_mirror(path, width=width),)
    return _both(path, is_pair=shape.pair, width=width)


def _both(path: Path, *, is_pair: bool, width: float) -> tuple[Path, ...]:
    return (path, mirrored(path, width=width)) if is_pair else (path,)


def _regions(drawing: _Drawing) -> list[Region]:
    """Return the regions in the order they are walked; `BOTH` is drawn on the patient's left and mirrored to the right."""
    regions: list[Region] = []
    for entry in drawing.region:
        path = parse_path(entry.path)
        if entry.side is not Side.BOTH:
            regions.append(Region(entry.area, entry.side, path, centre_of(path), entry.is_part))
            continue
        other = mirrored(path, width=drawing.width)
        regions.append(Region(entry.area, Side.LEFT, path, centre_of(path), entry.is_part))
        regions.append(Region(entry.area, Side.RIGHT, other, centre_of(other), entry.is_part))
    return regions
