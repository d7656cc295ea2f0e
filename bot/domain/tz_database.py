"""Countries and their time zones, from the tables of the IANA time-zone database in the package tzdata."""

from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType


@cache
def country_names() -> Mapping[str, str]:
    """Return the countries by ISO code: "DE" to "Germany" (iso3166.tab)."""
    return MappingProxyType({row[0]: row[1] for row in _table("iso3166.tab")})


@cache
def zone_countries() -> Mapping[str, str]:
    """Return the zones that are in use: IANA name to the ISO code of its country (zone.tab)."""
    return MappingProxyType({row[2]: row[0] for row in _table("zone.tab")})


def _table(name: str) -> Iterator[list[str]]:
    text = (files("tzdata") / "zoneinfo" / name).read_text("utf-8")
    return (line.split("\t") for line in text.splitlines() if line and not line.startswith("#"))
