"""Write docs/reference from the code itself: commands, configuration, errors, ports, demo.

`make reference` writes the pages; tests/house compares them with the code. The texts are those of
docstrings and option helps, so there is one place to mend a sentence.
"""

import ast
import inspect
import sys
import types
import typing
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
REFERENCE = ROOT / "docs" / "reference"
NOTE = "<!-- Written by `make reference` from the code; change the sentence there. -->\n\n"


def commands() -> str:
    """Every command with its arguments and options."""
    import typer.main

    from monitor.cli.app import build

    page = f"# Commands\n\n{NOTE}"
    page += (
        "`rightswatch --version` prints the installed version. "
        "Exit codes: 0 ok, 1 failure, 2 usage, 3 configuration invalid, 130 interrupted. "
        "`verify` has its own, see there. `--json` prints one document on standard output and "
        "nothing else there; words for people go to standard error.\n"
    )
    program = typer.main.get_command(build())
    for name, command in _commands_of(program, "rightswatch"):
        page += f"\n## {name}\n\n{_paragraphs(command.help)}\n"
        rows = [_option_row(parameter) for parameter in command.params if parameter.name != "help"]
        if rows:
            page += "\n| argument or option | default | meaning |\n|---|---|---|\n"
            page += "".join(rows)
    return page


def _commands_of(command: typing.Any, name: str) -> Iterator[tuple[str, typing.Any]]:  # noqa: ANN401
    if not hasattr(command, "commands"):
        yield name, command
        return
    for word, inner in command.commands.items():
        if not inner.hidden:
            yield from _commands_of(inner, f"{name} {word}")


def _option_row(parameter: typing.Any) -> str:  # noqa: ANN401 - a click parameter
    is_option = parameter.param_type_name == "option"
    shown = ", ".join(parameter.opts) if is_option else parameter.name.upper()
    default = parameter.default
    told = "" if not default or callable(default) else f"`{default}`"
    return f"| `{shown}` | {told} | {_cell(parameter.help or '')} |\n"


def configuration() -> str:
    """Every key of the configuration file; `rightswatch schema --markdown` prints the same."""
    from monitor.config.reference import reference_markdown

    return reference_markdown()


def errors() -> str:
    """The tree of errors, each with what follows from it."""
    from monitor.domain import errors as module

    page = f"# Errors\n\n{NOTE}"
    page += "The class says what to do next. What Rightswatch raises on purpose, as one tree:\n\n"
    tree = (module.__doc__ or "").partition("\n\n")[2].rstrip()
    page += f"```text\n{tree}\n```\n\n| error | is a | meaning |\n|---|---|---|\n"
    for name, kind in _own_classes(module):
        if issubclass(kind, Exception):
            parent = kind.__bases__[0].__name__
            page += f"| `{name}` | `{parent}` | {_cell(inspect.getdoc(kind) or '')} |\n"
    return page


def ports() -> str:
    """The seams between rooms, each with its members."""
    page = f"# Ports\n\n{NOTE}"
    page += "Protocols that rooms are built against; a stranger's part fits when it has these.\n"
    for path in sorted((ROOT / "monitor" / "ports").rglob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        for node in tree.body:
            if isinstance(node, ast.ClassDef) and _is_protocol(node):
                page += f"\n## {node.name}\n\n`{path.relative_to(ROOT).as_posix()}`. "
                page += f"{_paragraphs(ast.get_docstring(node))}\n\n"
                page += "".join(_member(member) for member in node.body)
    return page


def demo_market() -> str:
    """Every offer of the demo with its planted truth."""
    from monitor.cli.demo.market.catalogue import offers, sellers

    page = f"# The demo's market\n\n{NOTE}"
    page += (
        f"{len(offers())} offers by {len(sellers())} shops; every brand and shop is invented. "
        "`alert`: a watch must write about it exactly once. `silent`: it must not. `either`: "
        "people would disagree.\n\n| offer | shop | title | expected | kind | because |\n"
        "|---|---|---|---|---|---|\n"
    )
    for offer in offers():
        truth = offer.truth
        page += f"| {offer.id} | {offer.seller.name} | {_cell(offer.title)} | {truth.expected} "
        page += f"| {truth.kind} | {_cell(truth.because)} |\n"
    return page


def scorer() -> str:
    """What counts in a verdict and how much, from the declared list."""
    from rules.decision.models import DECIDERS

    model = DECIDERS[-1].model
    page = f"# What counts in a verdict\n\n{NOTE}"
    page += (
        f"The decider `{model.name}` adds points (log-odds) and turns the sum into a score "
        f"by the logistic function. From {model.review} an officer may look (**review**), from "
        f"{model.alert} one is told at once (**alert**). A closed gate (a lapsed right, another "
        "territory, goods of another class, an authorised seller) forbids an enforceable verdict "
        "whatever the score. What is not known counts nothing.\n\n## What is alike\n\n"
        "Of all signals the one with most points counts: slope x (score - middle).\n\n"
        "| matcher | what it measures | slope | middle |\n|---|---|---|---|\n"
    )
    for like in model.likenesses:
        page += f"| `{like.matcher}` | {like.why} | {like.slope} | {like.middle} |\n"
    again = model.agreement
    page += (
        f"\nEach further field or channel, {model.agreements} at most: {again.points} "
        f"({again.why}).\n\n## Circumstances\n\n"
        "Points at full strength, for or against as the circumstance speaks; a weak one counts a "
        "part.\n\n| circumstance | meaning | points | for inventions |\n|---|---|---|---|\n"
    )
    for weight in model.weights:
        alone = " (where no defence was found)" if weight.name in model.undefended else ""
        counts = "no" if weight.name in model.marks_only else "yes"
        page += f"| `{weight.name}` | {weight.why}{alone} | {weight.points} | {counts} |\n"
    return page


def metrics() -> str:
    """Every metric, from the declared list."""
    from monitor.web.metrics import METRICS

    page = f"# Metrics\n\n{NOTE}"
    page += (
        "All are gauges, read from the database when Prometheus asks "
        "(`service.web.health_address`): "
        "[watch over the service](../how-to/watch-over-the-service.md)."
        "\n\n| metric | labels | meaning |\n|---|---|---|\n"
    )
    for metric in METRICS:
        labels = ", ".join(f"`{label}`" for label in metric.labels)
        page += f"| `{metric.name}` | {labels} | {_cell(metric.meaning)} |\n"
    return page


def api() -> str:
    """Every address for programs, from the description that is served."""
    from monitor.domain.token import Scope
    from monitor.web.api.application import described
    from monitor.web.api.gate import MOST_CALLS, SMALL_BYTES, WINDOW_S

    document = described().openapi()
    page = f"# The interface for programs\n\n{NOTE}"
    page += (
        "`GET /api/v1/openapi.json` gives the same as OpenAPI 3.1, with the shape of every answer: "
        "[let a program in](../how-to/let-a-program-in.md). A token may ask "
        f"{MOST_CALLS} times in {WINDOW_S:.0f} seconds; a body has at most {SMALL_BYTES:,} bytes, "
        "listings more.\n\n| scope | needs a role that does |\n|---|---|\n"
    )
    page += "".join(f"| `{scope.value}` | {scope.deed.value} |\n" for scope in Scope)
    for path, methods in document["paths"].items():
        for method, operation in methods.items():
            page += _operation(f"{method.upper()} {path}", operation)
    page += "\n## Webhooks\n\n"
    page += "Letters that are posted to you: "
    page += "[let a program have the letters](../how-to/receive-webhooks.md).\n\n"
    page += "| letter | body |\n|---|---|\n"
    for name in document["webhooks"]:
        page += f"| `{name}` | `CasesLetter` |\n"
    return page


def _operation(name: str, operation: Mapping[str, typing.Any]) -> str:
    scopes = operation["security"][0]["token"]
    page = f"\n## {name}\n\n{_paragraphs(operation['description'])}\n\n"
    page += f"Scope: {f'`{scopes[0]}`' if scopes else 'any'}."
    bodies = operation.get("requestBody", {}).get("content", {})
    page += "".join(f" Body: `{kind}`." for kind in bodies)
    page += f" Tells: {_shape(operation['responses']['200']['content'])}.\n"
    asked = operation.get("parameters", [])
    if asked:
        page += "\n| value | in | meaning |\n|---|---|---|\n"
        for one in asked:
            page += f"| `{one['name']}` | {one['in']} | {_cell(one.get('description', ''))} |\n"
    return page


def _shape(content: Mapping[str, typing.Any]) -> str:
    kind, told = next(iter(content.items()))
    named = told["schema"].get("$ref", "").rpartition("/")[2]
    return f"`{named}`" if named else f"`{kind}`"


def _is_protocol(node: ast.ClassDef) -> bool:
    return any("Protocol" in ast.unparse(base) for base in node.bases)


def _member(member: ast.stmt) -> str:
    if isinstance(member, ast.FunctionDef | ast.AsyncFunctionDef):
        says = (ast.get_docstring(member) or "").split("\n\n")[0]
        gives = f" -> {ast.unparse(member.returns)}" if member.returns else ""
        taken = ast.unparse(member.args).removeprefix("self").removeprefix(", ")
        call = f"{member.name}({taken}){gives}"
        return f"- `{call}`{': ' if says else ''}{_cell(says)}\n"
    if isinstance(member, ast.AnnAssign):
        return f"- `{ast.unparse(member)}`\n"
    return ""


def _own_classes(module: types.ModuleType) -> Iterator[tuple[str, type]]:
    for name, value in vars(module).items():
        if isinstance(value, type) and value.__module__ == module.__name__:
            yield name, value


def _paragraphs(text: str | None) -> str:
    return inspect.cleandoc(text or "").replace("\f", "")


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")


PAGES: dict[str, Callable[[], str]] = {
    "api.md": api,
    "commands.md": commands,
    "configuration.md": configuration,
    "demo-market.md": demo_market,
    "errors.md": errors,
    "metrics.md": metrics,
    "ports.md": ports,
    "scorer.md": scorer,
}


def main() -> None:
    """Write every page; say which changed."""
    REFERENCE.mkdir(parents=True, exist_ok=True)
    for name, write in PAGES.items():
        path, text = REFERENCE / name, write()
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            path.write_text(text, encoding="utf-8")
            print(f"written: docs/reference/{name}")


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))
    main()
