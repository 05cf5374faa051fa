"""A small invented pack: enough products, protocols, rules and questions to try the pure core without reading files."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Final, TypedDict, TypeVar
from typing import Protocol as TypingProtocol

from meso_desktop.domain.areas import Aim, Deposit
from meso_desktop.domain.condition import (
    AllOf,
    AnaestheticAllergy,
    AnaestheticIs,
    AnswerIs,
    AnyOf,
    DepositIs,
    FigureBetween,
    IngredientAllergy,
    LegalStatusIs,
    MedicineIn,
    OffLabel,
)
from meso_desktop.domain.evidence import Confidence, Source
from meso_desktop.domain.history import Answer
from meso_desktop.domain.knowledge import BmiBand, Devine, Knowledge
from meso_desktop.domain.patient_texts import AdviceEntry, AdviceKind, ConsentText
from meso_desktop.domain.people import Jurisdiction, Sex
from meso_desktop.domain.products import (
    AnaestheticAgent,
    Ingredient,
    LegalStatus,
    Limit,
    LimitKind,
    LimitMeasure,
    LimitPer,
    Part,
    Preparation,
    Product,
    Strength,
)
from meso_desktop.domain.protocols import BodyArea, CountedBy, Protocol, Span
from meso_desktop.domain.rules import Allergen, Family, FamilyOutcomes, MedicineClass, Question, QuestionScope, Rule, RuleOutcome, RuleScope


class _Origin(TypedDict):
    sources: tuple[str, ...]
    confidence: Confidence
    reviewed_on: date


class _HasId(TypingProtocol):
    @property
    def id(self) -> str: ...


_Entry = TypeVar("_Entry", bound=_HasId)

_BY: Final[_Origin] = {"sources": ("S01",), "confidence": Confidence.L, "reviewed_on": date(2026, 1, 15)}
_BY_CLINIC: Final[_Origin] = {"sources": ("S42",), "confidence": Confidence.C, "reviewed_on": date(2026, 1, 15)}
_UNTIL_MONTH: Final = (Jurisdiction.US, Jurisdiction.BR, Jurisdiction.OTHER)


@lru_cache(maxsize=1)
def small_knowledge() -> Knowledge:
    """Return the pack; the same value each time."""
    return Knowledge(
        version="0.0-small",
        digest="0" * 64,
        stored=b"{}",
        consent_version="1",
        sources={"S01": Source(id="S01", citation="Invented label"), "S42": Source(id="S42", citation="Invented clinic page")},
        questions=_by_id(_questions()),
        rules=_by_id(_rules()),
        allergens=_by_id(_allergens()),
        medicine_classes=_by_id(
            (MedicineClass(id="anticoagulant", words=("warfarin",)), MedicineClass(id="antiplatelet", words=("aspirin",)))
        ),
        ingredients=_by_id(_ingredients()),
        products=_by_id(_products()),
        preparations=_by_id(_preparations()),
        protocols=_by_id(_protocols()),
        areas=_by_id(_areas()),
        legal=_by_id(_legal()),
        anaesthetics=_by_id(_anaesthetics()),
        advice=_by_id((AdviceEntry(id="drink_water", kind=AdviceKind.PREPARATION, **_BY_CLINIC),)),
        consent=_by_id((ConsentText(id="purpose", **_BY_CLINIC),)),
        bmi_bands=_bands(),
        devine=_devine(),
        scales={},
    )


def _by_id(entries: Iterable[_Entry]) -> dict[str, _Entry]:
    return {entry.id: entry for entry in entries}


def _span(low: str, high: str) -> Span:
    return Span(low=Decimal(low), high=Decimal(high))


def _limit(  # noqa: PLR0913  # one argument a field
    limit_id: str,
    kind: LimitKind,
    measure: LimitMeasure,
    per: LimitPer,
    *,
    at_most: str | None = None,
    at_least: str | None = None,
    ingredient: str | None = None,
    areas: tuple[str, ...] = (),
    jurisdictions: tuple[Jurisdiction, ...] = (),
) -> Limit:
    return Limit(
        id=limit_id,
        kind=kind,
        measure=measure,
        per=per,
        at_most=None if at_most is None else Decimal(at_most),
        at_least=None if at_least is None else Decimal(at_least),
        ingredient=ingredient,
        areas=areas,
        jurisdictions=jurisdictions,
        **_BY,
    )


def _ingredients() -> tuple[Ingredient, ...]:
    return (
        Ingredient(id="deoxycholic_acid", allergens=("deoxycholate",), **_BY),
        Ingredient(id="phosphatidylcholine", allergens=("soy",), **_BY),
        Ingredient(id="benzyl_alcohol", allergens=("benzyl_alcohol",), **_BY),
        Ingredient(id="ascorbic_acid", **_BY),
        Ingredient(id="lidocaine", allergens=("amide_anaesthetic",), **_BY),
        Ingredient(id="procaine", allergens=("ester_anaesthetic",), **_BY),
    )


def _allergens() -> tuple[Allergen, ...]:
    return (
        Allergen(id="soy", words=("soya", "lecithin")),
        Allergen(id="deoxycholate"),
        Allergen(id="benzyl_alcohol"),
        Allergen(id="amide_anaesthetic", words=("lidocaine",)),
        Allergen(id="ester_anaesthetic", words=("procaine",)),
        Allergen(id="latex", words=("latex",)),
    )


def _products() -> tuple[Product, ...]:
    hard, soft, session, course = LimitKind.HARD, LimitKind.SOFT, LimitPer.SESSION, LimitPer.COURSE
    return (
        Product(
            id="dca_10",
            family=Family.DCA,
            vial_ml=Decimal(2),
            labelled_areas=("submental",),
            excipients=("benzyl_alcohol",),
            ingredients=(Strength(ingredient="deoxycholic_acid", mg_per_ml=Decimal(10)),),
            limits=(
                _limit("dca_points", hard, LimitMeasure.POINTS, session, at_most="50"),
                _limit("dca_volume", hard, LimitMeasure.VOLUME_ML, session, at_most="10"),
                _limit("dca_mg", hard, LimitMeasure.MG, session, at_most="100", ingredient="deoxycholic_acid"),
                _limit("dca_sessions", hard, LimitMeasure.SESSIONS, course, at_most="6"),
                _limit("dca_interval", hard, LimitMeasure.INTERVAL_DAYS, course, at_least="28"),
                _limit("dca_interval_month", hard, LimitMeasure.INTERVAL_MONTHS, course, at_least="1", jurisdictions=_UNTIL_MONTH),
            ),
            **_BY,
        ),
        Product(
            id="pcdc_50_42",
            family=Family.PCDC,
            vial_ml=Decimal(10),
            excipients=("benzyl_alcohol",),
            ingredients=(
                Strength(ingredient="phosphatidylcholine", mg_per_ml=Decimal(50)),
                Strength(ingredient="deoxycholic_acid", mg_per_ml=Decimal(42)),
            ),
            limits=(
                _limit("pcdc_pc_mg", hard, LimitMeasure.MG, session, at_most="2500", ingredient="phosphatidylcholine"),
                _limit("pcdc_dc_mg", soft, LimitMeasure.MG, session, at_most="100", ingredient="deoxycholic_acid"),
            ),
            **_BY,
        ),
        Product(
            id="device_dc",
            family=Family.DEVICE,
            vial_ml=Decimal(8),
            ingredients=(Strength(ingredient="deoxycholic_acid"),),
            **_BY_CLINIC,
        ),
        Product(
            id="vitamin_c",
            family=Family.MESO,
            vial_ml=Decimal(5),
            ingredients=(Strength(ingredient="ascorbic_acid", mg_per_ml=Decimal(100)),),
            **_BY_CLINIC,
        ),
        Product(
            id="lidocaine_1",
            family=Family.MESO,
            vial_ml=Decimal(5),
            ingredients=(Strength(ingredient="lidocaine", mg_per_ml=Decimal(10)),),
            **_BY_CLINIC,
        ),
        Product(
            id="buflomedil",
            family=Family.MESO,
            ingredients=(Strength(ingredient="ascorbic_acid"),),
            not_selectable="withdrawn",
            **_BY_CLINIC,
        ),
    )


def _preparations() -> tuple[Preparation, ...]:
    return (
        Preparation(id="dca_10", family=Family.DCA, parts=(Part(product="dca_10", volume_ml=Decimal(2)),), **_BY),
        Preparation(id="pcdc_50_42", family=Family.PCDC, parts=(Part(product="pcdc_50_42", volume_ml=Decimal(10)),), **_BY),
        Preparation(id="device_dc", family=Family.DEVICE, parts=(Part(product="device_dc", volume_ml=Decimal(8)),), **_BY_CLINIC),
        Preparation(
            id="meso_mix",
            family=Family.MESO,
            parts=(Part(product="vitamin_c", volume_ml=Decimal(3)), Part(product="lidocaine_1", volume_ml=Decimal(1))),
            **_BY_CLINIC,
        ),
        Preparation(id="vitamin_c", family=Family.MESO, parts=(Part(product="vitamin_c", volume_ml=Decimal(5)),), **_BY_CLINIC),
    )


def _protocols() -> tuple[Protocol, ...]:
    soft, fat = LimitKind.SOFT, (Aim.FAT,)
    every = tuple(Aim)
    return (
        Protocol(
            id="submental_label",
            family=Family.DCA,
            preparations=("dca_10",),
            areas=("submental",),
            aims=fat,
            technique="point",
            spacing_cm=Decimal(1),
            volume_per_point_ml=Decimal("0.2"),
            sessions=_span("2", "4"),
            interval_days=28,
            **_BY,
        ),
        Protocol(
            id="jowl_close",
            family=Family.DCA,
            preparations=("dca_10",),
            areas=("jowl",),
            aims=fat,
            technique="point",
            spacing_span_cm=_span("0.5", "0.75"),
            volume_per_point_ml=Decimal("0.1"),
            sessions=_span("1", "2"),
            interval_days=28,
            **_BY_CLINIC,
        ),
        Protocol(
            id="flank_dca",
            family=Family.DCA,
            preparations=("dca_10",),
            areas=("flank",),
            aims=fat,
            technique="point",
            spacing_cm=Decimal(1),
            volume_per_point_ml=Decimal("0.1"),
            volume_per_point_span_ml=_span("0.1", "0.15"),
            sessions=_span("2", "2"),
            interval_days=42,
            limits=(_limit("flank_volume", soft, LimitMeasure.VOLUME_ML, LimitPer.SIDE, at_most="2"),),
            **_BY_CLINIC,
        ),
        Protocol(
            id="pcdc_body",
            family=Family.PCDC,
            preparations=("pcdc_50_42",),
            areas=("flank", "lower_abdomen", "upper_abdomen", "submental"),
            aims=fat,
            technique="point",
            spacing_cm=Decimal("1.5"),
            volume_per_point_span_ml=_span("0.14", "0.5"),
            sessions=_span("2", "4"),
            interval_days=28,
            interval_span_days=_span("28", "56"),
            **_BY_CLINIC,
        ),
        Protocol(
            id="device_body",
            family=Family.DEVICE,
            preparations=("device_dc",),
            areas=("flank", "lower_abdomen", "upper_abdomen"),
            aims=fat,
            technique="point",
            spacing_cm=Decimal("1.5"),
            volume_per_point_ml=Decimal("0.3"),
            interval_span_days=_span("28", "42"),
            limits=(
                _limit("device_area", soft, LimitMeasure.VOLUME_ML, LimitPer.AREA, at_most="30"),
                _limit("device_day", soft, LimitMeasure.VOLUME_ML, LimitPer.SESSION, at_most="60"),
                _limit("device_areas", soft, LimitMeasure.AREAS, LimitPer.SESSION, at_most="2"),
                _limit("device_days", soft, LimitMeasure.DAYS_BETWEEN_AREAS, LimitPer.COURSE, at_least="7"),
            ),
            **_BY_CLINIC,
        ),
        Protocol(
            id="meso_point",
            family=Family.MESO,
            preparations=("meso_mix", "vitamin_c"),
            areas=("submental", "flank", "lower_abdomen", "scalp"),
            aims=every,
            technique="point",
            spacing_cm=Decimal(2),
            spacing_span_cm=_span("1.5", "2.5"),
            volume_per_point_ml=Decimal("0.2"),
            volume_per_point_span_ml=_span("0.1", "0.3"),
            sessions=_span("4", "10"),
            interval_days=14,
            limits=(_limit("meso_volume", soft, LimitMeasure.VOLUME_ML, LimitPer.SESSION, at_most="20"),),
            **_BY_CLINIC,
        ),
        Protocol(
            id="meso_nappage",
            family=Family.MESO,
            preparations=("meso_mix", "vitamin_c"),
            areas=("scalp", "flank", "lower_abdomen"),
            aims=every,
            technique="nappage",
            counted_by=CountedBy.VOLUME,
            sessions=_span("4", "10"),
            interval_days=7,
            interval_span_days=_span("7", "14"),
            **_BY_CLINIC,
        ),
    )


def _areas() -> tuple[BodyArea, ...]:
    sided = {"jowl", "flank"}
    cm = {"submental": "15", "jowl": "10", "flank": "40", "lower_abdomen": "60", "upper_abdomen": "60", "scalp": "40"}
    return tuple(
        BodyArea(id=area, has_sides=area in sided, aims=tuple(Aim), plausible_cm=Decimal(most), **_BY_CLINIC) for area, most in cm.items()
    )


def _legal() -> tuple[LegalStatus, ...]:
    us, fr = Jurisdiction.US, Jurisdiction.FR
    not_fat = (Aim.CELLULITE, Aim.SKIN, Aim.SCALP, Aim.PAIN)
    return (
        LegalStatus(id="us_dca", family=Family.DCA, jurisdiction=us, status="labelled", **_BY),
        LegalStatus(id="fr_dca", family=Family.DCA, jurisdiction=fr, status="not_known", **_BY),
        LegalStatus(id="us_pcdc", family=Family.PCDC, jurisdiction=us, status="unapproved", **_BY),
        LegalStatus(id="fr_pcdc", family=Family.PCDC, jurisdiction=fr, status="prohibited", **_BY),
        LegalStatus(id="us_device", family=Family.DEVICE, jurisdiction=us, status="unapproved", **_BY),
        LegalStatus(id="us_meso", family=Family.MESO, jurisdiction=us, status="not_known", **_BY),
        LegalStatus(id="fr_meso_fat", family=Family.MESO, jurisdiction=fr, status="prohibited", aims=(Aim.FAT,), **_BY),
        LegalStatus(id="fr_meso", family=Family.MESO, jurisdiction=fr, status="not_known", aims=not_fat, **_BY),
    )


def _anaesthetics() -> tuple[AnaestheticAgent, ...]:
    return (
        AnaestheticAgent(
            id="lidocaine_plain",
            ingredient="lidocaine",
            has_adrenaline=False,
            cap_mg_per_kg=Decimal("4.5"),
            cap_mg=Decimal(300),
            strengths_mg_per_ml=(Decimal(10), Decimal(20)),
            proposed_reduction_percent=Decimal(30),
            **_BY,
        ),
        AnaestheticAgent(
            id="lidocaine_adrenaline",
            ingredient="lidocaine",
            has_adrenaline=True,
            cap_mg_per_kg=Decimal(7),
            cap_mg=Decimal(500),
            strengths_mg_per_ml=(Decimal(10), Decimal(20)),
            proposed_reduction_percent=Decimal(30),
            **_BY,
        ),
        AnaestheticAgent(
            id="procaine_plain", ingredient="procaine", has_adrenaline=False, strengths_mg_per_ml=(Decimal(20),), **_BY_CLINIC
        ),
    )


def _questions() -> tuple[Question, ...]:
    return (
        Question(id="diabetes", section="general", **_BY_CLINIC),
        Question(id="thyroid", section="general", **_BY_CLINIC),
        Question(id="thyroid_autoimmune", section="general", follows="thyroid", **_BY_CLINIC),
        Question(id="pregnancy", section="general", asked_of=(Sex.FEMALE, Sex.NOT_STATED), **_BY_CLINIC),
        Question(id="fever", section="general", **_BY_CLINIC),
        Question(id="cancer_remission", section="general", **_BY_CLINIC),
        Question(id="faints_at_needles", section="general", **_BY_CLINIC),
        Question(id="has_allergies", section="allergies", **_BY_CLINIC),
        Question(id="takes_medicines", section="medicines", **_BY_CLINIC),
        Question(id="had_earlier_treatment", section="earlier", **_BY_CLINIC),
        Question(id="site_infection", section="area", scope=QuestionScope.AREA, **_BY),
    )


def _yes(question: str) -> AnswerIs:
    return AnswerIs(question=question, answer=Answer.YES)


def _all(outcome: RuleOutcome) -> FamilyOutcomes:
    return FamilyOutcomes(meso=outcome, pcdc=outcome, dca=outcome, device=outcome)


def _rules() -> tuple[Rule, ...]:
    stop, defer, letter, reason, inform = RuleOutcome.STOP, RuleOutcome.DEFER, RuleOutcome.LETTER, RuleOutcome.REASON, RuleOutcome.INFORM
    patient, line = RuleScope.PATIENT, RuleScope.LINE
    strict = FamilyOutcomes(meso=stop, pcdc=stop, dca=reason, device=stop)
    return (
        Rule(id="diabetes", scope=patient, when=_yes("diabetes"), outcomes=_all(stop), override_allowed=(Family.DCA,), **_BY_CLINIC),
        Rule(id="thyroid", scope=patient, when=_yes("thyroid"), outcomes=_all(stop), override_allowed=(Family.DCA,), **_BY_CLINIC),
        Rule(id="pregnancy", scope=patient, when=_yes("pregnancy"), outcomes=_all(stop), **_BY),
        Rule(id="fever", scope=patient, when=_yes("fever"), outcomes=_all(defer), **_BY_CLINIC),
        Rule(id="cancer_remission", scope=patient, when=_yes("cancer_remission"), outcomes=_all(letter), **_BY_CLINIC),
        Rule(id="faints", scope=patient, when=_yes("faints_at_needles"), outcomes=_all(inform), **_BY),
        Rule(id="under_age", scope=patient, when=FigureBetween(figure="age_years", below=Decimal(18)), outcomes=_all(stop), **_BY),
        Rule(id="obesity", scope=patient, when=FigureBetween(figure="bmi", at_least=Decimal(30)), outcomes=_all(reason), **_BY),
        Rule(
            id="overweight",
            scope=patient,
            outcomes=_all(inform),
            when=AnyOf(
                of=(
                    FigureBetween(figure="bmi", at_least=Decimal(27), below=Decimal(30)),
                    AllOf(
                        of=(
                            FigureBetween(figure="over_ideal_percent", above=Decimal(10)),
                            FigureBetween(figure="bmi", below=Decimal(30)),
                        )
                    ),
                )
            ),
            **_BY_CLINIC,
        ),
        Rule(id="anticoagulant", scope=patient, when=MedicineIn(classes=("anticoagulant",)), outcomes=strict, **_BY_CLINIC),
        Rule(
            id="site_infection",
            scope=line,
            when=_yes("site_infection"),
            outcomes=FamilyOutcomes(meso=defer, pcdc=defer, dca=stop, device=defer),
            **_BY,
        ),
        Rule(id="large_deposit", scope=line, when=DepositIs(size=Deposit.LARGE), outcomes=_all(reason), **_BY_CLINIC),
        Rule(id="ingredient_allergy", scope=line, when=IngredientAllergy(), outcomes=_all(stop), **_BY),
        Rule(id="prohibited", scope=line, when=LegalStatusIs(status=("prohibited",)), outcomes=_all(stop), **_BY),
        Rule(id="not_approved", scope=line, when=LegalStatusIs(status=("unapproved", "not_known")), outcomes=_all(reason), **_BY),
        Rule(id="off_label", scope=line, when=OffLabel(), outcomes=_all(reason), **_BY),
        Rule(id="anaesthetic_allergy", scope=patient, when=AnaestheticAllergy(), outcomes=_all(stop), **_BY),
        Rule(id="procaine", scope=patient, when=AnaestheticIs(agents=("procaine_plain",)), outcomes=_all(reason), **_BY_CLINIC),
    )


def _bands() -> tuple[BmiBand, ...]:
    cut = {"underweight": "0", "normal": "18.5", "overweight": "25", "obese_1": "30", "obese_2": "35", "obese_3": "40"}
    return tuple(BmiBand(id=band, at_least=Decimal(low), **_BY) for band, low in cut.items())


def _devine() -> Devine:
    return Devine(
        base_male_kg=Decimal(50),
        base_female_kg=Decimal("45.5"),
        per_inch_kg=Decimal("2.3"),
        from_inches=Decimal(60),
        low_cm=Decimal(152),
        high_cm=Decimal(193),
        **_BY,
    )
