"""What the workspaces of the playground start with: their names, people and channels."""

from dataclasses import dataclass, field

from bot.playground.models import Channel, Person, Team


@dataclass(frozen=True)
class ChannelSeed:
    """A channel at the start; `with_bot` puts the app's bot into it."""

    id: str
    name: str
    members: frozenset[str]
    topic: str = ""
    private: bool = False
    with_bot: bool = False

    def channel(self, bot_user: str) -> Channel:
        """Return a new channel without messages."""
        members = {*self.members, bot_user} if self.with_bot else {*self.members}
        return Channel(self.id, self.name, members, self.private, topic=self.topic)


@dataclass(frozen=True)
class Seed:
    """A workspace at the start; ids of people and channels occur in one workspace only, as in Slack."""

    team: Team
    people: tuple[Person, ...]
    channels: tuple[ChannelSeed, ...] = field(default=())


PLAYGROUND = Seed(
    Team("T0PLAY", "Playground", "playground", bot_user="U0LIMBER", bot_id="B0LIMBER"),
    (
        Person("U0ANA", "Ana", "Europe/Berlin", locale="de-DE"),
        Person("U0BEN", "Ben", "America/New_York"),
        Person("U0CHIYO", "Chiyo", "Asia/Tokyo", locale="ja-JP"),
        Person("U0DEV", "Dev", "Asia/Kolkata", locale="en-GB"),
    ),
    (
        ChannelSeed(
            "C0GENERAL",
            "general",
            frozenset(("U0ANA", "U0BEN", "U0CHIYO", "U0DEV")),
            topic="For everybody",
            with_bot=True,
        ),
        ChannelSeed(
            "C0DESIGN", "design", frozenset(("U0ANA", "U0BEN", "U0CHIYO", "U0DEV")), topic="Shapes and colours"
        ),
        ChannelSeed("C0LEADS", "leads", frozenset(("U0ANA", "U0BEN")), private=True),
    ),
)
BAKERY = Seed(
    Team("T0BAKERY", "Bakery", "bakery", bot_user="U0LIMBERB", bot_id="B0LIMBERB"),
    (
        Person("U0EVA", "Eva", "Europe/Madrid", locale="es-ES"),
        Person("U0FEMI", "Femi", "Africa/Lagos", locale="en-GB"),
        Person("U0GRACE", "Grace", "America/Chicago"),
    ),
    (
        ChannelSeed("C0HALL", "general", frozenset(("U0EVA", "U0FEMI", "U0GRACE")), topic="For everybody"),
        ChannelSeed("C0OVENS", "ovens", frozenset(("U0EVA", "U0FEMI")), topic="Who bakes what"),
        ChannelSeed("C0ACCOUNTS", "accounts", frozenset(("U0EVA", "U0GRACE")), private=True),
    ),
)


def small_seed(number: int) -> Seed:
    """Return one of any number of workspaces with one person and one channel, which the app's bot is in."""
    team = Team(f"T1{number:06d}", f"Team {number}", f"team-{number}", f"U1BOT{number:06d}", f"B1{number:06d}")
    person = Person(f"U1{number:06d}", "Robin", "Europe/Berlin")
    return Seed(team, (person,), (ChannelSeed(f"C1{number:06d}", "general", frozenset((person.id,)), with_bot=True),))
