"""As a process of its own, the common design: one APScheduler cron job a channel, in its SQLAlchemy job store."""

import asyncio
import json
import sys
from datetime import UTC, datetime
from time import perf_counter, time
from typing import Any

from aiohttp import ClientSession
from apscheduler.executors.asyncio import AsyncIOExecutor
from apscheduler.jobstores.sqlalchemy import SQLAlchemyJobStore
from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.triggers.cron import CronTrigger
from channels import channels
from memory import peak_megabytes
from slack_sdk.web.async_client import AsyncWebClient

WITH: dict[str, Any] = {}
"""What the jobs post with: it lies in the module, since jobs are pickled."""
PATIENT = {"coalesce": True, "max_instances": 1, "misfire_grace_time": None}
"""With APScheduler's own defaults most of the jobs would be skipped as more than a second late."""


async def post(channel: str) -> None:
    """One channel's job."""
    WITH["started"].append(time())
    if len(WITH["started"]) == WITH["count"]:
        WITH["all_started"].set()
    await WITH["slack"].chat_postMessage(channel=channel, **WITH["message"])


async def main(url: str, api_url: str, message: str, count: int) -> None:
    """Set up the jobs; then they are all due; print what that took."""
    store = SQLAlchemyJobStore(url)
    scheduler = AsyncIOScheduler(
        jobstores={"default": store}, executors={"default": AsyncIOExecutor()}, job_defaults=PATIENT, timezone=UTC
    )
    scheduler.start(paused=True)
    async with ClientSession() as session:
        slack = AsyncWebClient(token="xoxb-bench", base_url=f"{api_url}api/", session=session)
        WITH.update(slack=slack, message=json.loads(message), count=count, started=[], all_started=asyncio.Event())
        one_by_one = _set_up(scheduler, count)
        due = time()
        scheduler.resume()
        await WITH["all_started"].wait()
        await asyncio.gather(*(asyncio.all_tasks() - {asyncio.current_task()}))
    peak = peak_megabytes()
    print(json.dumps({"one_by_one": one_by_one, "due": due, "started": WITH["started"][-1], "peak": peak}))
    scheduler.shutdown(wait=False)


def _set_up(scheduler: AsyncIOScheduler, count: int) -> float:
    """Add the jobs; they count as due since now, so that they run as soon as the scheduler may."""
    now, began = datetime.now(UTC), perf_counter()
    trigger = CronTrigger(hour=now.hour, minute=now.minute, timezone=UTC)
    for _, channel in channels(count):
        scheduler.add_job(post, trigger, args=(channel,), id=channel, next_run_time=now)
    return perf_counter() - began


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1], sys.argv[2], sys.argv[3], int(sys.argv[4])))
