"""Names of places with public holidays that neither tzdata nor the package holidays has: English and local ones."""

from collections.abc import Mapping

COUNTRY_TITLES: Mapping[str, str] = {
    "AS": "American Samoa", "BQ": "Caribbean Netherlands", "CD": "DR Congo", "CF": "Central African Republic",
    "CG": "Republic of the Congo", "CI": "Ivory Coast", "CZ": "Czechia", "GB": "United Kingdom", "KP": "North Korea",
    "KR": "South Korea", "MF": "Saint Martin", "MM": "Myanmar", "SX": "Sint Maarten", "SZ": "Eswatini",
    "TF": "French Southern Territories", "VG": "British Virgin Islands", "VI": "US Virgin Islands", "WS": "Samoa",
    "XK": "Kosovo",
}  # fmt: skip
"""ISO codes to the names that people read, where tzdata shortens them."""

SUBDIVISION_TITLES: Mapping[str, str] = {
    "AT-2": "Carinthia", "AT-3": "Lower Austria", "AT-4": "Upper Austria", "AT-6": "Styria", "AT-7": "Tyrol",
    "AT-9": "Vienna", "BE-Flemish": "Flanders", "BE-French": "Wallonia", "BE-German": "German-speaking Community",
    "BA-BIH": "Federation of Bosnia and Herzegovina", "BA-BRC": "Brčko District",
    "CH-BS": "Basel", "CH-GE": "Geneva", "CH-LU": "Lucerne", "CH-SG": "St. Gallen", "CH-ZH": "Zurich",
    "DE-BY": "Bavaria", "DE-HE": "Hesse", "DE-MV": "Mecklenburg-Western Pomerania", "DE-NI": "Lower Saxony",
    "DE-NW": "North Rhine-Westphalia", "DE-RP": "Rhineland-Palatinate", "DE-SN": "Saxony", "DE-ST": "Saxony-Anhalt",
    "DE-TH": "Thuringia",
    "ES-AN": "Andalusia", "ES-AR": "Aragon", "ES-CL": "Castile and León", "ES-CM": "Castile-La Mancha",
    "ES-CN": "Canary Islands", "ES-CT": "Catalonia", "ES-IB": "Balearic Islands", "ES-NC": "Navarre",
    "ES-PV": "Basque Country", "ES-VC": "Valencia",
    "FI-10": "Lapland", "FR-973": "French Guiana", "FR-974": "Réunion", "FR-NC": "New Caledonia",
    "FR-PF": "French Polynesia",
    "IT-BZ": "South Tyrol", "IT-FI": "Florence", "IT-GE": "Genoa", "IT-MI": "Milan", "IT-NA": "Naples",
    "IT-PD": "Padua", "IT-RM": "Rome", "IT-TO": "Turin", "IT-VE": "Venice",
    "MY-04": "Malacca", "MY-07": "Penang", "MY-14": "Kuala Lumpur",
    "PL-02": "Lower Silesia", "PL-12": "Lesser Poland", "PL-14": "Masovia", "PL-22": "Pomerania", "PL-24": "Silesia",
    "PL-30": "Greater Poland", "PT-11": "Lisbon", "PT-20": "Azores", "PT-30": "Madeira",
}  # fmt: skip
"""Calendars to the English names of their parts of a country, where the package holidays has only local ones."""

CALENDAR_BY_NAME: Mapping[str, str] = {
    "u.s.": "US", "usa": "US", "u.s.a.": "US", "america": "US", "united states of america": "US",
    "uk": "GB", "u.k.": "GB", "great britain": "GB", "britain": "GB", "england and wales": "GB-ENG",
    "uae": "AE", "emirates": "AE", "holland": "NL", "the netherlands": "NL", "czech republic": "CZ", "korea": "KR",
    "republic of ireland": "IE", "eire": "IE", "turkiye": "TR", "burma": "MM", "macao": "MO", "cote d'ivoire": "CI",
    "deutschland": "DE", "osterreich": "AT", "oesterreich": "AT", "schweiz": "CH", "suisse": "CH", "svizzera": "CH",
    "svizra": "CH", "belgie": "BE", "belgique": "BE", "belgien": "BE", "nederland": "NL", "letzebuerg": "LU",
    "espana": "ES", "italia": "IT", "polska": "PL", "cesko": "CZ", "ceska republika": "CZ", "slovensko": "SK",
    "slovenija": "SI", "magyarorszag": "HU", "hrvatska": "HR", "srbija": "RS", "romania": "RO", "lietuva": "LT",
    "latvija": "LV", "eesti": "EE", "suomi": "FI", "sverige": "SE", "norge": "NO", "danmark": "DK", "island": "IS",
    "brasil": "BR", "mexico": "MX", "peru": "PE", "bharat": "IN", "nippon": "JP", "shqiperia": "AL",
    "ελλαδα": "GR", "україна": "UA", "россия": "RU", "българия": "BG", "србија": "RS",
    "日本": "JP", "中国": "CN", "台灣": "TW", "대한민국": "KR", "한국": "KR", "香港": "HK", "ไทย": "TH", "ישראל": "IL",
    "مصر": "EG", "भारत": "IN",
    "nyc": "US-NY", "new york city": "US-NY", "san francisco": "US-CA", "los angeles": "US-CA",
    "washington dc": "US-DC", "chicago": "US-IL", "boston": "US-MA", "seattle": "US-WA", "london": "GB-ENG",
    "edinburgh": "GB-SCT", "glasgow": "GB-SCT", "cardiff": "GB-WLS", "belfast": "GB-NIR",
    "munich": "DE-BY", "munchen": "DE-BY", "cologne": "DE-NW", "koln": "DE-NW", "dusseldorf": "DE-NW",
    "frankfurt": "DE-HE", "stuttgart": "DE-BW", "leipzig": "DE-SN", "dresden": "DE-SN", "hannover": "DE-NI",
    "hanover": "DE-NI", "nrw": "DE-NW", "barcelona": "ES-CT", "toronto": "CA-ON", "montreal": "CA-QC",
    "vancouver": "CA-BC", "sydney": "AU-NSW", "melbourne": "AU-VIC", "brisbane": "AU-QLD", "perth": "AU-WA",
    "mumbai": "IN-MH", "bangalore": "IN-KA", "bengaluru": "IN-KA", "chennai": "IN-TN", "hyderabad": "IN-TS",
    "strasbourg": "FR-6AE", "innsbruck": "AT-7", "graz": "AT-6", "linz": "AT-4",
}  # fmt: skip
"""Further names and large cities, to the calendar that people mean by them."""
