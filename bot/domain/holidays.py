"""Public holidays: which calendars there are, what they are called, and the days they make free."""

from collections.abc import Mapping
from datetime import date
from functools import cache, lru_cache
from types import MappingProxyType

from rapidfuzz import fuzz, process

from bot.domain.parsing.fuzzy import normalize
from bot.domain.tz_database import country_names

MIN_SIMILARITY = 80
"""From this likeness (0–100) on, a country is offered."""
ALIASES = {"uk": "GB", "england": "GB", "great britain": "GB", "usa": "US", "america": "US", "holland": "NL"}


@lru_cache(maxsize=512)
def public_holidays(calendar: str, year: int) -> Mapping[date, str]:
    """Return the public holidays of a calendar ("DE", "DE-BY") by date, named in English."""
    import holidays  # noqa: PLC0415 - 16 MB and 0.1 s, only for channels that keep holidays

    country, _, subdivision = calendar.partition("-")
    found = holidays.country_holidays(country, subdiv=subdivision or None, years=year, language="en_US")
    return MappingProxyType({day: name for day, name in sorted(found.items()) if day.year == year})


@lru_cache(maxsize=1024)
def calendar_exists(calendar: str) -> bool:
    """Say whether there is such a calendar."""
    country, dash, subdivision = calendar.partition("-")
    return country in countries() and (not dash or subdivision in _subdivisions(country))


def calendar_title(calendar: str) -> str:
    """Return what people call a calendar: "Germany" or "Germany (Bayern)"."""
    country, _, subdivision = calendar.partition("-")
    return countries()[country] + (f" ({_subdivisions(country)[subdivision]})" if subdivision else "")


def search_calendars(text: str, limit: int = 100) -> list[str]:
    """Return the calendars that the words may mean, the likeliest first, each sure one followed by its parts."""
    query = normalize(text)
    matches = (
        [ALIASES[query]]
        if query in ALIASES
        else [c for c, name in countries().items() if normalize(name).startswith(query)]
    )
    similar = process.extract(
        query, countries(), scorer=fuzz.WRatio, processor=normalize, score_cutoff=MIN_SIMILARITY, limit=limit
    )
    its_subdivisions = [f"{code}-{subdivision}" for code in matches[:1] for subdivision in _subdivisions(code) if query]
    return list(dict.fromkeys([*matches[:1], *its_subdivisions, *matches[1:], *(code for _, _, code in similar)]))[
        :limit
    ]


@cache
def countries() -> Mapping[str, str]:
    """Return the countries that have a calendar: ISO code to English name, by name."""
    from holidays.registry import COUNTRIES  # noqa: PLC0415 - see days_off

    titles = {codes[1]: module.replace("_", " ").title() for module, codes in COUNTRIES.items()}
    names = {code: country_names().get(code, title) for code, title in titles.items()}
    return MappingProxyType(dict(sorted(names.items(), key=lambda item: normalize(item[1]))))


@cache
def _subdivisions(country: str) -> Mapping[str, str]:
    """Return the parts of a country that have holidays of their own: code to name, by name."""
    import holidays  # noqa: PLC0415 - see days_off

    calendar = holidays.country_holidays(country)
    names = {subdivision: subdivision for subdivision in calendar.subdivisions}
    for name, subdivision in getattr(calendar, "subdivisions_aliases", {}).items():
        names[subdivision] = name if names[subdivision] == subdivision else names[subdivision]
    return MappingProxyType(dict(sorted(names.items(), key=lambda item: normalize(item[1]))))
