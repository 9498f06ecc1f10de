"""How the answer that is being written was spoken, if it was: it is handed in with the words.

What is edited afterwards was spoken all the same. It is kept beside the draft and shares its fate.
"""

from interview_agents.delivery import Delivery, overall
from interview_ui.interview.desk import Desk

NAME = "spoken"
"""What the ledger knows it by, among the drafts."""


def delivery_of(desk: Desk) -> Delivery | None:
    """How what stands in the field was spoken; None when it was typed."""
    kept = desk.house.runner.drafts(desk.session_id).get(NAME)
    return Delivery.model_validate_json(kept) if kept else None


def take(desk: Desk, words: str, delivery: Delivery) -> None:
    """Add what was heard to what stands in the field; nothing is sent.

    Where nothing stands in it, what was spoken before is gone with its words.
    """
    draft = desk.words.on_screen()
    before = delivery_of(desk) if draft.text.strip() else None
    _keep(desk, overall(part for part in (before, delivery) if part))
    desk.words.hand_in(draft, instead=f"{draft.text.rstrip()}\n{words}".lstrip())


def forget(desk: Desk) -> None:
    """The words were handed in."""
    if delivery_of(desk):
        _keep(desk, None)


def _keep(desk: Desk, delivery: Delivery | None) -> None:
    desk.house.runner.keep_draft(desk.session_id, NAME, delivery.model_dump_json() if delivery else "")
