"""Public holidays by calendar: a country (`DE`) or a subdivision of it (`DE-BY`), from the package holidays."""

from collections.abc import Mapping
from datetime import date
from functools import cache, lru_cache
from types import MappingProxyType

from rapidfuzz import fuzz, process

from bot.domain.parsing.fuzzy import normalize
from bot.domain.tz_database import country_names

MIN_SIMILARITY = 80
"""From this similarity (rapidfuzz, 0–100) on, a country is offered."""
COUNTRY_BY_ALIAS = {"uk": "GB", "england": "GB", "great britain": "GB", "usa": "US", "america": "US", "holland": "NL"}


@lru_cache(maxsize=512)
def public_holidays(calendar: str, year: int) -> Mapping[date, str]:
    """Return the public holidays of a calendar in this year: date to English name."""
    import holidays  # noqa: PLC0415 - 16 MB and 0.1 s, only for channels that use it

    country, _, subdivision = calendar.partition("-")
    found = holidays.country_holidays(country, subdiv=subdivision or None, years=year, language="en_US")
    return MappingProxyType({day: name for day, name in sorted(found.items()) if day.year == year})


@lru_cache(maxsize=1024)
def calendar_exists(calendar: str) -> bool:
    """Return whether there is a calendar with this code."""
    country, dash, subdivision = calendar.partition("-")
    return country in countries() and (not dash or subdivision in _subdivisions(country))


def calendar_title(calendar: str) -> str:
    """Return the English name of a calendar: "Germany", "Germany (Bayern)"; raise KeyError if there is none."""
    country, _, subdivision = calendar.partition("-")
    return countries()[country] + (f" ({_subdivisions(country)[subdivision]})" if subdivision else "")


def search_calendars(text: str, limit: int = 100) -> list[str]:
    """Return at most `limit` calendars that the words may mean, the best match first, its subdivisions after it."""
    query = normalize(text)
    names = {code: normalize(name) for code, name in countries().items()}
    alias = COUNTRY_BY_ALIAS.get(query)
    starting = [alias] if alias else [code for code, name in names.items() if name.startswith(query)]
    best, others = starting[:1], starting[1:]
    subdivisions = [f"{country}-{code}" for country in best for code in _subdivisions(country)] if query else []
    similar = process.extract(query, names, scorer=fuzz.WRatio, score_cutoff=MIN_SIMILARITY, limit=limit)
    return list(dict.fromkeys([*best, *subdivisions, *others, *(code for *_, code in similar)]))[:limit]


@cache
def countries() -> Mapping[str, str]:
    """Return the countries that have a calendar, sorted by name: ISO code to English name."""
    from holidays.registry import COUNTRIES  # noqa: PLC0415 - see public_holidays

    titles = {codes[1]: module.replace("_", " ").title() for module, codes in COUNTRIES.items()}
    names = {code: country_names().get(code, title) for code, title in titles.items()}
    return MappingProxyType(dict(sorted(names.items(), key=lambda item: normalize(item[1]))))


@cache
def _subdivisions(country: str) -> Mapping[str, str]:
    """Return the subdivisions of a country with holidays of their own, sorted by name: code to name."""
    import holidays  # noqa: PLC0415 - see public_holidays

    calendar = holidays.country_holidays(country)
    names = {subdivision: subdivision for subdivision in calendar.subdivisions}
    for name, subdivision in getattr(calendar, "subdivisions_aliases", {}).items():
        names[subdivision] = name if names[subdivision] == subdivision else names[subdivision]
    return MappingProxyType(dict(sorted(names.items(), key=lambda item: normalize(item[1]))))
