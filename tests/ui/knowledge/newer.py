"""A newer shipped pack, as an installation would bring it."""

from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from meso_desktop.domain.knowledge import Knowledge
from meso_desktop.knowledge.assembling import TOPICS, assembled
from tests.ui.scene import packs


def newer(topic: str, entry: str, changed: Struct | None) -> Knowledge:
    """Return the shipped pack with one entry changed, or gone where `changed` is None."""
    topics: dict[str, dict[str, Any]] = {name: dict(getattr(packs(), name)) for name in TOPICS}
    if changed is None:
        del topics[topic][entry]
    else:
        topics[topic][entry] = changed
    return assembled(
        version="2027.1", consent_version=packs().consent_version, bmi_bands=packs().bmi_bands, devine=packs().devine, topics=topics,
    )


def with_outcome(rule: str, **outcomes: str) -> Knowledge:
    """Return a newer pack in which a rule has other outcomes."""
    known = packs().rules[rule]
    return newer("rules", rule, replace(known, outcomes=replace(known.outcomes, **outcomes)))
