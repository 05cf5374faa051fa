"""What the block of the local anaesthetic does to the document: a choice, an agent with its strength, a figure accepted or refused."""

from decimal import Decimal
from typing import Final

from msgspec.structs import replace

from meso_desktop.domain import edits
from meso_desktop.domain.consultation import Consultation
from meso_desktop.domain.knowledge import Knowledge
from meso_desktop.domain.plan import Anaesthetic, AnaestheticChoice

DOSE_FIGURES: Final = ("strength_mg_per_ml", "volume_ml", "reduction_percent")


def agents_for(choice: AnaestheticChoice | None, knowledge: Knowledge) -> tuple[str, ...]:
    """Return the agents that a choice can have: what is injected comes in strengths, what is for the skin in none."""
    if choice is None or not choice.has_agent:
        return ()
    is_injected = choice is AnaestheticChoice.INFILTRATED
    return tuple(agent.id for agent in knowledge.anaesthetics.values() if bool(agent.strengths_mg_per_ml) is is_injected)


def choose(document: Consultation, choice: AnaestheticChoice | None, knowledge: Knowledge) -> Consultation:
    """Record how the sting is met; the agent and its dose stay where they fit, and the only agent that fits is taken."""
    for name in DOSE_FIGURES:
        document = edits.accept_entry(document, f"anaesthetic.{name}")
    if choice is None:
        return edits.set_anaesthetic(document, None)
    held, fitting = document.plan.anaesthetic, agents_for(choice, knowledge)
    if held is not None and held.agent in fitting:
        return edits.set_anaesthetic(document, replace(held, choice=choice))
    return edits.set_anaesthetic(document, Anaesthetic(choice=choice, agent=fitting[0] if len(fitting) == 1 else None))


def choose_agent(document: Consultation, agent: str, knowledge: Knowledge) -> Consultation:
    """Take an agent; its only strength comes with it, while none is chosen yet."""
    held = document.plan.anaesthetic
    if held is None:
        return document
    strengths = knowledge.anaesthetics[agent].strengths_mg_per_ml
    only = strengths[0] if len(strengths) == 1 and held.choice is AnaestheticChoice.INFILTRATED else None
    return edits.set_anaesthetic(document, replace(held, agent=agent, strength_mg_per_ml=held.strength_mg_per_ml or only))


def put_figure(document: Consultation, name: str, value: Decimal | int | None) -> Consultation:
    """Put a figure of the dose, whatever was refused for it."""
    held = document.plan.anaesthetic
    if held is None:
        return document
    return edits.accept_entry(edits.set_anaesthetic(document, replace(held, **{name: value})), f"anaesthetic.{name}")


def refuse_figure(document: Consultation, name: str, text: str) -> Consultation:
    """Leave a figure of the dose empty, and keep what was typed and refused."""
    held = document.plan.anaesthetic
    if held is None:
        return document
    return edits.refuse_entry(edits.set_anaesthetic(document, replace(held, **{name: None})), field=f"anaesthetic.{name}", text=text)
