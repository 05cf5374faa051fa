from datetime import date

from meso_desktop.domain.earlier import earlier_sessions, last_earlier_on
from meso_desktop.domain.history import EarlierTreatment, TreatedOn

from .builders import consultation

_DCA = frozenset({"dca_10"})


def _treated(product: str | None, area: str | None, when: TreatedOn | None = None, number: int | None = None) -> EarlierTreatment:
    return EarlierTreatment(product=product, area=area, treated_on=when, session_number=number)


def test_only_sessions_with_the_product_in_the_area_count() -> None:
    document = consultation(earlier=(
        _treated("dca_10", "submental"), _treated("dca_10", "jowl"), _treated("pcdc_50_42", "submental"), _treated(None, "jowl"),
    ))
    assert earlier_sessions(document, products=_DCA, area="submental") == 1


def test_a_product_not_known_counts_for_the_sessions_of_every_product() -> None:
    document = consultation(earlier=(_treated("dca_10", "submental"), _treated(None, "submental"), _treated(None, None)))
    assert earlier_sessions(document, products=_DCA, area="submental") == 3
    assert earlier_sessions(document, products=_DCA, area="jowl") == 1


def test_an_area_not_known_counts_for_every_area() -> None:
    assert earlier_sessions(consultation(earlier=(_treated("dca_10", None),)), products=_DCA, area="submental") == 1


def test_a_session_number_tells_of_sessions_that_are_not_listed() -> None:
    document = consultation(earlier=(_treated("dca_10", "submental", number=4), _treated("dca_10", "submental")))
    assert earlier_sessions(document, products=_DCA, area="submental") == 4
    assert earlier_sessions(consultation(), products=_DCA, area="submental") == 0


def test_a_product_not_known_counts_for_the_interval_of_every_product() -> None:
    when = TreatedOn(year=2026, month=2, day=20)
    document = consultation(earlier=(_treated(None, "submental", when),))
    assert last_earlier_on(document, products=_DCA, area="submental") == date(2026, 2, 20)
    assert last_earlier_on(document, products=_DCA, area="jowl") is None


def test_a_month_alone_counts_as_its_last_day() -> None:
    document = consultation(earlier=(_treated("dca_10", "submental", TreatedOn(year=2026, month=1)),))
    assert last_earlier_on(document, products=_DCA, area="submental") == date(2026, 1, 31)
