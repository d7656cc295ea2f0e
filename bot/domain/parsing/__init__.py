"""Parsers of what people type: commands, times, days, dates, durations, time zones."""
