"""Settings from the environment and ``.env``, all optional."""

from pathlib import Path
from typing import Literal

import platformdirs
from pydantic import AliasChoices, Field, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict

from interview_panel.database import Database, Place

Access = Literal["each", "login", "alone"]
"""Whose onsites a page shows: each browser's or login's own, a login's only, or one person's."""


class Settings(BaseSettings):
    """What a machine's owner can set; see ``.env.example``."""

    model_config = SettingsConfigDict(
        env_prefix="INTERVIEW_PANEL_", env_file=".env", extra="ignore", populate_by_name=True
    )

    home: Path = Field(default_factory=lambda: Path(platformdirs.user_data_dir("interview-panel")))
    """Folder of the sessions' file, and of what stays on this machine."""
    store: SecretStr | None = Field(default=None, repr=False)
    """Where onsites are kept instead, ``postgresql://…``: for several processes or machines."""
    bank: Path | None = None
    """Folder of a bank of your own."""
    log_level: str = "WARNING"
    """Nothing a candidate says is logged above DEBUG."""
    log_format: Literal["text", "json"] = "text"
    """Lines to read, or one JSON object a line."""

    access: Access | None = None
    """Whose onsites the browser shows; ``interview-panel ui`` takes ``each`` for nothing."""

    model: str | None = None
    """Who interviews, scores and judges, ``openai:NAME`` or ``openai``; nobody: the rehearsal."""
    scorer_model: str | None = None
    judge_model: str | None = None
    candidate_model: str | None = None
    """Who plays a simulated candidate; nobody: the rehearsal, whoever interviews."""
    transcriber: str | None = None
    """Who writes down what candidates say aloud, ``openai:NAME`` or ``openai``; nobody: they type."""
    transcriber_base_url: str | None = None
    """Where a transcriber named ``openai:`` answers, when it is not where such models answer."""
    transcriber_api_key: SecretStr | None = Field(default=None, repr=False)
    """Its key, when that is not the models'."""
    transcriber_language: str = "en"
    """What is spoken; empty: found out from each recording."""
    prices: Path | None = None
    """A price table of your own, laid over the shipped one."""
    base_url: str | None = Field(default=None, validation_alias="OPENAI_BASE_URL")
    """Where models named ``openai:`` answer, when it is not OpenAI."""
    api_key: SecretStr | None = Field(default=None, validation_alias="OPENAI_API_KEY", repr=False)
    organization: str | None = Field(
        default=None, validation_alias=AliasChoices("OPENAI_ORG_ID", "OPENAI_ORGANIZATION")
    )

    @property
    def one_person(self) -> bool:
        """Whether whoever uses this is one person: in the terminal, or in a page that is theirs alone."""
        return self.access in {"alone", None}

    @property
    def sessions_file(self) -> Path:
        """The one SQLite file with ledger, checkpoints and store."""
        return self.home / "sessions.sqlite"

    @property
    def place(self) -> Place:
        """Where onsites are kept: the database that is named, or the sessions' file.

        Raises:
            StoreError: when what is named is not the address of one.
        """
        return Database(self.store.get_secret_value(), self.home) if self.store else self.sessions_file
