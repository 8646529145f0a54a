"""Two import contracts of this house that import-linter does not bring along.

Both judge direct imports only: a program that reaches a library through its home is how a home is meant to be used.
"""

from __future__ import annotations

from collections.abc import Iterator

from grimp import ImportGraph
from importlinter import Contract, ContractCheck, fields, output


def _inside(module: str, home: str) -> bool:
    """Whether a module is the home or lies in it; ``*`` stands for any one folder or more in front."""
    if home.startswith("*."):
        wanted = home.removeprefix("*.").split(".")
        parts = module.split(".")[1:]
        return any(parts[start : start + len(wanted)] == wanted for start in range(len(parts)))
    return module == home or module.startswith(f"{home}.")


def _report(broken: list[str]) -> None:
    for line in broken:
        output.print_error(f"- {line}", bold=False)
    output.new_line()


class LibraryAtHome(Contract):
    """Some third-party libraries are imported only by the modules named as their homes."""

    type_name = "library_at_home"
    libraries = fields.ListField(subfield=fields.StringField())
    homes = fields.ListField(subfield=fields.StringField())

    def check(self, graph: ImportGraph, verbose: bool) -> ContractCheck:
        """Look at every module that imports one of the libraries."""
        broken = list(self._strangers(graph))
        return ContractCheck(kept=not broken, metadata={"broken": broken})

    def _strangers(self, graph: ImportGraph) -> Iterator[str]:
        libraries: list[str] = self.libraries  # type: ignore[assignment] # the field holds its parsed value here
        homes: list[str] = self.homes  # type: ignore[assignment] # as above
        for library in sorted(set(libraries) & graph.modules):
            for importer in sorted(graph.find_modules_that_directly_import(library)):
                if not any(_inside(importer, home) for home in homes):
                    yield f"{importer} imports {library}"

    def render_broken_contract(self, check: ContractCheck) -> None:
        """Name each import that strayed."""
        _report(check.metadata["broken"])


class TablesAtHome(Contract):
    """``X.models`` is imported only by the top-level package X and by the one register of tables."""

    type_name = "tables_at_home"
    register = fields.StringField()

    def check(self, graph: ImportGraph, verbose: bool) -> ContractCheck:
        """Look at every importer of a module called models."""
        broken = list(self._strangers(graph))
        return ContractCheck(kept=not broken, metadata={"broken": broken})

    def _strangers(self, graph: ImportGraph) -> Iterator[str]:
        register: str = self.register  # type: ignore[assignment] # the field holds its parsed value here
        for tables in sorted(name for name in graph.modules if "models" in name.split(".")):
            home = tables.partition(".")[0]
            for importer in sorted(graph.find_modules_that_directly_import(tables)):
                if not (_inside(importer, home) or importer == register):
                    yield f"{importer} imports {tables}"

    def render_broken_contract(self, check: ContractCheck) -> None:
        """Name each import that strayed."""
        _report(check.metadata["broken"])
