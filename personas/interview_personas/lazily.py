"""Exports of a package that are loaded when somebody asks for them.

A package's first lines run before anything of it can be used, so nothing is imported here.
"""

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping


def exported(
    package: str, homes: "Mapping[str, str]"
) -> "tuple[Callable[[str], object], Callable[[], list[str]]]":
    """A package's ``__getattr__`` and ``__dir__``.

    Args:
        package: the package's name.
        homes: module of each exported name.
    """

    def look_up(name: str) -> object:
        from importlib import import_module  # noqa: PLC0415 - see above
        from sys import modules  # noqa: PLC0415

        if name not in homes:
            raise AttributeError(f"module {package!r} has no attribute {name!r}")
        found = getattr(import_module(homes[name]), name)
        setattr(modules[package], name, found)
        return found

    return look_up, lambda: sorted(homes)
