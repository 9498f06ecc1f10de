"""A scorer never learns who speaks, and its quotes come back in the candidate's own words."""

import pytest
from tests.agents.talk import CODING, DESIGN, asked, card, case, drawn, handed_in, present, ran, said, talk

from interview_agents.blinding import BlindedPacket, blinded
from interview_agents.debrief import Packet
from interview_agents.evidence import occurs
from interview_agents.scorecard import Score, Strength
from interview_agents.transcript import Direction, Move

TURN = "system_design-02"


def hidden(text: str, *identity: str) -> str:
    return blinded(talk(DESIGN, asked(), said(text)), identity).transcript.turns[1].text


def behind(text: str, quote: str, *identity: str) -> str:
    return blinded(talk(DESIGN, asked(), said(text)), identity).own_words(TURN, quote)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("My name is Ana Silva, I build trams.", "My name is [name], I build trams."),
        ("Call me Ana. As Ana I lead two people.", "Call me [name]. As [name] I lead two people."),
        ("Hi, this is Ana speaking, I lead it.", "Hi, this is [name] speaking, I lead it."),
        ("It's Ana Silva here. I'm called Ana by all.", "It's [name] here. I'm called [name] by all."),
        ("I studied at Stanford.", "I studied at [school]."),
        ("I was at ETH Zürich, then Purdue University.", "I was at [school], then [school]."),
        ("A degree of the University of Warsaw.", "A degree of [school]."),
        ("I use she/her.", "I use [pronouns]."),
        ("I use (they / them / theirs).", "I use [pronouns]."),
        ("As a woman I was the only one.", "[pronouns] I was the only one."),
        ("We train on the data of the depot.", "We train on the data of the depot."),
        ("They told them that the model is his.", "They told them that the model is his."),
    ],
)
def test_names_schools_and_pronouns_are_replaced(text: str, shown: str) -> None:
    assert hidden(text) == shown


def test_an_identity_known_from_elsewhere_is_replaced_everywhere() -> None:
    lines = [asked("Hello Ana, how was Lisbon Tech?"), said("Silva here.", code="# by Ana Silva\nx = 1")]
    turns = blinded(talk(CODING, *lines), ["Ana Silva", "Lisbon Tech"]).transcript.turns
    assert turns[0].text == "Hello [name], how was [name]?"
    assert turns[1].text == "[name] here."
    assert turns[1].code == "# by [name]\nx = 1"


def test_an_unknown_identity_hides_nothing() -> None:
    assert hidden("Anatomy and Silvan are words.", "Ana Silva", "", " ") == "Anatomy and Silvan are words."


@pytest.mark.parametrize(
    "text",
    [
        "This is a tram.",
        "It's XGBoost that I'd reach for.",
        "Then this is Kafka, and Kafka feeds the store.",
    ],
)
def test_a_tool_is_not_taken_for_a_name(text: str) -> None:
    assert hidden(text) == text


def test_a_name_given_in_lower_case_is_hidden() -> None:
    assert hidden("Ana here.", "ana silva") == "[name] here."


def test_a_name_is_hidden_in_any_case_but_a_word_is_no_name() -> None:
    assert hidden("ana here, ANA  SILVA.", "Ana Silva") == "[name] here, [name]."
    assert hidden("I will try a young one. Will?", "will young") == "I will try a young one. [name]?"
    assert hidden("Bo said: a bo tree.", "Bo") == "[name] said: a bo tree."
    assert hidden("Our tech stack.", "Ana", "Lisbon Tech") == "Our tech stack."


@pytest.mark.parametrize("rest", [" then I left.", " and then I left."])
def test_only_the_school_is_replaced(rest: str) -> None:
    assert hidden(f"I was at the University of Warsaw{rest}") == f"I was at [school]{rest}"


def test_what_the_interviewer_quoted_is_hidden_too() -> None:
    direction = Direction(move=Move.PROBE, question_id="Q14", text="And?", quote="I am Ana and I lead")
    lines = [asked(), said("I am Ana and I lead."), asked("“I am Ana and I lead”. And?", direction)]
    blind = blinded(talk(DESIGN, *lines), ["Ana"]).transcript
    assert "Ana" not in blind.model_dump_json()


@pytest.mark.parametrize(
    ("text", "quote", "own"),
    [
        ("I'd log it all.", "log it all", "log it all"),
        ("I, Ana Silva, built it alone.", "I, [name], built it", "I, Ana Silva, built it"),
        ("At Stanford I built\nit alone.", "[school] I built it", "Stanford I built\nit"),
        ("Ana and Ana again.", "[name] and [name] again", "Ana and Ana again"),
    ],
)
def test_a_quote_of_the_blinded_text_comes_back_in_the_candidates_words(
    text: str, quote: str, own: str
) -> None:
    assert own in behind(text, quote, "Ana Silva")
    assert occurs(behind(text, quote, "Ana Silva"), talk(DESIGN, asked(), said(text)).turns[1])


@pytest.mark.parametrize("quote", ["I, [name], sold it", "[name]", "made up"])
def test_a_quote_that_is_in_neither_text_is_given_back_as_it_is(quote: str) -> None:
    assert behind("I built it alone.", quote, "Ana Silva") == quote


def test_a_quote_of_an_unknown_turn_is_given_back_as_it_is() -> None:
    assert blinded(talk(DESIGN, asked(), said())).own_words("system_design-99", "x [name]") == "x [name]"


@pytest.mark.parametrize(
    ("text", "quote", "own"),
    [
        ("I studied at Stanford.", "I studied at [school]", "I studied at Stanford"),
        ("Well, hello there. I'm Ana and I lead.", "[name] and I lead", "Ana and I lead"),
    ],
)
def test_a_blank_at_either_end_of_a_quote_comes_back_whole(text: str, quote: str, own: str) -> None:
    assert behind(text, quote, "Ana Silva") == own


def test_a_quote_with_a_plain_apostrophe_comes_back_too() -> None:
    assert (
        behind("I’m Ana, and I’d log it.", "I'm [name], and I'd log it", "Ana") == "I’m Ana, and I’d log it"
    )


@pytest.mark.parametrize(
    ("text", "quote", "own"),
    [
        ("I, Ana, wait… then I train.", "I, [name], wait... then", "I, Ana, wait… then"),
        ("Ana, then Stanford.", "me], then [sch", "Ana, then Stanford"),
        ("I lead. Ana Silva", "lead.\n[name]", "lead. Ana Silva"),
    ],
)
def test_a_quote_is_traced_by_its_place(text: str, quote: str, own: str) -> None:
    assert behind(text, quote, "Ana Silva") == own


def test_a_quote_over_words_and_code_is_traced() -> None:
    lines = [asked(), said("Ana wrote it.", code="# by Ana\nx = 1")]
    blind = blinded(talk(CODING, *lines), ["Ana"])
    assert blind.own_words("coding-02", "[name] wrote it.\n# by [name]") == "Ana wrote it.\n# by Ana"


def test_a_packet_is_blinded_in_transcripts_and_in_sealed_quotes() -> None:
    sheet = card(DESIGN, rulings=(present("defensive", TURN, "I, Ana, know better"),)).model_copy(
        update={
            "scores": (Score(criterion="framing", points=2, turn_id=TURN, quote="Ana know"),),
            "strengths": (Strength(what="x", turn_id=TURN, quote="Ana"),),
        }
    )
    rounds = talk(DESIGN, asked("Ana?"), said("I, Ana, know better."))
    packet = Packet(role="r", company="c", transcripts=(rounds,), scorecards=(sheet,))
    blind = BlindedPacket(packet, ["Ana"])
    assert "Ana" not in blind.packet.model_dump_json()
    assert blind.own_words(TURN, "I, [name], know better") == "I, Ana, know better"
    assert blind.fault_of(TURN, "I, [name], know better") is None
    assert blind.fault_of("coding-01", "x") == "there is no turn 'coding-01'"
    assert blind.own_words("coding-01", "x") == "x"
    assert packet.transcripts[0].turns[1].text == "I, Ana, know better.", "the packet itself stays as it is"


def test_an_earlier_version_can_be_quoted_and_is_blinded_with_what_it_printed() -> None:
    tried = ran("# Ana tries\ny = 2", case("wrong", hidden=False, printed="Ana was here"), submitted=False)
    blind = blinded(talk(CODING, asked(), handed_in("x = 1", tried, text="Done.")), ["Ana"])
    assert blind.own_words("coding-02", "# [name] tries\ny = 2\nx = 1") == "# Ana tries\ny = 2\nx = 1"
    (run,) = blind.transcript.turns[1].runs
    assert "Ana" not in run.model_dump_json()


def test_a_sketch_is_hidden_like_words_and_its_quotes_come_back() -> None:
    spoken = talk(DESIGN, asked(), drawn("graph LR\nA[Ana's store] --> B[Stanford labels]", text="By Ana."))
    blind = blinded(spoken, ["Ana"])
    assert blind.transcript.turns[1].sketch == "graph LR\nA[[name]'s store] --> B[[school] labels]"
    own = blind.own_words(TURN, "A[[name]'s store] --> B[[school] labels]")
    assert own == "A[Ana's store] --> B[Stanford labels]"
    assert occurs(own, spoken.turns[1])
