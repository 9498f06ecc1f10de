"""Settings from the environment and ``.env``, all optional."""

from pathlib import Path

import platformdirs
from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict


class Settings(BaseSettings):
    """What a machine's owner can set; see ``.env.example``."""

    model_config = SettingsConfigDict(env_prefix="INTERVIEW_PANEL_", env_file=".env", extra="ignore")

    home: Path = Field(default_factory=lambda: Path(platformdirs.user_data_dir("interview-panel")))
    """Folder of the sessions' file."""
    bank: Path | None = None
    """Folder of a bank of your own."""
    log_level: str = "WARNING"
    """Nothing a candidate says is logged above DEBUG."""

    @property
    def sessions_file(self) -> Path:
        """The one SQLite file with ledger, checkpoints and store."""
        return self.home / "sessions.sqlite"
