"""Settings from the environment and ``.env``, all optional."""

from pathlib import Path

import platformdirs
from pydantic import AliasChoices, Field, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict

from interview_agents.calls.specs import ModelSpec, Role, spec_for


class Settings(BaseSettings):
    """What a machine's owner can set; see ``.env.example``."""

    model_config = SettingsConfigDict(
        env_prefix="INTERVIEW_PANEL_", env_file=".env", extra="ignore", populate_by_name=True
    )

    home: Path = Field(default_factory=lambda: Path(platformdirs.user_data_dir("interview-panel")))
    """Folder of the sessions' file."""
    bank: Path | None = None
    """Folder of a bank of your own."""
    log_level: str = "WARNING"
    """Nothing a candidate says is logged above DEBUG."""

    model: str | None = None
    """Who interviews, scores and judges, ``openai:NAME`` or ``openai``; nobody: the rehearsal."""
    scorer_model: str | None = None
    judge_model: str | None = None
    candidate_model: str | None = None
    """Who plays a simulated candidate; nobody: the rehearsal, whoever interviews."""
    prices: Path | None = None
    """A price table of your own, laid over the shipped one."""
    base_url: str | None = Field(default=None, validation_alias=AliasChoices("base_url", "OPENAI_BASE_URL"))
    """Where models named ``openai:`` answer, when it is not OpenAI."""
    api_key: SecretStr | None = Field(
        default=None, validation_alias=AliasChoices("api_key", "OPENAI_API_KEY"), repr=False
    )
    organization: str | None = Field(
        default=None, validation_alias=AliasChoices("organization", "OPENAI_ORG_ID", "OPENAI_ORGANIZATION")
    )

    def spec(self, role: Role) -> ModelSpec | None:
        """The model of a role; None when the rehearsal plays it.

        Raises:
            ModelSpecError: the name is not of a known kind.
        """
        own = {"scorer": self.scorer_model, "judge": self.judge_model}.get(role)
        name = self.candidate_model if role == "candidate" else own or self.model
        if not name:
            return None
        if name != "openai" and not name.startswith("openai:"):
            return spec_for(role, name)  # a key for OpenAI is nobody else's business
        return spec_for(
            role, name, base_url=self.base_url, api_key=self.api_key, organization=self.organization
        )

    @property
    def sessions_file(self) -> Path:
        """The one SQLite file with ledger, checkpoints and store."""
        return self.home / "sessions.sqlite"
