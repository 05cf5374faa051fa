"""The derivation of keys: what it cannot do is told, not a crash."""

import pytest

from meso_desktop.db.keys import KeyCost, make_recovery_slot, new_key
from meso_desktop.domain.errors import UserError


def test_a_key_that_cannot_be_derived_is_told() -> None:
    with pytest.raises(UserError, match=r"vault\.key_not_derived"):
        make_recovery_slot(b"secret", data_key=new_key(), cost=KeyCost(memory_kib=1, time_cost=1, parallelism=1))
