"""The manifest with the step: what Slack would refuse is not in it, and the one without it stays as it was."""

from bot.core.manifest import read_manifest
from bot.core.workflow_step import CHANNEL, FUNCTIONS, PERSON, STEP, STRETCHES, WHAT, with_workflow_step

TYPES = {"string", "slack#/types/channel_id", "slack#/types/user_id"}


def test_the_manifest_without_it_stays_as_it_was() -> None:
    manifest = read_manifest()
    with_workflow_step(manifest)
    assert manifest == read_manifest()


def test_it_keeps_slacks_limits() -> None:
    [(callback_id, step)] = FUNCTIONS.items()
    assert len(callback_id) <= 100
    assert len(step["title"]) <= 255
    for parameters in (step["input_parameters"], step["output_parameters"]):
        assert all(each["type"] in TYPES and each["title"] and each["description"] for each in parameters.values())


def test_only_the_channel_has_to_be_chosen() -> None:
    inputs = FUNCTIONS[STEP]["input_parameters"]
    assert list(inputs) == [CHANNEL, WHAT, PERSON]
    assert [name for name, each in inputs.items() if each["is_required"]] == [CHANNEL]
    assert list(FUNCTIONS[STEP]["output_parameters"]) == [STRETCHES]
