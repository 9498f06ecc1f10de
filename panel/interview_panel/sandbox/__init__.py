"""Runs a candidate's Python against tests, walled off from this machine, or not at all."""

from interview_panel.sandbox.errors import SandboxError
from interview_panel.sandbox.finding import find_sandbox, find_sandbox_blocking, tier_reports
from interview_panel.sandbox.here import sandbox_here
from interview_panel.sandbox.limits import Limits, default_limits
from interview_panel.sandbox.running import Sandbox
from interview_panel.sandbox.tier import TIERS, TierName, TierReport

__all__ = [
    "TIERS",
    "Limits",
    "Sandbox",
    "SandboxError",
    "TierName",
    "TierReport",
    "default_limits",
    "find_sandbox",
    "find_sandbox_blocking",
    "sandbox_here",
    "tier_reports",
]
