"""The payloads that Slack sends, as listeners get them."""

from typing import Any

Json = dict[str, Any]
