"""How a line is injected in words: needle, depth and technique, the doctor's own marked with the protocol's beside it."""

from meso_desktop.domain.message import Message, message
from meso_desktop.domain.needle import Needle, NeedlePart, parts_of
from meso_desktop.knowledge.wording import Wording


def needle_words(needle: Needle | None, wording: Wording) -> str:
    """Return needle, depth and technique in one line; nothing of a record sealed before they were kept."""
    return "" if needle is None else " · ".join(_part(part, wording) for part in parts_of(needle))


def _part(part: NeedlePart, wording: Wording) -> str:
    words = _words(part.words, wording)
    if not part.is_own:
        return words
    if part.protocol is None:
        return wording.text(message("needle.own_alone", own=words))
    return wording.text(message("needle.own", own=words, protocol=_words(part.protocol, wording)))


def _words(words: Message | str, wording: Wording) -> str:
    return words if isinstance(words, str) else wording.text(words)
