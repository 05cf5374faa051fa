"""A pack kept in a vault reads back as it was."""

import pytest

from meso_desktop.domain.errors import UserError
from meso_desktop.knowledge.loader import load_knowledge
from meso_desktop.knowledge.stored import knowledge_from
from meso_desktop.resources import resource_path


def test_a_kept_pack_reads_back_equal() -> None:
    knowledge = load_knowledge(resource_path("knowledge"))
    assert knowledge_from(knowledge.stored) == knowledge


@pytest.mark.parametrize("broken", [b"", b"{}", b"[1]", b'{"version": 1}'])
def test_a_kept_pack_that_is_damaged_is_told(broken: bytes) -> None:
    with pytest.raises(UserError) as caught:
        knowledge_from(broken)
    assert caught.value.message.id == "pack.unreadable"
