"""*My set-up*: what a person has, what is not for them, and how they want to be treated."""

OPEN_SET_UP_ACTION = "setup.open"
