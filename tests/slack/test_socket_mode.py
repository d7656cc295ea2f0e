"""The socket to Slack comes back, also when the SDK's own attempts do not."""

from user_steps import says

from bot.cli.play import Play


async def test_a_socket_that_stays_dead_is_opened_afresh_at_the_second_look(play: Play) -> None:
    play.bot.dependencies.scheduler.pause()  # at a full minute the bot would look once, too
    socket = play.bot.socket
    await socket.close()
    assert not await socket.connected()
    await socket.watch()
    assert not await socket.connected()
    await socket.watch()
    await play.slack.connected()
    assert "When to see a doctor" in (await says(play, "/stretch help")).text


async def test_a_socket_that_lives_is_left_alone(play: Play) -> None:
    before = len(play.slack.calls("apps.connections.open"))
    for _ in range(3):
        await play.bot.socket.watch()
    assert len(play.slack.calls("apps.connections.open")) == before


async def test_after_slacks_notice_it_connects_anew_and_goes_on(play: Play) -> None:
    await play.slack.disconnect_notice()
    await play.slack.until(lambda: not play.slack.connections)
    await play.slack.connected()
    assert "When to see a doctor" in (await says(play, "/stretch help")).text
