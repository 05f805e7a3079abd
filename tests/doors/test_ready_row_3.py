"""What the notes of the ready examples say is true of the third row: what a state keeps of the past."""

import numpy as np
from ready import laid, run


def test_two_pasts_end_in_one_state() -> None:
    assert run("two_pasts").values["h"].ravel().tolist() == [4.0, 2.0, 2.0]
    assert run("two_pasts", inputs=[[0.0], [2.0], [1.0]]).values["h"].ravel().tolist() == [0.0, 2.0, 2.0]


def test_the_last_output_remembers_the_year_most(server: str) -> None:
    found = laid(server, "memory_year")["tensors"]
    assert np.argmax(found["norm"]) == np.argmax(found["along_norm"]) == 1


def test_a_memory_fades_by_about_the_same_factor_at_every_step(server: str) -> None:
    heard = np.array(laid(server, "memory_fades")["tensors"]["norm"])
    assert ((heard[1:] / heard[:-1] > 2) & (heard[1:] / heard[:-1] < 4)).all()
