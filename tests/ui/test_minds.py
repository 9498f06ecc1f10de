"""Who thinks: chosen in the lobby, priced before it starts, and asked with a key of one onsite alone."""

import asyncio
import re
from pathlib import Path

import pytest
from tests.ui.provider import KEY, PRICES, Provider
from tests.ui.tab import Tab, modelled

from interview_panel import open_archive
from interview_panel.session_file import exported
from interview_panel.settings import Settings
from interview_personas import Length, RoundKind
from interview_ui.house import close_house, the_house


def radio(tab: Tab, label: str) -> str:
    """A radio button with its options and captions, as it is sent to the browser."""
    return str(next(radio for radio in tab.page.radio if radio.label == label).proto)


def nothing_started(tab: Tab) -> bool:
    return not tab.session and not the_house().runner.sessions()


def plain(words: str) -> str:
    """Words as they are read, without what keeps them dead in Markdown."""
    return words.replace("\u2060", "").replace("\\", "")


def test_the_rehearsal_is_chosen_and_says_how_well_it_was_measured() -> None:
    tab = Tab()
    assert re.search(
        r"Embedded rehearsal, no model: \d+ red flags .* precision was 0\.\d+", radio(tab, "Who thinks")
    )
    tab.choose("Who thinks", "model")
    assert "Embedded rehearsal, no model" in radio(tab, "Who thinks")
    tab.choose("Who thinks", "rehearsal").choose("Length", Length.DRILL).press("Start the onsite").settle()
    assert not the_house().runner.row(tab.session).request.models
    assert "Used so far" not in tab.words


def test_the_estimate_follows_length_and_rounds_and_tells_the_age_of_its_prices() -> None:
    tab = modelled()
    assert "about 6 calls" in tab.words  # four turns, a scorecard, the committee
    assert re.search(r"\$0\.0\d+", plain(tab.words))
    assert "Prices of 2026-11-21, USD" in tab.words
    tab.page.pills[0].set_value(list(RoundKind)).run()
    assert "about 24 calls" in tab.words
    tab.choose("Length", Length.FULL)
    assert "about 62 calls" in tab.words


def test_a_model_without_a_price_is_named_and_never_free(provider: Provider) -> None:
    words = plain(modelled(provider.address).words)
    assert "no price for 6 requests" in words
    assert "No price is known for openai:scripted." in words
    assert "$0.00" not in words


def test_a_price_table_of_ones_own_is_used(
    provider: Provider, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = tmp_path / "prices.toml"
    own.write_text(PRICES)
    monkeypatch.setenv("INTERVIEW_PANEL_PRICES", str(own))
    words = plain(modelled(provider.address).words)
    assert "Prices of 2026-11-20, USD" in words
    assert "no price" not in words


def test_what_leaves_this_machine_is_said_before_the_start() -> None:
    assert "What you say and the code you send leave this machine for api.openai.com" in plain(
        modelled().words
    )


def test_presets_say_where_they_answer_and_how_they_are_started() -> None:
    tab = modelled().pick("Endpoint", "ollama")
    assert "At http://localhost:11434/v1. Start it with `ollama serve`." in plain(tab.words)
    assert not [field for field in tab.page.text_input if field.label.startswith("API key")]
    tab.press("Start the onsite")
    assert "Ollama has no default: write the name of a model it has" in plain(tab.words)
    assert nothing_started(tab)


def test_other_models_can_score_and_judge(provider: Provider) -> None:
    tab = modelled(provider.address).fill("Scorecards", "careful").fill("Committee", "ollama:qwen3")
    assert "openai:careful" in plain(tab.words)
    tab.press("Start the onsite").settle()
    names = the_house().runner.row(tab.session).request.models
    assert (names.interviewer, names.scorer, names.judge) == (
        "openai:scripted",
        "openai:careful",
        "ollama:qwen3",
    )


@pytest.mark.parametrize(
    ("label", "typed", "told"),
    [
        ("API key", "", "openai:gpt-6-luna needs a key"),
        ("Model", "gpt-4", "gpt-4 was shut down on 2026-10-23: use gpt-5.6-sol"),
        ("Scorecards", "o1", "o1 was shut down on 2026-10-23"),
    ],
)
def test_what_cannot_work_is_said_at_the_button_and_nothing_is_started(
    label: str, typed: str, told: str
) -> None:
    tab = modelled(key="" if label == "API key" else KEY).fill(label, typed).press("Start the onsite")
    assert told in plain(tab.page.error[0].value)
    assert nothing_started(tab)


def test_an_address_that_is_none_is_said_at_the_button_and_nothing_is_started() -> None:
    tab = modelled("localhost:8000").press("Start the onsite")
    assert "write the server's base URL" in tab.page.error[0].value
    assert nothing_started(tab)


async def all_that_is_kept() -> str:
    """Every onsite as it is exported: rows are packed, so looking for words in the file finds none."""
    async with open_archive(Settings().place) as archive:
        rows = await archive.ledger.sessions(None)
        return "".join([(await exported(row.id, archive)).model_dump_json() for row in rows])


def test_a_typed_key_is_sent_and_kept_nowhere(
    provider: Provider, tmp_path: Path, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    caplog.set_level("DEBUG")
    provider.wants_key = True
    tab = modelled(provider.address, KEY).press("Start the onsite").settle()
    tab.answer("I measured recall.")
    assert set(provider.keys) == {f"Bearer {KEY}"}
    assert KEY not in str(dict(tab.page.query_params))
    assert KEY not in tab.words
    close_house()
    stored = [file for file in tmp_path.rglob("*") if file.is_file()]
    assert stored
    assert not [file for file in stored if KEY.encode() in file.read_bytes()]
    kept = asyncio.run(all_that_is_kept())
    assert "I measured recall." in kept
    assert KEY not in kept
    assert KEY not in caplog.text
    assert KEY not in "".join(capfd.readouterr())


def test_a_typed_key_is_of_one_onsite_alone(provider: Provider) -> None:
    modelled(provider.address, KEY).press("Start the onsite").settle()
    modelled(provider.address).press("Start the onsite").settle()
    assert provider.keys == [f"Bearer {KEY}", "Bearer not-needed"]


def test_where_the_server_has_a_key_none_is_needed(openai: Provider, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", KEY)
    tab = modelled()
    assert any(field.label == "API key (not needed: this server has one)" for field in tab.page.text_input)
    assert KEY not in str(tab.page.main)
    tab.press("Start the onsite").settle()
    assert openai.keys == [f"Bearer {KEY}"]


def test_the_servers_key_is_never_sent_to_an_address_that_somebody_typed(
    provider: Provider, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", KEY)
    tab = modelled(provider.address)
    assert [field.label for field in tab.page.text_input if "key" in field.label] == ["API key"]
    tab.press("Start the onsite").settle()
    assert provider.keys == ["Bearer not-needed"]


def test_what_the_settings_name_stands_in_the_fields_and_can_be_left_aside(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("INTERVIEW_PANEL_MODEL", "ollama:qwen3")
    tab = Tab()
    assert "ollama:qwen3 at http://localhost:11434/v1 interviews" in plain(tab.words)
    tab.choose("Who thinks", "rehearsal").choose("Length", Length.DRILL).press("Start the onsite").settle()
    request = the_house().runner.row(tab.session).request
    assert request.models.interviewer == "rehearsal"
    assert Settings().model == "ollama:qwen3"


def test_after_a_restart_a_typed_key_is_asked_for_again_and_the_onsite_goes_on(openai: Provider) -> None:
    tab = modelled(key=KEY).press("Start the onsite").settle()
    close_house()
    tab = Tab(tab.session).settle()
    assert "Give the key again to go on." in tab.words
    assert "Question 1" in tab.words
    tab.press("Go on with this key")
    assert "Type the key first." in tab.words
    tab.fill("API key for OpenAI", KEY).press("Go on with this key").settle()
    tab.answer("I measured recall.")
    assert "Question 2" in tab.words
    assert openai.keys == [f"Bearer {KEY}"] * 2


def test_a_key_that_was_refused_can_be_replaced(provider: Provider) -> None:
    provider.wants_key = True
    tab = modelled(provider.address, "sk-wrong-0123456789").press("Start the onsite").settle()
    assert "the key was refused" in tab.words
    tab.fill("API key for http", KEY).press("Go on with this key").settle()
    assert "Question" in tab.words


def test_what_a_model_says_never_comes_alive(provider: Provider) -> None:
    provider.question = "![x](https://elsewhere.example/x.png) :red[why] https://elsewhere.example?"
    tab = modelled(provider.address).press("Start the onsite").settle()
    assert provider.question in [text.value.strip() for text in tab.page.text]
    assert not any("elsewhere.example" in part.value for part in tab.page.markdown)
