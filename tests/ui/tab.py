"""A tab of the page, driven without a browser."""

import json
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain, cycle
from pathlib import Path

from streamlit.testing.v1 import AppTest

from interview_agents.answer import Answer
from interview_agents.rehearsal import CandidatePlayer
from interview_panel.plan import OnsiteRequest
from interview_personas import Length, RoundKind
from interview_ui.components.record import Said
from interview_ui.house import the_house

APP = Path(__file__).parents[2] / "ui" / "app.py"
LOOKS = 40
PATIENCE_S = 60.0
STORIES = (
    "I told her the threshold was too low. She disagreed, so we looked at forty cases together, and "
    "I changed my mind on a third of them. The alerts fell by half within a month.",
    "I would start with a simple loop over the rows, which costs rows times columns, and only then think "
    "about something faster, because it is easy to check against.",
    "That is a fair point. I'd try an empty list, one row, and a row with a missing value, and I expect "
    "an empty result for the first of them.",
    "We measured recall at a fixed precision on last month's data, since the distribution drifts, and "
    "compared it with the rule that was there before.",
    "Next time I would ask the people on site first. I was responsible for the alerts and I had not "
    "written down why the threshold was where it was.",
)


class Tab:
    """One browser tab; a new one at the same session is what a reload makes."""

    def __init__(self, session: str = "") -> None:
        self.page = AppTest.from_file(APP, default_timeout=20)
        if session:
            self.page.query_params["session"] = session
        self.page.run()

    @property
    def session(self) -> str:
        """The session named in the URL."""
        return str(self.page.query_params.get("session", ""))

    @property
    def words(self) -> str:
        """All that is readable on the page."""
        page = self.page
        kinds = (page.title, page.header, page.subheader, page.markdown, page.text, page.caption, page.code)
        notices = (page.info, page.warning, page.error, page.success)
        shown = (str(part.value) for kind in (*kinds, *notices) for part in kind)
        return "\n".join((*shown, *chain.from_iterable(map(_read, self.record))))

    @property
    def record(self) -> Sequence[Said]:
        """The turns of the transcripts."""
        return record_of(self.page)

    @property
    def fields(self) -> Sequence[Mapping[str, object]]:
        """What the page hands to its writing fields; there is no browser here that shows it."""
        data = [json.loads(part.proto.json or "{}") for part in self.page.get("bidi_component")]
        return [given for given in data if "manner" in given]

    def press(self, label: str) -> "Tab":
        """Press a button and look."""
        next(button for button in self.page.button if button.label.startswith(label)).click().run()
        return self._intact()

    def write(self, label: str, words: str, *, look: bool = True) -> "Tab":
        """Write into a field, leave it, and look."""
        given = self._field(label)
        if given:  # as its browser's half would, with the next number for the text
            draft = {"version": given["version"], "rev": int(str(given["rev"])) + 1, "text": words}
            self.page.session_state[str(given["name"])] = {"draft": draft}
        else:
            next(area for area in self.page.text_area if area.label == label).set_value(words)
        if look:
            self.page.run()
        return self._intact()

    def fill(self, label: str, words: str) -> "Tab":
        """Write into a one-line field and leave it."""
        next(field for field in self.page.text_input if field.label.startswith(label)).set_value(words).run()
        return self._intact()

    def pick(self, label: str, option: object) -> "Tab":
        """Pick from a list."""
        next(box for box in self.page.selectbox if box.label == label).set_value(option).run()
        return self._intact()

    def written(self, label: str) -> str:
        """What stands in a field."""
        areas = (area.value for area in self.page.text_area if area.label == label)
        given = self._field(label)
        return str(given["text"] if given else next(areas))

    def hand_in(self, name: str, document: bytes) -> "Tab":
        """Upload a file."""
        self.page.file_uploader[0].upload(name, document).run()
        return self._intact()

    def choose(self, label: str, option: object) -> "Tab":
        """Choose a radio button."""
        next(radio for radio in self.page.radio if radio.label == label).set_value(option).run()
        return self._intact()

    def settle(self) -> "Tab":
        """Look again, as the polling page does, until no run is active."""
        for _ in range(LOOKS):
            if not any(button.label == "Send" and button.disabled for button in self.page.button):
                return self._intact()
            self.page.run()
        raise AssertionError("the run never came to a standstill")

    def look_for(self, words: str) -> "Tab":
        """Look again, as the polling page does, until something is there to read."""
        for _ in range(LOOKS):
            if words in self.words:
                return self._intact()
            self.page.run()
        raise AssertionError(f"{words!r} never came")

    def answer(self, words: str) -> "Tab":
        """Write an answer, send it and wait for what comes of it."""
        return self.write("Your answer", words).press("Send").settle()

    def _field(self, label: str) -> Mapping[str, object]:
        """What the page hands to a writing field; empty when it is a plain one."""
        return next((field for field in self.fields if field["label"] == label), {})

    def _intact(self) -> "Tab":
        assert not self.page.exception, self.page.exception
        return self


def record_of(page: AppTest) -> Sequence[Said]:
    """The turns that our own component shows on a page."""
    data = (json.loads(part.proto.mixed.json or part.proto.json) for part in page.get("bidi_component"))
    return [turn for each in data for turn in each.get("turns", ())]


def _read(turn: Said) -> Iterator[str]:
    """All that is readable of a turn."""
    yield turn["who"]
    for part in turn["parts"]:
        yield part["label"]
        yield "".join(text for text, _ in part["pieces"])
    yield from turn["notes"]
    yield from (label for label, _ in chain(turn["whole"], *(quote["claims"] for quote in turn["quotes"])))


def started(*rounds: RoundKind) -> Tab:
    """A tab in a drill."""
    tab = Tab()
    if rounds:
        tab.page.pills[0].set_value(list(rounds)).run()
    return tab.choose("Length", Length.DRILL).press("Start the onsite").settle()


def modelled(address: str = "", key: str = "", *rounds: RoundKind) -> Tab:
    """A lobby where a model was chosen: at an address of its own, or else OpenAI's."""
    tab = Tab()
    tab.page.pills[0].set_value(list(rounds or [RoundKind.BEHAVIORAL])).run()
    tab.choose("Length", Length.DRILL).choose("Who thinks", "model")
    if address:
        tab.pick("Endpoint", "other").fill("Model", "scripted").fill("Base URL", address)
    return tab.fill("API key", key) if key else tab


def finished(tab: Tab) -> Tab:
    """The tab after every question got an answer, good or not."""
    stories = cycle(STORIES)
    for _ in range(LOOKS):
        if tab.page.title:
            return tab
        tab.answer(next(stories))
    raise AssertionError("the onsite never came to its end")


def held(request: OnsiteRequest, who: str = "hanna_lindqvist", says: str = "") -> str:
    """A finished onsite of this tab's owner, held without the page; gives its id.

    Args:
        request: what onsite.
        who: the simulated candidate who answers.
        says: what is said to every question instead of what they would say.
    """
    house = the_house()
    runner, player = house.runner, CandidatePlayer(house.bank.candidates[who], house.bank, request.seed)
    session = runner.start(request)
    standing = runner.follow(session).wait(PATIENCE_S)
    while standing and standing.question:
        talk = {transcript.round: transcript for transcript in runner.transcripts(session)}
        answer = Answer(text=says) if says else player.reply(talk[standing.question.round])
        to = answer.model_copy(update={"to": standing.question.turn_id})
        standing = runner.answer(session, to).wait(PATIENCE_S)
    assert standing
    assert standing.debrief, standing.problem
    return session
