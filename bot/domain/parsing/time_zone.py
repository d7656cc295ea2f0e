"""Time zones as people name them: cities, countries, abbreviations, offsets from UTC."""

import re
import unicodedata
from collections import Counter
from collections.abc import Mapping
from datetime import datetime
from functools import cache
from types import MappingProxyType
from zoneinfo import available_timezones

from rapidfuzz import fuzz, process

from bot.domain.local_time import load_zone
from bot.domain.parsing.fuzzy import nearest, normalize
from bot.domain.parsing.time_zone_aliases import ZONE_BY_ABBREVIATION, ZONE_BY_BROKEN_OFFSET, ZONE_BY_PLACE
from bot.domain.tz_database import country_names, zone_countries

MIN_SIMILARITY = 80
"""From this similarity (rapidfuzz, 0–100) on, a zone is offered."""
FILLER = re.compile(r"^(?:in |the )+| (?:standard |daylight |summer )?(?:time ?zone|time|tz|zone)$")
FIXED_OFFSET = re.compile(r"(?:utc|gmt)? ?([+-]) ?0?(\d|1\d)(?:[:.]?(00|15|30|45))?")
MAX_OFFSET_HOURS = {"+": 14, "-": 12}
"""The farthest zones with a fixed offset: Etc/GMT-14 and Etc/GMT+12."""
UTC_NAMES = frozenset({"UTC", "UCT", "Zulu", "Universal", "GMT", "GMT0", "GMT+0", "GMT-0", "Greenwich"})
COUNTRY_ALIASES = {"us": "united states", "usa": "united states", "america": "united states"}
NOT_PLACES = frozenset({"Factory", "localtime", "posixrules"})


def parse_time_zone(text: str) -> str | None:
    """Return the IANA zone that the words name ("Berlin", "new york", "CET", "utc+2"), or None."""
    query = _normalize_zone(text)
    phrases = _zone_by_phrase()
    exact = phrases.get(query) or _zone_by_name().get(query) or _fixed_offset_zone(query)
    return exact or phrases.get(nearest(query, phrases) or "")


def search_zones(text: str, limit: int = 100) -> list[str]:
    """Return at most `limit` IANA zones that the words may mean, the likeliest first; the busy ones for no words."""
    query = COUNTRY_ALIASES.get(_normalize_zone(text), _normalize_zone(text))
    if not query:
        return list(_busy_zones())[:limit]
    exact = parse_time_zone(query)
    index = _search_index()
    starts = [zone for name, zone in index if name.startswith(query)]
    contains = [zone for name, zone in index if query in name]
    names = [name for name, _ in index]
    similar = process.extract(query, names, scorer=fuzz.ratio, score_cutoff=MIN_SIMILARITY, limit=limit)
    found = [exact, *starts, *contains, *(index[place][1] for *_, place in similar)]
    return [zone for zone in dict.fromkeys(found) if zone][:limit]


def zone_title(zone: str, moment: datetime) -> str:
    """Return the zone's place and its UTC offset at this moment: "New York (UTC-5)"."""
    place = zone_place(zone)
    return place if place.startswith("UTC") else f"{place} ({_utc_offset(zone, moment)})"


def zone_time_name(zone: str) -> str:
    """Return what the zone's time is called: "Berlin time", "UTC", "UTC+2"."""
    place = zone_place(zone)
    return place if place.startswith("UTC") else f"{place} time"


def zone_place(zone: str) -> str:
    """Return the zone's place: "New York", "UTC", "UTC+2"."""
    if offset_zone := re.fullmatch(r"Etc/GMT([+-])(\d+)", zone):
        return f"UTC{'-' if offset_zone[1] == '+' else '+'}{offset_zone[2]}"
    place = zone.rpartition("/")[2].replace("_", " ")
    return "UTC" if place in UTC_NAMES else place


def _utc_offset(zone: str, moment: datetime) -> str:
    offset = moment.astimezone(load_zone(zone)).strftime("%z")
    sign, hours, minutes = offset[0], int(offset[1:3]), offset[3:5]
    return f"UTC{sign}{hours}" + (f":{minutes}" if minutes != "00" else "")


def _fixed_offset_zone(query: str) -> str | None:
    """Return the zone of `utc+2`, or None; its name, Etc/GMT-2, counts the hours west of UTC."""
    found = FIXED_OFFSET.fullmatch(query)
    if not found or int(found[2]) > MAX_OFFSET_HOURS[found[1]]:
        return None
    sign, hours, minutes = found[1], int(found[2]), found[3] or "00"
    if minutes != "00":
        return ZONE_BY_BROKEN_OFFSET.get(f"{sign}{hours}:{minutes}")
    return f"Etc/GMT{'-' if sign == '+' else '+'}{hours}" if hours else "UTC"


def _normalize_zone(text: str) -> str:
    """Return the words without accents, marks and what stands around a zone's name."""
    letters = unicodedata.normalize("NFKD", normalize(text))
    plain = "".join(letter for letter in letters if not unicodedata.combining(letter))
    words = " ".join(re.sub("[_,/]", " ", plain).split())
    return FILLER.sub("", words) or words


@cache
def _zone_by_name() -> Mapping[str, str]:
    """Return every IANA zone by its own name, normalized."""
    return MappingProxyType({_normalize_zone(zone): zone for zone in available_timezones() - NOT_PLACES})


@cache
def _zone_by_phrase() -> Mapping[str, str]:
    """Return the zones by the words that name only one: cities, countries with a single zone, abbreviations."""
    zones = Counter(zone_countries().values())
    cities = {_normalize_zone(zone_place(zone)): zone for zone in zone_countries()}
    countries = {
        _normalize_zone(country_names()[country]): zone
        for zone, country in zone_countries().items()
        if zones[country] == 1
    }
    return MappingProxyType({**countries, **cities, **ZONE_BY_PLACE, **ZONE_BY_ABBREVIATION})


@cache
def _busy_zones() -> Mapping[str, None]:
    """Return the zones that have aliases, which are those of many people, in the order of the tables."""
    return dict.fromkeys([*ZONE_BY_ABBREVIATION.values(), *ZONE_BY_PLACE.values()])


@cache
def _search_index() -> list[tuple[str, str]]:
    """Return (words, zone) for every phrase, zone name and country; the busy zones come first."""
    zones = zone_countries()
    names = [(_normalize_zone(zone), zone) for zone in zones]
    countries = [(_normalize_zone(country_names()[country]), zone) for zone, country in zones.items()]
    entries = [*_zone_by_phrase().items(), *names, *countries]
    return sorted(entries, key=lambda entry: (entry[1] not in _busy_zones(), entry[0]))
