"""Figures: what was measured, what it is measured against, their ratio, and the aim beside it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import ceil
from statistics import median


@dataclass(frozen=True)
class Aim:
    """What a figure should reach: its ratio (`times`) or its value, at most or at least."""

    limit: float
    of_ratio: bool = True
    at_least: bool = False

    def words(self, unit: str) -> str:
        """Say it."""
        bound = "at least" if self.at_least else "at most"
        return f"{bound} {self.limit:g} " + ("times" if self.of_ratio else unit)


@dataclass(frozen=True)
class Figure:
    """One line of the table; both values have the same unit."""

    what: str
    value: float
    unit: str
    against: str
    against_value: float
    aim: Aim | None = None
    ratios: tuple[float, ...] = ()
    """Those of several runs; without them there was one."""

    @property
    def ratio(self) -> float:
        """How many times what it is measured against; the median, if there were several runs."""
        return median(self.ratios) if self.ratios else self._one_ratio()

    def _one_ratio(self) -> float:
        return self.value / self.against_value if self.against_value else float("nan")

    @property
    def reached(self) -> bool:
        """Whether the aim, if there is one, was reached in this run."""
        if self.aim is None:
            return True
        measured = self.ratio if self.aim.of_ratio else self.value
        return measured >= self.aim.limit if self.aim.at_least else measured <= self.aim.limit

    def line(self) -> str:
        """Return it as a line of the table."""
        measured = f"{number(self.value):>9} {self.unit}"
        against = f"{self.against} {number(self.against_value)} {self.unit}"
        return row(self.what, measured, against, f"{number(self.ratio):>6} x {self._spread():>13}", self._verdict())

    def _spread(self) -> str:
        return f"({number(min(self.ratios))} to {number(max(self.ratios))})" if self.ratios else ""

    def _verdict(self) -> str:
        if self.aim is None:
            return "no aim"
        return f"aim {self.aim.words(self.unit)}: {'reached' if self.reached else 'NOT reached'}"


def medians(runs: Sequence[Sequence[Figure]]) -> list[Figure]:
    """Return each figure once: the medians of all runs, and their ratios; one run stays as it is."""
    return [_median(same) for same in zip(*runs, strict=True)] if len(runs) > 1 else list(runs[0])


def _median(same: Sequence[Figure]) -> Figure:
    values, against = median(each.value for each in same), median(each.against_value for each in same)
    return replace(same[0], value=values, against_value=against, ratios=tuple(each.ratio for each in same))


def row(what: str, measured: str, against: str, ratio: str, aim: str) -> str:
    """Return these as columns."""
    return f"  {what:<57} {measured:<19} | {against:<38} | {ratio:>22} | {aim}"


def number(value: float) -> str:
    """Return a number in about three digits."""
    return f"{value:,.0f}" if abs(value) >= 100 or value == round(value) else f"{value:.3g}"


def percentile(values: Sequence[float], p: float) -> float:
    """Return the value that p percent of all do not exceed."""
    return sorted(values)[max(ceil(len(values) * p / 100), 1) - 1]
