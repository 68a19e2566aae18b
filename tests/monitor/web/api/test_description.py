"""What the description promises, and what is answered: the two are compared by machine."""

import json
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import hypothesis
import jsonschema
import pytest
import schemathesis
from hypothesis import HealthCheck, Phase

from alerts.channels.webhook import WebhookWriter
from monitor.domain.alert import Letter
from monitor.domain.codec import from_plain
from monitor.domain.watch import Recipient
from monitor.pipeline.story import tell
from monitor.web.api.application import described
from monitor.web.api.listings import MEDIA_TYPE
from monitor.web.desk import Desk
from tests.monitor.web.api.conftest import ROOT, Program
from tests.monitor.web.api.test_more import sealed
from tests.monitor.web.conftest import HandClock
from tests.monitor.web.made import opened, pictured

Make = Callable[..., Program]
EXAMPLES = 2
BOUNDED = hypothesis.settings(
    max_examples=EXAMPLES,
    derandomize=True,
    database=None,
    deadline=None,
    phases=(Phase.explicit, Phase.generate),
    suppress_health_check=list(HealthCheck),
)


@schemathesis.serializer(MEDIA_TYPE)
def as_lines(context: Any, value: Any) -> bytes:  # noqa: ANN401 - the library's signature
    """A value as a table of one line."""
    del context
    return value if isinstance(value, bytes) else f"{value}\n".encode("utf-8", "replace")


@pytest.fixture
def furnished(desk: Desk) -> Desk:
    """Cases of every shape: with a picture, with evidence, plain."""
    numbers = [opened(desk, str(n)).number for n in range(2)]
    pictured(desk)
    sealed(desk, numbers[0])
    return desk


def test_no_request_that_a_machine_makes_up_gets_an_answer_that_was_not_promised(
    furnished: Desk, program: Make, clock: HandClock
) -> None:
    """The long run is `bench/api.py`."""
    mine = program()
    schema = schemathesis.openapi.from_dict(described().openapi())
    schema.config.update(
        base_url=furnished.public_url, headers={"Authorization": f"Bearer {mine.secret}"}
    )
    asked = []
    for found in schema.get_all_operations():
        operation = found.ok()

        @BOUNDED
        @hypothesis.given(case=operation.as_strategy())
        def ask(case: schemathesis.Case) -> None:
            clock.turn(seconds=10)  # no pace is what is tested here
            case.call_and_validate()
            asked.append(case.method)

        ask()
    assert len(asked) >= len(described().routes)


@pytest.mark.usefixtures("furnished")
def test_answers_have_the_shape_that_is_promised(program: Make) -> None:
    mine, document = program(), described().openapi()
    number = mine.get("/cases").json()["cases"][-1]["number"]
    mine.post(
        f"/cases/{number}/decisions", json={"decision": "confirmed", "expected_state": "open"}
    )
    for path in (f"/cases/{number}", f"/cases/{number}/evidence", "/confirmations", "/sellers/1"):
        pattern = path.replace(number, "{number}").replace("/1", "/{number}")
        answers = document["paths"][ROOT + pattern]["get"]["responses"]["200"]
        shape = answers["content"]["application/json"]["schema"]
        jsonschema.validate(mine.get(path).json(), {**shape, "components": document["components"]})


def test_the_letters_of_webhooks_have_the_shape_that_is_promised(furnished: Desk) -> None:
    document = described().openapi()
    assert list(document["webhooks"]) == ["cases.news", "cases.reminder", "cases.escalation"]
    with furnished.store.reading() as tx:
        stories = tuple(tell(tx, tx.cases.file(number)) for number in (1, 3))
    letter = Letter(
        key="k",
        recipient=from_plain(Recipient, {"email": "li@bureau.example"}),
        stories=stories,
        written_at=datetime(2026, 5, 4, tzinfo=UTC),
    )
    content = WebhookWriter(channel="siem").write(letter).content
    shape = {"$ref": "#/components/schemas/CasesLetter", "components": document["components"]}
    jsonschema.validate(json.loads(content), shape)
    broken = {**json.loads(content), "version": 2}
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(broken, shape)


def test_whoever_has_a_token_reads_the_description(program: Make) -> None:
    told = program().get("/openapi.json")
    assert told.json() == described().openapi()
    assert told.headers["etag"]
    operations = [one for methods in told.json()["paths"].values() for one in methods.values()]
    assert all(one["description"] and one["security"] for one in operations)
