"""What the committee settled, what to say instead, what to study, and how it was made."""

from collections.abc import Iterator, Mapping

import streamlit as st

from interview_agents.debrief import Debrief, Disagreement, Rewrite, StudyWeek
from interview_personas import Bank, RedFlag, Topic
from interview_ui.debrief.evidence import Evidence
from interview_ui.shown import SEVERITIES, defused, turn_name


def show_committee(debrief: Debrief, bank: Bank, evidence: Evidence) -> None:
    """Disagreements, each with the turn that settled it."""
    chair = bank.people.get(debrief.chair)
    st.header("The committee", anchor="committee")
    st.caption(f"Chaired by {chair.name}, {chair.manner}." if chair else "")
    if not debrief.disagreements:
        st.markdown("The rounds do not contradict one another.")
    for item in debrief.disagreements:
        with st.container(border=True):
            _disagreement(item, bank, evidence)
    if debrief.would_change:
        st.markdown(f"**What would change this:** {defused(debrief.would_change)}")


def _disagreement(item: Disagreement, bank: Bank, evidence: Evidence) -> None:
    about = bank.red_flags[item.about].title if item.about in bank.red_flags else item.about
    st.markdown(f"**{defused(about[:1].upper() + about[1:])}**")
    st.markdown(f"What each round held: {defused(item.sides)}")
    st.markdown(f"How it was resolved: {defused(item.resolution)}")
    evidence.show(item.turn_id, item.quote)


def show_lessons(debrief: Debrief, bank: Bank, evidence: Evidence) -> None:
    """Rewrites, what to check oneself, and the study plan."""
    if debrief.rewrites:
        st.header("Weak answers, in your own words", anchor="rewrites")
        st.caption("Nothing is added: what stands in [brackets] is for you to fill.")
    for rewrite in debrief.rewrites:
        with st.container(border=True):
            _rewrite(rewrite, bank, evidence)
    _self_check(debrief, bank)
    _study(debrief, bank)


def _rewrite(rewrite: Rewrite, bank: Bank, evidence: Evidence) -> None:
    template = bank.templates.get(rewrite.template)
    name = template.name if template else rewrite.template
    st.markdown(f"**{turn_name(rewrite.turn_id)}, as {defused(name)}**")
    st.markdown(evidence.link(rewrite.turn_id))
    before, after = st.columns(2)
    with before:
        st.caption("As you said it")
        st.text(rewrite.original)
    with after:
        st.caption("In the template's order")
        st.markdown("\n".join(f"- {_part(line)}" for line in rewrite.rewritten.splitlines() if line.strip()))


def _part(line: str) -> str:
    """One part of a rewrite: its heading is the template's, what follows is the candidate's."""
    heading, mark, said = line.partition("**: ")
    return f"**{defused(heading.removeprefix('**'))}:** {defused(said)}" if mark else defused(line)


def _self_check(debrief: Debrief, bank: Bank) -> None:
    if not debrief.self_check:
        return
    st.header("Check these yourself", anchor="self-check")
    st.caption("They could not be assessed: there was no occasion, or your words did not settle it.")
    flags = [bank.red_flags[name] for name in debrief.self_check]
    for severity, name in SEVERITIES.items():
        graded = [flag for flag in flags if flag.severity == severity]
        if graded:
            with st.expander(f"Severity {name}: {len(graded)}"):
                st.markdown("\n".join(_to_check(flag, debrief) for flag in graded))


def _to_check(flag: RedFlag, debrief: Debrief) -> str:
    said = debrief.hint(flag.id)
    look = f" Worth a look: “{defused(said)}”" if said else ""
    return f"- **{defused(flag.title)}.** Better: {defused(flag.instead)}{look}"


def _study(debrief: Debrief, bank: Bank) -> None:
    st.header("Study plan", anchor="study-plan")
    st.caption("The documented eight weeks; what your red flags call for comes first, in bold.")
    topics = {topic.id: topic for topic in bank.study_plan.topics}
    st.markdown("\n".join(line for week in debrief.study_plan for line in _week(week, topics)))


def _week(week: StudyWeek, topics: Mapping[str, Topic]) -> Iterator[str]:
    titles = {name: defused(topics[name].title) for name in week.topics}
    names = [f"**{title}**" if name in week.first else title for name, title in titles.items()]
    yield f"- Weeks {week.weeks}, {defused(week.title)}: {', '.join(names)}"
    for name in week.first:
        yield f"  - {defused(topics[name].do)}"


def show_provenance(debrief: Debrief) -> None:
    """What made this debrief, so that it can be made again."""
    made = debrief.provenance
    st.header("How this was made", anchor="provenance")
    st.markdown(f"{defused(debrief.mind_notice)} {defused(debrief.ours)}")
    st.markdown(
        f"Claims with evidence: {debrief.supported} supported of {debrief.proposed} proposed; "
        f"{len(debrief.dropped)} dropped by the check."
    )
    if debrief.markers:
        st.markdown(f"Answers carry signs of instructions: {defused(', '.join(debrief.markers))}.")
    hashes = [f"{name:8} {digest}" for name, digest in made.digests().items()]
    st.code("\n".join([f"mind     {made.mind}", *hashes]), language=None, wrap_lines=True)
