"""A multi-agent simulated ML onsite as a LangGraph graph: the public API.

Exports are loaded on first use, so that ``import interview_panel`` costs next to nothing.
"""

from interview_panel.strictly import read_strictly
from interview_personas.lazily import exported

read_strictly()

TYPE_CHECKING = False
if TYPE_CHECKING:
    from interview_agents.answer import Answer
    from interview_agents.debrief import Debrief, Decision
    from interview_agents.mind import Mind
    from interview_agents.rehearsal import Rehearsal
    from interview_agents.scorecard import Vote
    from interview_agents.transcript import Transcript
    from interview_panel.archive import Archive, memory_archive, open_archive
    from interview_panel.context import PanelContext
    from interview_panel.database import Database
    from interview_panel.graph import build_graph, create_panel
    from interview_panel.ledger import Ledger
    from interview_panel.onsites import Onsites
    from interview_panel.plan import Applicant, ModelNames, OnsiteRequest
    from interview_panel.question import OpenQuestion
    from interview_panel.report import markdown
    from interview_panel.run import Run
    from interview_panel.runner import Runner
    from interview_panel.session import Session, Standing
    from interview_panel.settings import Settings
    from interview_panel.state import PanelInput, PanelOutput, PanelState
    from interview_personas import Bank, InterviewError, Length, RoundKind, load_bank

__all__ = [
    "Answer",
    "Applicant",
    "Archive",
    "Bank",
    "Database",
    "Debrief",
    "Decision",
    "InterviewError",
    "Ledger",
    "Length",
    "Mind",
    "ModelNames",
    "OnsiteRequest",
    "Onsites",
    "OpenQuestion",
    "PanelContext",
    "PanelInput",
    "PanelOutput",
    "PanelState",
    "Rehearsal",
    "RoundKind",
    "Run",
    "Runner",
    "Session",
    "Settings",
    "Standing",
    "Transcript",
    "Vote",
    "build_graph",
    "create_panel",
    "load_bank",
    "markdown",
    "memory_archive",
    "open_archive",
]

_HOME = {
    "Answer": "interview_agents.answer",
    "Applicant": "interview_panel.plan",
    "Archive": "interview_panel.archive",
    "Bank": "interview_personas",
    "Database": "interview_panel.database",
    "Debrief": "interview_agents.debrief",
    "Decision": "interview_agents.debrief",
    "InterviewError": "interview_personas",
    "Ledger": "interview_panel.ledger",
    "Length": "interview_personas",
    "Mind": "interview_agents.mind",
    "ModelNames": "interview_panel.plan",
    "OnsiteRequest": "interview_panel.plan",
    "Onsites": "interview_panel.onsites",
    "OpenQuestion": "interview_panel.question",
    "PanelContext": "interview_panel.context",
    "PanelInput": "interview_panel.state",
    "PanelOutput": "interview_panel.state",
    "PanelState": "interview_panel.state",
    "Rehearsal": "interview_agents.rehearsal",
    "RoundKind": "interview_personas",
    "Run": "interview_panel.run",
    "Runner": "interview_panel.runner",
    "Session": "interview_panel.session",
    "Settings": "interview_panel.settings",
    "Standing": "interview_panel.session",
    "Transcript": "interview_agents.transcript",
    "Vote": "interview_agents.scorecard",
    "build_graph": "interview_panel.graph",
    "create_panel": "interview_panel.graph",
    "load_bank": "interview_personas",
    "markdown": "interview_panel.report",
    "memory_archive": "interview_panel.archive",
    "open_archive": "interview_panel.archive",
}

__getattr__, __dir__ = exported(__name__, _HOME)
