"""Prints all strings that people can meet, to be read aloud from top to bottom."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from tests.words.everything import everything

for name, found in everything().items():
    print(f"\n{name}")
    for said in found:
        print("  " + said.replace("\n", "\n    "))
