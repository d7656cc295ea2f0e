"""What an app's manifest says of it."""

from bot.playground.models import Json


class Manifest:
    """The parts of a manifest that a workspace goes by."""

    def __init__(self, manifest: Json) -> None:
        self.manifest = manifest

    @property
    def features(self) -> Json:
        """The `features` section of the manifest."""
        features: Json = self.manifest.get("features", {})
        return features

    @property
    def wanted_scopes(self) -> frozenset[str]:
        """The scopes in the manifest."""
        return frozenset(self.manifest.get("oauth_config", {}).get("scopes", {}).get("bot", ()))

    @property
    def bot_events(self) -> frozenset[str]:
        """The events that the app is subscribed to."""
        return frozenset(self.manifest.get("settings", {}).get("event_subscriptions", {}).get("bot_events", ()))

    @property
    def bot_name(self) -> str:
        """The display name of the bot."""
        return str(self.features.get("bot_user", {}).get("display_name", "bot"))
