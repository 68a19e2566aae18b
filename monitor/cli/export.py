"""`rightswatch export`: one case as files to hand on, whole or redacted."""

import getpass
from pathlib import Path
from typing import Annotated, Final

import typer

from monitor.cli.options import DEFAULT_CONFIG, Config, say

NOTHING_WITHHELD: Final = "there is nothing to keep without --withhold"

Number = Annotated[str, typer.Argument(help="Case number, for example RW-000001.")]
To = Annotated[Path, typer.Option("--to", help="A new folder, or a new file that ends in .zip.")]
By = Annotated[str, typer.Option("--by", help="Who exports; default: the user of this machine.")]
Zone = Annotated[str, typer.Option("--timezone", help="Of the times in the report (IANA name).")]
Pdf = Annotated[bool, typer.Option("--pdf/--no-pdf", help="Print the reports to PDF as well.")]
Withhold = Annotated[
    list[str],
    typer.Option(
        "--withhold",
        help="A field that is left out, for example seller or description, with all that repeats "
        "it. Only the newest capture is handed out then.",
    ),
]
Keep = Annotated[
    list[str],
    typer.Option(
        "--keep",
        help="Although it shows the whole page: evidence/screenshot.png, evidence/dom.html, "
        "evidence/text.txt or archive/data.warc.gz. Look through it first.",
    ),
]


def export(
    number: Number,
    to: To,
    config: Config = DEFAULT_CONFIG,
    by: By = "",
    timezone: Zone = "UTC",
    *,
    pdf: Pdf = True,
    withhold: Withhold = [],  # noqa: B006 - typer copies it
    keep: Keep = [],  # noqa: B006 - the same
) -> None:
    """Write a case as files: reports in Chinese and English, and the evidence with its seals.

    With --withhold the evidence becomes a redacted copy: what remains still verifies, and `verify`
    names what is withheld.
    """
    from alerts.export.packet import deliver
    from monitor.bootstrap import Wiring
    from monitor.bootstrap.packets import PacketOrder, gathered, hand_on
    from monitor.domain.errors import ExportRefused

    if keep and not withhold:
        raise typer.BadParameter(NOTHING_WITHHELD, param_hint="--keep")
    if to.exists():
        message = f"{to} is there already: name another, or remove it"
        raise ExportRefused(message)
    order = PacketOrder(
        number=number,
        by=by or getpass.getuser(),
        timezone=timezone,
        pdf=pdf,
        withhold=withhold,
        keep=keep,
    )
    with Wiring.open(config) as wiring:
        packet = gathered(wiring, order)
        for sentence in packet.left_out:
            say(sentence)
        # first, so that nothing leaves that the history does not know of
        hand_on(wiring, packet, to.name)
        deliver(packet.files, to, number)
    say(f"{number}: {len(packet.files)} files in {to}; begin with READ-ME-FIRST.txt")
    if packet.copy:
        withheld = len(packet.copy.withheld)
        say(f"withheld: {withheld} fields; look through what remains before it leaves")
