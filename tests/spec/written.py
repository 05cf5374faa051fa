"""Reads what the tables write in one line: a plan line with its area, an extent, an earlier treatment."""

from datetime import date
from decimal import Decimal

from msgspec.structs import replace

from meso_desktop.domain.areas import Deposit, Extent, Outline, Point, Side, TargetArea, Zone
from meso_desktop.domain.history import EarlierTreatment, TreatedOn
from meso_desktop.domain.plan import Placement, PlanLine
from tests.domain.builders import extent, line, target


def sized(size: str) -> Extent:
    """Read an outline with its length and width, such as *rectangle 4 × 3*."""
    outline, _, sides = size.partition(" ")
    length, _, width = sides.partition(" × ")
    return extent(length, width, Outline(outline))


def written_line(
    written: str, number: int, *, sessions: int | None = None, deposit: Deposit | None = Deposit.SMALL,
) -> tuple[TargetArea, PlanLine]:
    """Read a line of a table: area, side, outline, protocol with spacing, preparation, mL, and if told its days or interval."""
    area, side, size, grid, preparation, amount, *when = written.split(", ")
    protocol, _, spacing = grid.partition(" ")
    told = "".join(when)
    every = told.removeprefix("every ") if told.startswith("every ") else None
    minutes = told.removesuffix(" min") if told.endswith(" min") else None
    volume = amount.removesuffix(" mL") if amount.endswith(" mL") else None
    days = () if every is not None or minutes is not None else tuple(date.fromisoformat(day) for day in told.split())
    planned = line(
        number,
        protocol=protocol,
        preparation=preparation,
        spacing_cm=spacing or None,
        volume_per_point_ml=None if volume is not None or amount == "-" else amount,
        volume_ml=volume,
        sessions=sessions,
        interval_days=None if every is None else int(every),
        dates=days,
    )
    planned = planned if minutes is None else replace(planned, minutes=int(minutes))
    return target(number, area=area, side=Side(side), of=None if size == "-" else sized(size), deposit=deposit), planned


def laid_by_hand(area: TargetArea, planned: PlanLine, laid: str) -> tuple[TargetArea, PlanLine]:
    """Read what was done to a grid: points ``in`` and ``out``, and zones by their kind with their corners, in 0.1 mm from the centre."""
    points: dict[str, list[Point]] = {"in": [], "out": []}
    zones = []
    for part in laid.split(", "):
        kind, *places = part.split()
        corners = [Point(int(x), int(y)) for x, y in (place.split("/") for place in places)]
        if kind in points:
            points[kind] += corners
        else:
            zones.append(Zone(kind=kind, corners=tuple(corners)))
    placement = Placement(added=tuple(points["in"]), removed=tuple(points["out"]))
    return replace(area, zones=tuple(zones)), replace(planned, placement=placement)


def written_earlier(written: str) -> EarlierTreatment:
    """Read an earlier treatment: product, area, when, mL, and if told its session's number; ``?`` is not known."""
    product, area, when, amount, *number = written.split(", ")
    return EarlierTreatment(
        product=None if product == "?" else product,
        area=None if area == "?" else area,
        treated_on=treated_on(when),
        volume_ml=None if amount == "?" else Decimal(amount.removesuffix(" mL")),
        session_number=int(number[0]) if number else None,
    )


def treated_on(written: str) -> TreatedOn | None:
    """Read a day or a month; ``?`` is not known."""
    if written == "?":
        return None
    numbers = [int(number) for number in written.split("-")]
    return TreatedOn(year=numbers[0], month=numbers[1], day=numbers[2] if numbers[2:] else None)
