"""What a caller supplies beside the state: a mind, a bank, a ledger. All of it optional."""

from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from pathlib import Path

from pydantic import ConfigDict, InstanceOf, SecretStr, with_config
from pydantic.json_schema import SkipJsonSchema

from interview_agents.calls.prices import PriceTable, price_table
from interview_agents.calls.specs import ModelSpec, Role
from interview_agents.mind import Mind
from interview_agents.voice import Transcriber
from interview_panel.ledger import Ledger
from interview_panel.minds import Access, access_for, access_in, mind_for, names_in, specs_for
from interview_panel.own_readers import rehearsal_for
from interview_panel.plan import ModelNames
from interview_panel.sandbox import Sandbox, sandbox_here
from interview_panel.settings import Settings
from interview_panel.voice import transcriber_for, transcriber_in
from interview_personas import Bank, load_bank

MOST_MINDS = 16


@with_config(ConfigDict(use_attribute_docstrings=True))
@dataclass(frozen=True)
class PanelContext:
    """What thinks, what it asks from, and where turns are kept.

    A given mind always wins. Without one the models named here hold the onsite, then those of
    the settings, then the embedded rehearsal. Without a bank the shipped one is asked from;
    without a ledger the turns ride in graph state.
    """

    bank_path: str = ""
    """Folder of a bank of your own."""
    model: str = ""
    """Who interviews, scores and judges: ``openai:NAME``, ``ollama:NAME``, or ``rehearsal``."""
    scorer_model: str = ""
    """The interviewer's when left out."""
    judge_model: str = ""
    """The interviewer's when left out."""
    base_url: str = ""
    """Where models named ``openai:`` answer, when it is not OpenAI."""
    organization: str = ""
    """OpenAI's, where a key is of several."""
    prices: str = ""
    """File of a price table of your own, laid over the shipped one."""
    api_key: SkipJsonSchema[SecretStr | None] = field(default=None, repr=False)
    secret: SkipJsonSchema[bytes | None] = field(default=None, repr=False)
    """What a model mind's fences are made from; `interview_panel.secret.lasting_secret` gives it."""
    mind: SkipJsonSchema[InstanceOf[Mind] | None] = field(default=None, repr=False)
    bank: SkipJsonSchema[InstanceOf[Bank] | None] = field(default=None, repr=False)
    ledger: SkipJsonSchema[InstanceOf[Ledger] | None] = field(default=None, repr=False)
    transcriber: SkipJsonSchema[InstanceOf[Transcriber] | None] = field(default=None, repr=False)
    """Who writes down what is said aloud; the settings' when left out."""
    runs_code: bool = True
    """Whether handed-in code is run where this machine has a sandbox; otherwise it is only read."""

    def the_bank(self) -> Bank:
        """The bank to ask from."""
        return self.bank or load_bank(Path(self.bank_path) if self.bank_path else None)

    async def the_sandbox(self) -> Sandbox | None:
        """Where handed-in code is run; None where it is only read."""
        return await sandbox_here() if self.runs_code else None

    def the_mind(self, names: ModelNames | None = None) -> Mind:
        """The mind that holds an onsite; the same one every time.

        Args:
            names: the models an onsite was begun with; when they are empty, this context's.

        Raises:
            ModelSpecError: a model is named or set up so that it cannot work.
            StoreError: the rehearsal's readers of one's own cannot be read.
        """
        if self.mind is not None:
            return self.mind
        specs = self.the_models(names)
        if "interviewer" not in specs:
            return rehearsal_for(self._settings)
        return _mind(tuple(specs.items()), self._prices, self.secret)

    def the_models(self, names: ModelNames | None = None) -> dict[Role, ModelSpec]:
        """The model of each role that has one; none when a mind is given or the rehearsal holds the onsite.

        Raises:
            ModelSpecError: a name is not of a known kind.
        """
        if self.mind is not None:
            return {}
        chosen = names if names is not None and names.decided else self._names
        if not (chosen or chosen.candidate):
            return {}
        given = Access(base_url=self.base_url, api_key=self.api_key, organization=self.organization)
        return specs_for(chosen, access_for(chosen, given, access_in(self._settings)))

    def the_transcriber(self) -> Transcriber | None:
        """Who writes down what is said aloud; the same one every time, None when nobody does.

        Raises:
            ModelSpecError: the settings name one that cannot work.
        """
        if self.transcriber:
            return self.transcriber
        spec, language = transcriber_in(self._settings), self._settings.transcriber_language
        return transcriber_for(spec, language, self._prices) if spec else None  # pyright: ignore[reportArgumentType]

    def the_prices(self) -> PriceTable:
        """What models cost.

        Raises:
            ModelSpecError: the file of one's own cannot be read.
        """
        return price_table(Path(self._prices) if self._prices else None)

    @cached_property
    def _settings(self) -> Settings:
        return Settings()

    @property
    def _prices(self) -> str:
        return self.prices or str(self._settings.prices or "")

    @cached_property
    def _names(self) -> ModelNames:
        own = ("model", "scorer_model", "judge_model")
        given = {name: value for name in own if (value := getattr(self, name))}
        return names_in(self._settings.model_copy(update=given))


@lru_cache(maxsize=MOST_MINDS)
def _mind(specs: tuple[tuple[Role, ModelSpec], ...], prices: str, secret: bytes | None) -> Mind:
    return mind_for(dict(specs), table=price_table(Path(prices) if prices else None), secret=secret)
