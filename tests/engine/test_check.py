"""What ``check-net`` finds: both checks confirm every gradient of every net of the library."""

import numpy as np
import pytest
from cases import LIBRARY_NAMES, drawn, text_of

from unspool.gradients.check import check


@pytest.mark.parametrize("name", LIBRARY_NAMES)
def test_both_checks_confirm_every_net_of_the_library(name: str) -> None:
    rows = list(check(drawn(text_of(name), T=5, units=2, x=2, y=2, seed=3)))
    assert [row.name for row in rows if not row.agrees] == []
    assert {row.kind for row in rows} >= {"parameters", "targets", "nodes"}
    assert any(row.near is not None for row in rows)
    assert np.isfinite([row.exact for row in rows]).all()
