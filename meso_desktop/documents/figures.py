"""For the doctor: the figures of each area and session, and how they came about."""

from reportlab.platypus import Flowable

from meso_desktop.documents.blocks import section
from meso_desktop.documents.flow import Cell, Column, Grid, Words, run_in
from meso_desktop.documents.grades import grades
from meso_desktop.documents.lines import Span
from meso_desktop.documents.needles import needles
from meso_desktop.documents.paper import PaperLine, PlanPaper
from meso_desktop.documents.style import ACCENT, CLOSE_CELL, CLOSE_HEADING, CLOSE_PAD, CLOSE_TEXT, WARN
from meso_desktop.documents.totals import doses, totals
from meso_desktop.documents.typefaces import Face
from meso_desktop.domain.assessment import AnaestheticEstimate
from meso_desktop.domain.calendar import days_apart
from meso_desktop.domain.message import Term
from meso_desktop.domain.plan import AnaestheticChoice


def measures(paper: PlanPaper) -> list[Flowable]:
    """Return age, height, weight and what follows from them."""
    found, examined = paper.assessment.measures, paper.document.examination
    facts = []
    if found.age_years is not None:
        facts.append(paper.say("measure.age", years=found.age_years))
    if examined.height is not None:
        facts.append(paper.quantity(examined.height.cm, "cm"))
    if examined.weight is not None:
        facts.append(paper.quantity(examined.weight.kg, "kg"))
    if found.bmi is not None:
        band = Term(f"bmi_band.{found.bmi_band}")
        facts.append(
            paper.say("measure.bmi", bmi=found.bmi, band=band) if found.bmi_band else paper.say("measure.bmi_alone", bmi=found.bmi)
        )
    if found.ideal_weight_kg is not None:
        facts.append(paper.say("measure.ideal", weight=found.ideal_weight_kg))
    if found.over_ideal_percent is not None:
        away = "over" if found.over_ideal_percent >= 0 else "under"
        facts.append(paper.say(f"measure.{away}", percent=abs(found.over_ideal_percent)))
    text = " · ".join(facts)
    if found.no_ideal_weight is not None:
        text = f"{text}. {paper.wording.text(found.no_ideal_weight)}" if text else paper.wording.text(found.no_ideal_weight)
    return [run_in(paper.say("heading.measures"), text)] if text else []


def figures(paper: PlanPaper, width: float) -> list[Flowable]:
    """Return the figures per area with their workings, and the totals per session and over the course."""
    columns = [
        Column("", 3),
        Column(paper.say("label.area"), 19),
        Column(paper.say("label.protocol"), 30),
        Column(paper.say("label.grid"), 19),
        Column(paper.say("label.volume_short"), 11, "right"),
        Column(paper.say("label.dose_short"), 26),
        Column(paper.say("label.course"), 16),
    ]
    table = Grid(columns, [_line_row(paper, line) for line in paper.lines], style=CLOSE_CELL, pad=CLOSE_PAD)
    story = section(Words(paper.say("heading.figures"), CLOSE_HEADING), table, width=width)
    story += needles(paper)
    story += grades(paper)
    shown = [line for line in paper.lines if line.figures.workings]
    story += [_workings(paper, line, is_first=line is shown[0]) for line in shown]
    return story + totals(paper, width)


def _line_row(paper: PlanPaper, line: PaperLine) -> list[Cell]:
    found = line.figures
    vials = [paper.say("vials", count=found.vials)] if found.vials is not None else []
    grid = paper.say("by_volume")
    if found.points_per_side is not None and found.spacing_cm is not None:
        grid = paper.say("grid", points=found.points_per_side, spacing=found.spacing_cm)
        if found.volume_per_point_ml is not None:
            grid += "\n" + paper.say("per_point", volume=found.volume_per_point_ml)
    course = [paper.say("sessions", count=found.sessions.chosen) if found.sessions.chosen is not None else paper.say("unknown")]
    course += _days_apart(paper, line)
    used = [paper.wording.term(f"protocol.{line.line.protocol}"), paper.preparation(line.line.preparation)]
    off = [Span(f"\n{paper.say('off_label_short')}", Face.MEDIUM, WARN)] if found.is_off_label else []
    return [
        [Span(str(line.number), Face.SEMIBOLD, ACCENT)],
        [Span(paper.named(line.target), Face.MEDIUM)],
        [Span("\n".join(used)), *off],
        grid,
        paper.quantity(found.volume_ml, "ml"),
        "\n".join([*doses(paper, found.doses), *vials]),
        "\n".join(course),
    ]


def _days_apart(paper: PlanPaper, line: PaperLine) -> list[str]:
    """Return how far the sessions lie apart: as they are planned where the days are, else by the interval that holds."""
    planned, interval = days_apart(line.line.dates), line.figures.interval_days
    if planned is None:
        return [] if interval is None or line.line.dates else [paper.say("interval", days=interval)]
    low, high = planned
    return [paper.say("interval", days=low) if low == high else paper.say("interval.between", low=low, high=high)]


def _workings(paper: PlanPaper, line: PaperLine, *, is_first: bool) -> Flowable:
    steps = " · ".join(paper.wording.text(step) for step in line.figures.workings)
    head = [Span(f"{line.number}  ", Face.SEMIBOLD, ACCENT), Span(f"{paper.named(line.target)}: ", Face.MEDIUM)]
    heading = [Span(f"{paper.say('heading.workings')}\u2003", Face.SEMIBOLD)] if is_first else []
    return Words([*heading, *head, Span(steps)], CLOSE_TEXT)


def anaesthetic(paper: PlanPaper) -> list[Flowable]:
    """Return how the sting is met, and a dose against its cap."""
    chosen, estimate = paper.document.plan.anaesthetic, paper.assessment.anaesthetic
    if chosen is None:
        return []
    words = [paper.say(f"anaesthetic.{chosen.choice.value}")]
    if chosen.agent is not None:
        words.append(paper.wording.term(f"anaesthetic.{chosen.agent}") + ".")
    if chosen.choice is AnaestheticChoice.INFILTRATED and estimate is not None:
        words += _anaesthetic_dose(paper, estimate)
    return [run_in(paper.say("heading.anaesthetic"), " ".join(words))]


def _anaesthetic_dose(paper: PlanPaper, estimate: AnaestheticEstimate) -> list[str]:
    words = [paper.say("anaesthetic.dose", given=paper.quantity(estimate.mg, "mg"), cap=paper.quantity(estimate.cap_mg, "mg"))]
    if estimate.contained_mg:
        words.append(paper.say("anaesthetic.contained", mg=estimate.contained_mg))
    words += [paper.wording.text(step).rstrip(".") + "." for step in estimate.workings]
    return [*words, paper.say("anaesthetic.sources", sources=", ".join(estimate.sources))] if estimate.sources else words
