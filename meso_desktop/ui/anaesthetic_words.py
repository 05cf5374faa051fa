"""The local anaesthetic of a plan in one line: how, which agent, how much, and mg against the cap that binds."""

from decimal import Decimal

from PySide6.QtCore import QCoreApplication

from meso_desktop.domain.assessment import AnaestheticEstimate
from meso_desktop.domain.plan import Anaesthetic, AnaestheticChoice
from meso_desktop.knowledge.wording import Wording


def anaesthetic_in_words(chosen: Anaesthetic | None, estimate: AnaestheticEstimate | None, wording: Wording) -> str:
    """Return the line, empty where nothing was said of an anaesthetic."""
    if chosen is None:
        return ""
    words = {
        AnaestheticChoice.DECLINED: _tr("none"), AnaestheticChoice.ICE: _tr("ice"),
        AnaestheticChoice.TOPICAL: _tr("cream"), AnaestheticChoice.INFILTRATED: _tr("infiltrated"),
    }[chosen.choice]
    agent = wording.term(f"anaesthetic.{chosen.agent}") if chosen.agent else ""
    return ", ".join(part for part in (words, agent, _volume(chosen, wording), _against_cap(estimate, wording)) if part)


def _volume(chosen: Anaesthetic, wording: Wording) -> str:
    if chosen.volume_ml is None:
        return ""
    volume = _tr("%1 mL").replace("%1", _figure(chosen.volume_ml, wording))
    strength = chosen.strength_mg_per_ml
    return volume if strength is None else f"{volume} × " + _tr("%1 mg/mL").replace("%1", _figure(strength, wording))


def _against_cap(estimate: AnaestheticEstimate | None, wording: Wording) -> str:
    """Return the mg of a session with what its preparations hold; a dose without a cap says so by standing alone."""
    if estimate is None or estimate.mg is None:
        return ""
    given = _figure(estimate.mg, wording)
    if estimate.cap_mg is None:
        return _tr("%1 mg").replace("%1", given)
    return _tr("%1 mg of at most %2 mg").replace("%1", given).replace("%2", _figure(estimate.cap_mg, wording))


def _figure(value: Decimal, wording: Wording) -> str:
    return wording.number(f"{value:f}")


def _tr(text: str) -> str:
    return QCoreApplication.translate("anaesthetic_words", text)
