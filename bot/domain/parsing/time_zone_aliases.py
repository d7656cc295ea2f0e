"""Names of places and zones that people use and the IANA time-zone database does not list."""

ZONE_BY_ABBREVIATION = {
    "utc": "UTC", "gmt": "UTC", "z": "UTC", "zulu": "UTC",
    "cet": "Europe/Berlin", "cest": "Europe/Berlin", "central european": "Europe/Berlin", "mez": "Europe/Berlin",
    "bst": "Europe/London", "british": "Europe/London", "wet": "Europe/Lisbon", "west": "Europe/Lisbon",
    "eet": "Europe/Athens", "eest": "Europe/Athens", "eastern european": "Europe/Athens",
    "msk": "Europe/Moscow", "trt": "Europe/Istanbul",
    "et": "America/New_York", "est": "America/New_York", "edt": "America/New_York", "eastern": "America/New_York",
    "ct": "America/Chicago", "cst": "America/Chicago", "cdt": "America/Chicago", "central": "America/Chicago",
    "mt": "America/Denver", "mst": "America/Denver", "mdt": "America/Denver", "mountain": "America/Denver",
    "pt": "America/Los_Angeles", "pst": "America/Los_Angeles", "pdt": "America/Los_Angeles",
    "pacific": "America/Los_Angeles", "akst": "America/Anchorage", "akdt": "America/Anchorage",
    "hst": "Pacific/Honolulu", "hawaii": "Pacific/Honolulu", "nst": "America/St_Johns", "brt": "America/Sao_Paulo",
    "ist": "Asia/Kolkata", "pkt": "Asia/Karachi", "gst": "Asia/Dubai", "sgt": "Asia/Singapore",
    "hkt": "Asia/Hong_Kong", "jst": "Asia/Tokyo", "kst": "Asia/Seoul", "wib": "Asia/Jakarta", "ict": "Asia/Bangkok",
    "awst": "Australia/Perth", "acst": "Australia/Adelaide", "aest": "Australia/Sydney", "aedt": "Australia/Sydney",
    "nzst": "Pacific/Auckland", "nzdt": "Pacific/Auckland",
    "sast": "Africa/Johannesburg", "wat": "Africa/Lagos", "eat": "Africa/Nairobi", "cat": "Africa/Maputo",
}  # fmt: skip
"""Abbreviations and their long forms: the zone of the biggest place that uses them, summer time included."""

ZONE_BY_BROKEN_OFFSET = {
    "+3:30": "Asia/Tehran", "+4:30": "Asia/Kabul", "+5:30": "Asia/Kolkata", "+5:45": "Asia/Kathmandu",
    "+6:30": "Asia/Yangon", "+8:45": "Australia/Eucla", "+9:30": "Australia/Darwin", "-9:30": "Pacific/Marquesas",
}  # fmt: skip
"""Offsets that are no whole hours: a zone that has them all year round."""

ZONE_BY_PLACE = {
    "germany": "Europe/Berlin", "munich": "Europe/Berlin", "hamburg": "Europe/Berlin", "cologne": "Europe/Berlin",
    "frankfurt": "Europe/Berlin", "uk": "Europe/London", "united kingdom": "Europe/London",
    "great britain": "Europe/London", "britain": "Europe/London", "england": "Europe/London",
    "scotland": "Europe/London", "edinburgh": "Europe/London", "manchester": "Europe/London",
    "spain": "Europe/Madrid", "barcelona": "Europe/Madrid", "portugal": "Europe/Lisbon", "porto": "Europe/Lisbon",
    "milan": "Europe/Rome", "geneva": "Europe/Zurich", "basel": "Europe/Zurich", "lyon": "Europe/Paris",
    "rotterdam": "Europe/Amsterdam", "holland": "Europe/Amsterdam", "gothenburg": "Europe/Stockholm",
    "krakow": "Europe/Warsaw", "ukraine": "Europe/Kyiv", "kiev": "Europe/Kyiv", "turkey": "Europe/Istanbul",
    "cyprus": "Asia/Nicosia", "tel aviv": "Asia/Jerusalem", "abu dhabi": "Asia/Dubai", "uae": "Asia/Dubai",
    "boston": "America/New_York", "washington": "America/New_York", "atlanta": "America/New_York",
    "miami": "America/New_York", "philadelphia": "America/New_York", "montreal": "America/Toronto",
    "ottawa": "America/Toronto", "austin": "America/Chicago", "dallas": "America/Chicago",
    "houston": "America/Chicago", "san francisco": "America/Los_Angeles", "seattle": "America/Los_Angeles",
    "san diego": "America/Los_Angeles", "portland": "America/Los_Angeles", "california": "America/Los_Angeles",
    "salt lake city": "America/Denver", "calgary": "America/Edmonton", "rio de janeiro": "America/Sao_Paulo",
    "argentina": "America/Argentina/Buenos_Aires", "chile": "America/Santiago", "ecuador": "America/Guayaquil",
    "bangalore": "Asia/Kolkata", "bengaluru": "Asia/Kolkata", "mumbai": "Asia/Kolkata", "delhi": "Asia/Kolkata",
    "new delhi": "Asia/Kolkata", "chennai": "Asia/Kolkata", "hyderabad": "Asia/Kolkata", "pune": "Asia/Kolkata",
    "china": "Asia/Shanghai", "beijing": "Asia/Shanghai", "shenzhen": "Asia/Shanghai", "osaka": "Asia/Tokyo",
    "south korea": "Asia/Seoul", "korea": "Asia/Seoul", "hanoi": "Asia/Bangkok", "saigon": "Asia/Ho_Chi_Minh",
    "malaysia": "Asia/Kuala_Lumpur", "new zealand": "Pacific/Auckland", "wellington": "Pacific/Auckland",
    "canberra": "Australia/Sydney", "cape town": "Africa/Johannesburg",
}  # fmt: skip
