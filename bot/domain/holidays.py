"""Public holidays by calendar: a country (`DE`) or a subdivision of it (`DE-BY`), from the package holidays."""

import unicodedata
from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache, lru_cache
from types import MappingProxyType

from rapidfuzz import fuzz, process

from bot.domain.calendar_places import CALENDAR_BY_NAME, COUNTRY_TITLES, SUBDIVISION_TITLES
from bot.domain.parsing.fuzzy import normalize
from bot.domain.tz_database import country_names, zone_countries

MIN_SIMILARITY = 80
"""From this similarity (rapidfuzz, 0–100) on, a calendar is offered."""


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
    """Return the English name of a calendar: "Germany", "Germany (Bavaria)"; raise KeyError if there is none."""
    country, _, subdivision = calendar.partition("-")
    return countries()[country] + (f" ({_subdivisions(country)[subdivision]})" if subdivision else "")


def calendar_of_zone(zone: str | None) -> str | None:
    """Return the calendar of the country that an IANA zone belongs to, or None: "UTC" belongs to none."""
    country = zone_countries().get(zone or "")
    return country if country in countries() else None


def search_calendars(text: str, limit: int = 100) -> list[str]:
    """Return at most `limit` calendars that the words may mean, the best match first; its country's parts follow."""
    query = _normalize_name(text)
    if not query:
        return list(countries())[:limit]
    index = _search_index()
    exact = [calendar for name, calendar in index if name == query]
    starts = [calendar for name, calendar in index if name.startswith(query)]
    contains = [calendar for name, calendar in index if f" {query}" in name]
    names = [name for name, _ in index]
    similar = process.extract(query, names, scorer=fuzz.ratio, score_cutoff=MIN_SIMILARITY, limit=limit)
    found = [*exact, *starts, *contains, *(index[place][1] for *_, place in similar)]
    return list(dict.fromkeys([*found[:1], *_parts_of(found[:1]), *found]))[:limit]


@cache
def countries() -> Mapping[str, str]:
    """Return the countries that have a calendar, sorted by name: ISO code to English name."""
    from holidays.registry import COUNTRIES  # noqa: PLC0415 - see public_holidays

    titles = {codes[1]: module.replace("_", " ").title() for module, codes in COUNTRIES.items()}
    names = {code: COUNTRY_TITLES.get(code) or country_names().get(code, title) for code, title in titles.items()}
    return MappingProxyType(dict(sorted(names.items(), key=lambda item: _normalize_name(item[1]))))


def _parts_of(calendars: list[str]) -> list[str]:
    return [f"{country}-{code}" for country in calendars if "-" not in country for code in _subdivisions(country)]


@cache
def _subdivisions(country: str) -> Mapping[str, str]:
    """Return the subdivisions of a country with holidays of their own, sorted by name: code to English name."""
    names: dict[str, str] = {}
    for name, code in [*_local_names(country), *((code, code) for code in _codes(country))]:
        names.setdefault(code, SUBDIVISION_TITLES.get(f"{country}-{code}", name))
    return MappingProxyType(dict(sorted(names.items(), key=lambda item: _normalize_name(item[1]))))


@cache
def _search_index() -> list[tuple[str, str]]:
    """Return (name, calendar) for all names of countries, then of their subdivisions, then for all codes."""
    titles = [*countries().items()]
    parts = [(f"{country}-{code}", name) for country in countries() for code, name in _subdivisions(country).items()]
    local = [(f"{country}-{code}", name) for country in countries() for name, code in _local_names(country)]
    entries = [(_normalize_name(name), calendar) for calendar, name in [*titles, *parts, *local]]
    codes = [(code.casefold(), code) for code, _ in [*titles, *parts]]
    short = [(code.partition("-")[2].casefold(), code) for code, _ in parts]
    known = [(_normalize_name(name), calendar) for name, calendar in CALENDAR_BY_NAME.items()]
    return [*known, *entries, *codes, *short]


@cache
def _codes(country: str) -> tuple[str, ...]:
    import holidays  # noqa: PLC0415 - see public_holidays

    return tuple(holidays.country_holidays(country).subdivisions)


def _local_names(country: str) -> Iterator[tuple[str, str]]:
    """Yield (name, code) for the names that the package has, but for abbreviations."""
    import holidays  # noqa: PLC0415 - see public_holidays

    aliases = getattr(holidays.country_holidays(country), "subdivisions_aliases", {})
    return ((name, code) for name, code in aliases.items() if code in _codes(country) and not name.isupper())


def _normalize_name(text: str) -> str:
    letters = unicodedata.normalize("NFD", normalize(text))
    return "".join(letter for letter in letters if not unicodedata.combining(letter))
