"""What whole onsites send, read again and cost under both cache rules: ``python -m benchmarks.caches``.

Counted and not timed: simulated candidates, our prompts, and a scripted provider that keeps the
documented rules (`tests.agents.prompt_caches`). The floor sends every line once and gets the same answers.
"""

import asyncio

from tests.panel.provided import BEFORE, NOW, Onsite, held

from interview_panel import Length

RULES = {"since GPT-5.6": NOW, "before": BEFORE}


def row(rule: str, onsite: Onsite) -> str:
    """One onsite's figures."""
    spent, provider = onsite.spent, onsite.provider
    spoken = [used for turns in onsite.rounds() for _, used in turns]
    dialogue = sum(used.read for used in spoken) / sum(used.read_in for used in spoken)
    distinct = provider.distinct / spent.tokens_in
    return (
        f"| {onsite.plan.length} | {rule} | {spent.calls} | {spent.tokens_in:,} | {dialogue:.0%} "
        f"| {spent.cached_share:.0%} | {1 - distinct:.0%} | {provider.units / provider.floor:.2f}x "
        f"| ${spent.dollars:.3f} |"
    )


def main() -> None:
    """Print the table."""
    print(
        "| length | rule | calls | tokens read | of interviewers' cached | of all | of all, at most "
        "| cost / floor | bill |\n|---|---|---|---|---|---|---|---|---|"
    )
    for length in Length:
        for rule, model in RULES.items():
            print(row(rule, asyncio.run(held(length, model))))


if __name__ == "__main__":
    main()
