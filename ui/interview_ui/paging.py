"""Long lists, a page at a time."""

from collections.abc import Sequence
from typing import TypeVar

import streamlit as st

Item = TypeVar("Item")
ON_A_PAGE = 10


def page_of(items: Sequence[Item], key: str, size: int = ON_A_PAGE) -> Sequence[Item]:
    """The items of the page that is chosen, above which it can be changed.

    Args:
        items: all of them.
        key: the list's name; it begins at its first page again when its length changes.
        size: how many are on a page.
    """
    pages = -(-len(items) // size)
    if pages <= 1:
        return items
    number = st.pagination(pages, key=f"{key}_{len(items)}")
    return items[(number - 1) * size : number * size]
