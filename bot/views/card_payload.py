"""The payload of a card's buttons."""

from dataclasses import dataclass

from bot.domain.errors import UserError

OLD_BUTTON = "That button is from an older version. Type `/stretch` for a new one."


@dataclass(frozen=True)
class CardPayload:
    """The value of a card's buttons: the exercise, the area it was picked from, and the card's own id."""

    slug: str
    area: str
    ref: str

    def pack(self) -> str:
        """Return the button's value."""
        return " ".join((self.slug, self.area, self.ref))

    @classmethod
    def unpack(cls, value: object) -> "CardPayload":
        """Read a button's value; raise UserError if it cannot be read."""
        parts = value.split(" ") if isinstance(value, str) else []
        if len(parts) != 3:
            raise UserError(OLD_BUTTON)
        return cls(*parts)
