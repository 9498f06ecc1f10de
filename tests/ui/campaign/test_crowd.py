"""Several browsers at once, each with an onsite: all finish, and nobody sees another's."""

import sys
from statistics import median, quantiles

import pytest
from tests.ui.browser import NEEDS_BROWSER
from tests.ui.campaign.crowd import Visitor, crowd
from tests.ui.serving import Server

from interview_personas import RoundKind

pytestmark = NEEDS_BROWSER

FEW, MANY = 3, 10


def expect_apart(visitors: list[Visitor], server: Server) -> None:
    """Everybody finished, said what is stored, and read nothing of anybody else's."""
    assert len({visitor.session for visitor in visitors}) == len(visitors)
    signs = {visitor.sign for visitor in visitors}
    for visitor in visitors:
        assert visitor.waits_s
        stored = server.sessions().answers(visitor.session)
        assert stored == visitor.said[: len(stored)]
        assert len(visitor.said) - len(stored) <= 1
        assert all(visitor.sign in answer for answer in stored)
        assert visitor.session[:12] in visitor.seen
        assert not [sign for sign in signs - {visitor.sign} if sign in visitor.seen]
        assert not [
            other.session for other in visitors if other is not visitor and other.session[:12] in visitor.seen
        ]


async def test_three_browsers_at_once_all_finish_and_see_only_their_own(server: Server) -> None:
    visitors = [Visitor(number, [RoundKind.BEHAVIORAL]) for number in range(FEW)]
    await crowd(server.address, visitors)
    expect_apart(visitors, server)


@pytest.mark.campaign
async def test_ten_browsers_at_once_hold_whole_drills_and_see_only_their_own(server: Server) -> None:
    visitors = [Visitor(number, list(RoundKind)) for number in range(MANY)]
    await crowd(server.address, visitors)
    expect_apart(visitors, server)
    waits = [wait for visitor in visitors for wait in visitor.waits_s]
    sys.stdout.write(
        f"\n{MANY} browsers, {len(waits)} answers; from an answer to the next question: median "
        f"{median(waits):.1f} s, 95 % within {quantiles(waits, n=20)[-1]:.1f} s, at most {max(waits):.1f} s\n"
    )
