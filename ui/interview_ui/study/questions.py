"""The question bank to search: what is asked, which red flags it can show, and a drill."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import streamlit as st

from interview_panel.drills import Occasion, occasions
from interview_personas import Bank, Question, RoundKind
from interview_ui import memory
from interview_ui.paging import page_of
from interview_ui.shown import defused, places, problem, round_title
from interview_ui.study.drilling import question_drill

ANY = ""
ORIGINS = {"documented": "From the documents", "ours": "Ours"}


@dataclass(frozen=True)
class Sought:
    """What the filters stand at; what is empty lets everything pass."""

    words: str
    kinds: Sequence[RoundKind]
    role: str
    topic: str
    origin: str

    def passes(self, question: Question) -> bool:
        """Whether a question is one of those sought."""
        text = f"{question.id} {question.title} {question.ask} {question.family}".casefold()
        return (
            all(word in text for word in self.words.casefold().split())
            and (not self.kinds or question.round in self.kinds)
            and self.role in {ANY, *question.roles}
            and self.topic in {ANY, question.family}
            and self.origin in {ANY, question.origin}
        )


def show_questions(bank: Bank) -> None:
    """Filters, and the questions that pass them in the order of the rounds."""
    sought = _filters(bank)
    order = list(RoundKind)
    found = [question for question in bank.questions.values() if sought.passes(question)]
    st.caption(f"{len(found)} of {len(bank.questions)} questions")
    for question in page_of(sorted(found, key=lambda q: order.index(q.round)), "questions"):
        with st.container(border=True, gap="small"):
            _card(question, bank)


def _filters(bank: Bank) -> Sought:
    words = st.text_input(
        "Search", placeholder="words of the question", key=memory.QUESTION_WORDS, persist_state="session"
    )
    kinds = st.pills(
        "Round",
        list(RoundKind),
        selection_mode="multi",
        format_func=round_title,
        key=memory.QUESTION_ROUNDS,
        persist_state="session",
    )
    topics = {question.family: topic_name(question.family) for question in bank.questions.values()}
    with st.grid(3, min_column_width=180):
        role = _one_of("Role", {name: role.title for name, role in bank.roles.items()}, memory.QUESTION_ROLE)
        topic = _one_of("Topic", dict(sorted(topics.items())), memory.QUESTION_TOPIC)
        origin = _one_of("From", ORIGINS, memory.QUESTION_ORIGIN)
    return Sought(words, kinds, role, topic, origin)


def _one_of(label: str, options: Mapping[str, str], key: str) -> str:
    return st.selectbox(
        label,
        [ANY, *options],
        format_func=lambda name: options.get(name, "Any"),
        key=key,
        persist_state="session",
    )


def topic_name(family: str) -> str:
    """A question's group as a person reads it.

    >>> topic_name("data_test")
    'Data test'
    """
    return family.replace("_", " ").capitalize()


def _card(question: Question, bank: Bank) -> None:
    st.subheader(question.title, anchor=f"question-{question.id}")
    st.caption(_about(question, bank))
    st.markdown(defused(question.ask))
    if question.coding:
        with st.expander("The problem as it is put"):
            st.markdown(problem(question.coding.statement))
    st.markdown(_flags(question, bank))
    with st.expander("Give it away: what a good answer covers"):
        st.markdown("\n".join(f"- {defused(point.what)}" for point in question.points))
    question_drill(question)


def _about(question: Question, bank: Bank) -> str:
    roles = ", ".join(bank.roles[name].title for name in question.roles if name in bank.roles)
    origin = f"documented in {places(question.sources)}" if question.origin == "documented" else "ours"
    return (
        f"{question.id}, {round_title(question.round)} · {topic_name(question.family)} · {origin} · "
        f"for {defused(roles)}"
    )


def _flags(question: Question, bank: Bank) -> str:
    """The flags it gives an occasion by itself; those of its round come with every question there."""
    found = occasions(question, bank)
    lines = {
        "By being asked": [name for name, how in found.items() if how is Occasion.ASKED],
        "When a follow-up comes to it": [name for name, how in found.items() if how is Occasion.PROBED],
    }
    told = [f"- {how}: {_titles(names, bank)}" for how, names in lines.items() if names]
    rest = sum(how is Occasion.ROUND for how in found.values())
    told.append(f"- With any question of this round: {rest} more")
    return "\n".join(["**Red flags it gives an occasion for**", *told])


def _titles(names: Iterable[str], bank: Bank) -> str:
    flags = [bank.red_flags[name] for name in names]
    return "; ".join(f"{defused(flag.title)} ({flag.number})" for flag in flags)
