"""`rightswatch tokens`: what lets programs into the desk's JSON interface."""

import getpass
from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated, Final

import typer

from monitor.cli.columns import Column, plain
from monitor.cli.options import DEFAULT_CONFIG, Config, Json, print_json, say
from monitor.domain.token import Scope

if TYPE_CHECKING:
    from datetime import datetime

    from monitor.bootstrap import Wiring
    from monitor.domain.person import Person
    from monitor.domain.token import Token

MOST_SHOWN: Final = 1_000
TOKENS: Final = (
    Column(name="token", right=True),
    Column(name="state"),
    Column(name="until"),
    Column(name="last used", leaves=1),
    Column(name="acts for"),
    Column(name="program", flexible=True),
    Column(name="scopes", leaves=2),
)
YEAR_DAYS: Final = 365
NO_NAME: Final = "write 1 to 80 letters"
For = Annotated[
    str, typer.Option("--for", help="Mail address of the person in `people` it acts for.")
]
Name = Annotated[str, typer.Option("--name", help="The program that gets it.")]
Scopes = Annotated[
    list[Scope], typer.Option("--scope", help="What it is for; can be given several times.")
]
Days = Annotated[
    int, typer.Option("--days", min=1, max=400, help="It ends after so many days by itself.")
]
By = Annotated[str, typer.Option("--by", help="Who does this; default: the user of this machine.")]
Number = Annotated[int, typer.Argument(help="Number of the token, as `rightswatch tokens` has it.")]


def list_by_default(
    context: typer.Context, config: Config = DEFAULT_CONFIG, *, as_json: Json = False
) -> None:
    """Tokens with whom they act for, what they are for, and when they were last used."""
    if context.invoked_subcommand is not None:
        return
    from monitor.bootstrap import Wiring
    from monitor.cli.tables import tell, tell_list

    with Wiring.open(config) as wiring, wiring.store.reading() as tx:
        now, tokens = wiring.clock.now(), tx.tokens.all(MOST_SHOWN)
        people = {person.email.lower() for person in wiring.settings.people}
    if as_json:
        print_json(tokens)
    elif tokens:
        tell_list(TOKENS, [_row(token, people, now) for token in tokens])
    else:
        tell("no tokens")


def make(
    person: For,
    name: Name,
    scopes: Scopes,
    config: Config = DEFAULT_CONFIG,
    days: Days = YEAR_DAYS,
    by: By = "",
    *,
    as_json: Json = False,
) -> None:
    """Make a token and print it, this once: only its digest is kept.

    It never does more than the person it acts for may do, and nothing once that person is taken out
    of `people`.
    """
    from monitor.bootstrap import Wiring
    from monitor.web.api.tokens import Wish, beyond, make_token

    called = " ".join(plain(name).split())
    if not 0 < len(called) <= 80:
        raise typer.BadParameter(NO_NAME, param_hint="--name")
    with Wiring.open(config) as wiring:
        found = _person(wiring, person)
        useless = beyond(found, scopes)
        if useless:
            named = ", ".join(useless)
            raise typer.BadParameter(
                f"the role {found.role.value} of {found.email} does not do {named}",
                param_hint="--scope",
            )
        wish = Wish(
            name=called,
            scopes=tuple(dict.fromkeys(scopes)),
            days=days,
            by=plain(by).strip() or getpass.getuser(),
        )
        token, secret = make_token(wiring.store, found, wish, wiring.clock.now())
    if as_json:
        print_json({"token": token, "secret": secret})
        return
    typer.echo(secret)
    say(f"token {token.id} for {found.email}; it ends {token.until:%Y-%m-%d}. Keep it: it is")
    say("not shown again. Programs send it as `Authorization: Bearer ...`, over https only.")


def revoke(number: Number, config: Config = DEFAULT_CONFIG, by: By = "") -> None:
    """Take a token back; its next request is refused."""
    from monitor.bootstrap import Wiring
    from monitor.web.api.tokens import revoke_token

    with Wiring.open(config) as wiring:
        who = plain(by).strip() or getpass.getuser()
        revoked = revoke_token(wiring.store, number, who, wiring.clock.now())
    if revoked is None:
        raise typer.BadParameter(f"no token {number} serves; see `rightswatch tokens`")
    say(f"token {number} ({plain(revoked.name)}) opens nothing any more")


def _person(wiring: "Wiring", email: str) -> "Person":
    from monitor.bootstrap.desk import people_of

    people = people_of(wiring)
    found = people.get(email.strip().lower())
    if found is None:
        known = ", ".join(sorted(people)) or "nobody"
        raise typer.BadParameter(f"{email} is not in `people`: {known}", param_hint="--for")
    return found


def _row(token: "Token", people: set[str], now: "datetime") -> Sequence[str]:
    serves = token.serves(now) and token.email.lower() in people
    return [
        str(token.id),
        "serves" if serves else "revoked" if token.revoked_at else "ended",
        f"{token.until:%Y-%m-%d}",
        f"{token.used_at:%Y-%m-%d %H:%M}" if token.used_at else "never",
        plain(token.email),
        plain(token.name),
        " ".join(token.scopes),
    ]
