"""How a stretch felt afterwards, and when that hides it."""

from typing import Literal

Felt = Literal["better", "same", "worse"]
FELT: tuple[Felt, ...] = ("better", "same", "worse")
HIDDEN_AFTER = 2
"""So often an exercise may feel worse before it is hidden."""
