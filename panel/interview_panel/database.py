"""A PostgreSQL database by its address, for whoever opens it."""

from dataclasses import dataclass, field
from pathlib import Path

from interview_panel.errors import StoreError

SCHEMES = ("postgresql://", "postgres://")


@dataclass(frozen=True)
class Database:
    """A PostgreSQL database as the place where onsites are kept.

    Raises:
        StoreError: when the address is not one of PostgreSQL.
    """

    url: str = field(repr=False)
    """``postgresql://user:password@host:5432/name``; what is missing comes from the PG… variables."""
    home: Path | None = None
    """Folder of what stays on this machine: corrections, and readers of one's own."""
    schema: str = "interview_panel"
    """Where in the database; made when it is not there. All tables are in it, LangGraph's too."""

    def __post_init__(self) -> None:
        if not self.url.startswith(SCHEMES):
            raise StoreError(
                "INTERVIEW_PANEL_STORE: not the address of a database: write postgresql://HOST/NAME"
            )

    def __str__(self) -> str:
        """The address, without what comes before the host: that may be a password."""
        address = self.url.partition("://")[2]
        return f"postgresql://{address.rpartition('@')[2].partition('?')[0]}"


Place = Path | Database
"""Where onsites are kept: one SQLite file, or a database that several machines reach."""
