"""What is typed about models, made into names, addresses and sentences. Nothing here draws."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from urllib.parse import urlsplit

from pydantic import SecretStr

from interview_agents.calls.specs import ModelSpec, Role, profiles
from interview_agents.errors import ModelSpecError
from interview_panel.context import PanelContext
from interview_panel.minds import OPENAI
from interview_panel.plan import ModelNames
from interview_ui.access.addresses import is_here

OTHER = "other"
"""Any server that speaks OpenAI's protocol, at an address of its own."""


@dataclass(frozen=True)
class Typed:
    """What stands in the fields about models."""

    endpoint: str = OPENAI
    model: str = ""
    scorer: str = ""
    judge: str = ""
    base_url: str = ""
    """Where `OTHER` answers."""
    api_key: str = field(default="", repr=False)

    def names(self) -> ModelNames:
        """The models as they are stored with an onsite: names and the address, never the key.

        Raises:
            ModelSpecError: a model or an address is missing or cannot be one.
            RequestError: the address holds a login.
        """
        if not self.model and self.endpoint != OPENAI:
            raise ModelSpecError(f"{title(self.endpoint)} has no default: write the name of a model it has")
        if self.endpoint == OTHER:
            refuse_no_address(self.base_url)
        return ModelNames(
            interviewer=self._whole(self.model) or OPENAI,
            scorer=self._whole(self.scorer),
            judge=self._whole(self.judge),
            base_url=self.base_url if self.endpoint == OTHER else "",
        )

    def context(self, base: PanelContext) -> PanelContext:
        """The server's context with the key that was typed; it is kept in memory, for one onsite alone."""
        return keyed(base, self.api_key if self.takes_key else "")

    @property
    def takes_key(self) -> bool:
        """Whether one of the models may be asked with a key; the presets on this machine need none."""
        names = (self._whole(self.model) or self.endpoint, self._whole(self.scorer), self._whole(self.judge))
        return any(name.partition(":")[0] in {OPENAI, OTHER} for name in names)

    def _whole(self, name: str) -> str:
        """A model's name with its profile; whoever writes the profile along means it."""
        if not name or name == OPENAI or name.partition(":")[0] in profiles():
            return name
        return f"{OPENAI if self.endpoint == OTHER else self.endpoint}:{name}"


def keyed(base: PanelContext, api_key: str) -> PanelContext:
    """A context with a key of its own, which goes to the onsite's own address and no other."""
    return replace(base, api_key=SecretStr(api_key)) if api_key else base


def title(endpoint: str) -> str:
    """An endpoint's name for people.

    >>> title("llamacpp"), title("other")
    ('llama.cpp', 'Another server')
    """
    return "Another server" if endpoint == OTHER else profiles()[endpoint].title


def refuse_no_address(base_url: str) -> None:
    """Check that something is an address that can be asked.

    Raises:
        ModelSpecError: it is not.
    """
    try:
        address = urlsplit(base_url)
        asked = address.scheme in {"http", "https"} and bool(address.hostname)
    except ValueError:
        asked = False
    if not asked:
        raise ModelSpecError("write the server's base URL, such as http://localhost:8000/v1")


def leaving(specs: Mapping[Role, ModelSpec]) -> str:
    """What leaves this machine with these models, and where to, in one sentence."""
    addresses = dict.fromkeys(spec.endpoint for spec in specs.values())
    away = [address for address in addresses if not is_here(address)]
    if not away:
        return f"Nothing leaves this machine: what you say is read at {_places(addresses)}."
    return (
        f"What you say and the code you send leave this machine for {_places(away)}; your name, résumé and "
        "job description go to the interviewers' model only, never to scorers and the committee."
    )


def _places(addresses: Iterable[str]) -> str:
    """Hosts and ports, without what else a URL may hold."""
    hosts = (urlsplit(address).netloc.rpartition("@")[2] for address in addresses)
    return " and ".join(dict.fromkeys(hosts))
