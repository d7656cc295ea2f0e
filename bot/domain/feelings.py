"""How a stretch felt afterwards, and when that hides it."""

from typing import Literal, get_args

Felt = Literal["better", "same", "worse"]
FELT: tuple[Felt, ...] = get_args(Felt)
HIDDEN_AFTER = 2
"""So often an exercise may feel worse before it is hidden."""
