"""The step of Workflow Builder in the playground, with Bolt between."""

from user_steps import ANA, BEN, GENERAL

from bot.cli.play import Play
from bot.core.workflow_step import STEP
from bot.playground.executions import Execution

DESIGN, LEADS = "C0DESIGN", "C0LEADS"


async def run(play: Play, state: str, user: str = ANA, **inputs: str) -> Execution:
    """Run the step from #general and wait until it has ended like this."""
    execution = await play.slack.run_step(user, GENERAL, STEP, inputs)
    await play.slack.until(lambda: execution.state != "running")
    assert execution.state == state, execution.error
    return execution


async def test_a_workflow_posts_a_break_and_goes_on(play: Play) -> None:
    done = await run(play, "completed", channel=DESIGN, what="neck", person=BEN)
    [posted] = play.slack.messages(DESIGN)
    assert done.outputs["stretches"].split(" and ")[0] in posted.text
    [told] = play.slack.calls("functions.completeSuccess")
    assert told.args["token"] == done.token
    await play.slack.click(ANA, posted, "break.join")
    await play.slack.until(lambda: play.slack.view(ANA))
    assert play.slack.problems == []


async def test_a_workflow_for_a_channel_that_limber_is_not_in_says_what_helps(play: Play) -> None:
    failed = await run(play, "failed", channel=LEADS)
    assert failed.error == "I'm not in the channel. Type /invite @limber there."
    assert failed.error in play.slack.ephemerals(ANA)[-1].text
    play.slack.add_bot(LEADS)
    await run(play, "completed", channel=LEADS)


async def test_a_workflow_with_words_that_name_nothing_says_what_there_is(play: Play) -> None:
    failed = await run(play, "failed", channel=GENERAL, what="elbow")
    assert failed.error.startswith("I can't post “elbow” as a break. In the workflow's step, enter an area like neck")
    assert play.slack.messages(GENERAL) == []
