"""Assertions on refused calls of the Web API."""

import pytest
from slack_sdk.errors import SlackApiError


async def refused(call):
    with pytest.raises(SlackApiError) as caught:
        await call
    return caught.value.response


async def error(call):
    return (await refused(call))["error"]
