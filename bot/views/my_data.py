"""*My data*: what is stored about a person, why and for how long; sending and deleting it."""

OPEN_MY_DATA_ACTION = "data.open"
