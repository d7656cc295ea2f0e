"""Who reads something: their time zone, and whether their clock has 12 or 24 hours."""

from dataclasses import dataclass
from typing import Literal

HourCycle = Literal["h12", "h23"]
"""How times of the day are written: 3:30 pm or 15:30."""
TWELVE_HOUR_LOCALES = frozenset({
    "en-US", "en-CA", "en-AU", "en-NZ", "en-IN", "en-PH", "en-SG", "en-HK", "en-MY", "en-PK", "en-BD", "en-JM", "en-TT",
})  # fmt: skip
"""The English ones whose preferred cycle is `h` in Unicode's CLDR (timeData):
https://github.com/unicode-org/cldr/blob/main/common/supplemental/supplementalData.xml
"""


@dataclass(frozen=True)
class Reader:
    """A person as their Slack profile says: their IANA zone, None if unknown, and their locale, "" if unknown."""

    zone: str | None = None
    locale: str = ""
    is_guest: bool = False
    """Whether they are a guest of the workspace, or of another one; nobody is where Slack does not tell."""

    @property
    def hour_cycle(self) -> HourCycle:
        """How they are used to reading times; Limber speaks English, so other languages get 24 hours."""
        return "h12" if self.locale in TWELVE_HOUR_LOCALES else "h23"
