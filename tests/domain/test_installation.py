"""An installation is in a workspace or in an organisation, and never shows its token."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from bot.domain.installation import Installation

TOKEN = "xoxb-never-shown"
IN_A_WORKSPACE = Installation(
    "A1", "E1", "T1", TOKEN, "B1", "U1", frozenset({"commands"}), "U2", datetime(2026, 11, 23, 9, tzinfo=UTC)
)


def test_an_organisation_that_is_named_does_not_make_it_org_wide() -> None:
    assert (IN_A_WORKSPACE.installed_in, IN_A_WORKSPACE.is_org_wide) == ("T1", False)


@pytest.mark.parametrize("no_team", [None, ""])
def test_without_a_workspace_it_is_org_wide(no_team: str | None) -> None:
    org_wide = replace(IN_A_WORKSPACE, team=no_team)
    assert (org_wide.installed_in, org_wide.is_org_wide) == ("E1", True)


def test_one_that_is_nowhere_is_refused() -> None:
    with pytest.raises(ValueError, match="in a workspace or in an organisation"):
        replace(IN_A_WORKSPACE, enterprise=None, team=None)


def test_its_token_is_not_in_what_is_printed_of_it() -> None:
    assert TOKEN not in f"{IN_A_WORKSPACE} {IN_A_WORKSPACE!r}"
