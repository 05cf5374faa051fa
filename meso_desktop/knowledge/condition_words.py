"""A rule's condition written out: one line for each part, set in under the group it belongs to."""

from collections.abc import Iterator

from msgspec import Struct

from meso_desktop.domain.condition import (
    AimIs,
    AllergyIn,
    AllOf,
    AnaestheticAllergy,
    AnaestheticIs,
    AnswerIs,
    AnyOf,
    AreaIn,
    Condition,
    DepositIs,
    FigureBetween,
    IngredientAllergy,
    IngredientIn,
    LegalStatusIs,
    MedicineIn,
    Mixture,
    NotThat,
    OffLabel,
    ProductIn,
    TreatedBefore,
)
from meso_desktop.domain.message import Message, Term, message
from meso_desktop.knowledge.wording import Wording


class WrittenLine(Struct, frozen=True, kw_only=True):
    """One line of a condition: how deep it is set in, its sentence, and the keys of the terms that it lists after it."""

    depth: int
    text: Message
    names: tuple[str, ...] = ()


def condition_lines(condition: Condition) -> tuple[WrittenLine, ...]:
    """Return the condition in lines, in reading order."""
    return tuple(_lines(condition, 0))


def line_text(line: WrittenLine, wording: Wording) -> str:
    """Return the words of one line."""
    named = ", ".join(wording.term(name) for name in line.names)
    return f"{wording.text(line.text)} {named}".strip()


def _lines(condition: Condition, depth: int) -> Iterator[WrittenLine]:  # noqa: C901, PLR0912  # one case for each kind of condition
    match condition:
        case AllOf(of=parts) | AnyOf(of=parts):
            yield _line(depth, message("condition.all") if isinstance(condition, AllOf) else message("condition.any"))
            for part in parts:
                yield from _lines(part, depth + 1)
        case NotThat(that=part):
            yield _line(depth, message("condition.not"))
            yield from _lines(part, depth + 1)
        case AnswerIs(question=question, answer=answer):
            told = message("condition.answer", question=Term(f"question.{question}"), answer=Term(f"answer.{answer.value}"))
            yield _line(depth, told)
        case FigureBetween():
            yield _line(depth, _figure(condition))
        case AllergyIn(codes=codes):
            yield _line(depth, message("condition.allergy"), "allergen", codes)
        case IngredientAllergy():
            yield _line(depth, message("condition.ingredient_allergy"))
        case MedicineIn(classes=classes):
            yield _line(depth, message("condition.medicine"), "medicine", classes)
        case DepositIs(size=size):
            yield _line(depth, message("condition.deposit", deposit=Term(f"deposit.{size.value}")))
        case AimIs(aim=aim):
            yield _line(depth, message("condition.aim", aim=Term(f"aim.{aim.value}")))
        case LegalStatusIs(status=status):
            yield _line(depth, message("condition.legal"), "legal", status)
        case OffLabel():
            yield _line(depth, message("condition.off_label"))
        case Mixture():
            yield _line(depth, message("condition.mixture"))
        case AreaIn(areas=areas):
            yield _line(depth, message("condition.area"), "area", areas)
        case ProductIn(products=products):
            yield _line(depth, message("condition.product"), "product", products)
        case IngredientIn(ingredients=ingredients):
            yield _line(depth, message("condition.ingredient"), "ingredient", ingredients)
        case TreatedBefore():
            yield from _treated(condition, depth)
        case AnaestheticAllergy():
            yield _line(depth, message("condition.anaesthetic_allergy"))
        case AnaestheticIs(agents=agents):
            yield _line(depth, message("condition.anaesthetic"), "anaesthetic", agents)


def _line(depth: int, text: Message, kind: str = "", names: tuple[str, ...] = ()) -> WrittenLine:
    return WrittenLine(depth=depth, text=text, names=tuple(f"{kind}.{name}" for name in names))


def _figure(condition: FigureBetween) -> Message:
    """Return the sentence of a range; of two lower bounds the one that binds."""
    figure, below = Term(f"figure.{condition.figure}"), condition.below
    low, is_open = condition.at_least, False
    if condition.above is not None and (low is None or condition.above >= low):
        low, is_open = condition.above, True
    if low is None:
        return message("condition.figure.below", figure=figure, below="" if below is None else below)
    if below is None:
        return message("condition.figure.above", figure=figure, low=low) if is_open else message(
            "condition.figure.at_least", figure=figure, low=low,
        )
    if is_open:
        return message("condition.figure.above_below", figure=figure, low=low, below=below)
    return message("condition.figure.at_least_below", figure=figure, low=low, below=below)


def _treated(condition: TreatedBefore, depth: int) -> Iterator[WrittenLine]:
    told: list[WrittenLine] = []
    if condition.products:
        told.append(_line(depth + 1, message("condition.treated.products"), "product", condition.products))
    if condition.within_days is not None:
        told.append(_line(depth + 1, message("condition.treated.within", count=condition.within_days)))
    if condition.is_same_area:
        told.append(_line(depth + 1, message("condition.treated.same_area")))
    if condition.had_reaction:
        told.append(_line(depth + 1, message("condition.treated.reaction")))
    yield _line(depth, message("condition.treated") if told else message("condition.treated.any"))
    yield from told
