"""The form of private reminders."""

OPEN_REMINDERS_ACTION = "remind.form"
"""Its value may have times to begin with: "11:00 15:30", or nothing."""
