"""Tokens of a real authority, and what is wrong with others."""

import datetime as dt
import subprocess
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from alerts.evidence.authority import HttpAuthority
from alerts.evidence.chain import read_roots
from alerts.evidence.der import SEQUENCE, SET, NotDer, encode, read
from alerts.evidence.timestamp import TokenRefused, TokenUntrusted, checked, request
from monitor.domain.errors import StampFailed
from monitor.ports.http import EgressRule
from spiders.fetch.client import GuardedClient
from tests.fixtures.authority import Authority, made

NOTE = "rightswatch/test\n7\nroot\n\n— signed\n".encode()


@pytest.fixture(params=["rsa", "ec"])
def stamper(request: pytest.FixtureRequest) -> Authority:
    one: Authority = request.getfixturevalue(f"{request.param}_authority")
    return one


def client(one: Authority, root: Path | None = None) -> HttpAuthority:
    return HttpAuthority(
        name="loopback",
        url=one.url,
        root=root or one.root_file,
        http=GuardedClient("Rightswatch/test"),
        rule=EgressRule(allow_private_addresses=True),
    )


def parts_of(answer: bytes) -> tuple[bytes, list[bytes]]:
    """Status of a response, and the raw parts of its SignedData."""
    status, token = read(answer).children()
    signed = read(token.children()[1].content)
    return status.whole, [part.whole for part in signed.children()]


def response(status: bytes, parts: list[bytes]) -> bytes:
    """A response made of the raw parts of its SignedData."""
    signed = encode(0xA0, encode(SEQUENCE, b"".join(parts)))
    oid = bytes.fromhex("06092a864886f70d010702")
    return encode(SEQUENCE, status + encode(SEQUENCE, oid + signed))


def test_a_token_says_when_its_bytes_stood(stamper: Authority) -> None:
    answer = stamper.stamp(NOTE)
    token = checked(answer, NOTE, stamper.roots)
    assert abs((token.at - dt.datetime.now(dt.UTC)).total_seconds()) < 600
    assert "Loopback Stamps" in token.by
    status, parts = parts_of(answer)
    bare = read(answer).children()[1].whole
    assert checked(bare, NOTE, stamper.roots) == token
    assert response(status, parts) == answer


def test_openssl_accepts_what_we_accept(stamper: Authority, tmp_path: Path) -> None:
    (tmp_path / "note").write_bytes(NOTE)
    (tmp_path / "token.tsr").write_bytes(stamper.stamp(NOTE))
    command = ["openssl", "ts", "-verify", "-data", "note", "-in", "token.tsr"]
    command += ["-CAfile", str(stamper.root_file)]
    ran = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert (ran.returncode, "Verification: OK" in ran.stdout + ran.stderr) == (0, True)


def test_a_token_with_its_certificates_in_any_order_is_read(stamper: Authority) -> None:
    status, parts = parts_of(stamper.stamp(NOTE))
    at = next(n for n, part in enumerate(parts) if part[0] == 0xA0)
    certificates = [node.whole for node in read(parts[at]).children()]
    assert len(certificates) >= 2
    for order in (certificates, certificates[::-1]):
        shuffled = [*parts[:at], encode(0xA0, b"".join(order)), *parts[at + 1 :]]
        assert checked(response(status, shuffled), NOTE, stamper.roots).at


def test_a_certificate_named_by_an_old_digest_is_found(tmp_path: Path) -> None:
    old = made(tmp_path / "old", "ec", ess="sha1")
    assert checked(old.stamp(NOTE), NOTE, old.roots).at


def test_a_token_over_other_bytes_or_for_another_request_is_refused(stamper: Authority) -> None:
    answer = stamper.stamp(NOTE)
    with pytest.raises(TokenRefused, match="over other bytes"):
        checked(answer, NOTE + b" ", stamper.roots)
    with pytest.raises(TokenRefused, match="nonce"):
        checked(answer, NOTE, stamper.roots, nonce=7)
    query = request(NOTE, 11)
    assert checked(stamper.answer(query), NOTE, stamper.roots, nonce=11).nonce == 11


def test_another_root_vouches_for_nothing(
    rsa_authority: Authority, ec_authority: Authority
) -> None:
    answer = rsa_authority.stamp(NOTE)
    with pytest.raises(TokenUntrusted, match="vouches"):
        checked(answer, NOTE, ec_authority.roots)
    with pytest.raises(TokenUntrusted):
        checked(answer, NOTE, ())
    assert checked(answer, NOTE, (*ec_authority.roots, *rsa_authority.roots)).at


def test_a_certificate_that_ran_out_vouches_for_nothing(tmp_path: Path) -> None:
    late = made(tmp_path / "late", "ec", days=-1)
    try:
        answer = late.stamp(NOTE)
    except subprocess.CalledProcessError:
        pytest.skip("this openssl does not stamp by a certificate that ran out")
    with pytest.raises(TokenUntrusted):
        checked(answer, NOTE, late.roots)


def test_certificates_put_in_place_of_others_are_refused(
    rsa_authority: Authority, tmp_path: Path
) -> None:
    status, parts = parts_of(rsa_authority.stamp(NOTE))
    at = next(n for n, part in enumerate(parts) if part[0] == 0xA0)
    _, foreign = parts_of(made(tmp_path / "foreign", "rsa").stamp(NOTE))
    with pytest.raises(TokenRefused, match="not enclosed"):
        checked(
            response(status, [*parts[:at], foreign[at], *parts[at + 1 :]]),
            NOTE,
            rsa_authority.roots,
        )
    doubled = parts[-1][:1] + encode(SET, read(parts[-1]).content * 2)[1:]
    with pytest.raises(TokenRefused, match="2 signatures"):
        checked(response(status, [*parts[:-1], doubled]), NOTE, rsa_authority.roots)


def test_a_flip_of_any_byte_is_refused_or_changes_nothing_that_is_told(
    ec_authority: Authority,
) -> None:
    answer = ec_authority.stamp(NOTE)
    token = checked(answer, NOTE, ec_authority.roots)
    passed = 0
    for at in range(0, len(answer), 3):
        flipped = bytearray(answer)
        flipped[at] ^= 1 << at % 8
        try:
            told = checked(bytes(flipped), NOTE, ec_authority.roots)
        except TokenRefused:
            continue
        passed += 1
        assert told == token
    assert passed < len(answer) / 30  # status text, unsigned parts, a second certificate's odds


@settings(max_examples=200, deadline=None)
@given(junk=st.binary(max_size=400))
def test_junk_is_refused_with_a_reason(junk: bytes) -> None:
    with pytest.raises(TokenRefused, match=r"\w"):
        checked(junk, NOTE, ())
    with pytest.raises(TokenRefused, match=r"\w"):
        checked(b"\x30\x82\x01\x00" + junk, NOTE, ())


def test_depth_and_size_are_bounded() -> None:
    deep = b"\x05\x00"
    for _ in range(5_000):
        deep = encode(SEQUENCE, deep)
    with pytest.raises(TokenRefused):
        checked(deep, NOTE, ())
    with pytest.raises(TokenRefused, match="too large"):
        checked(b"\x30" * 300_000, NOTE, ())
    with pytest.raises(NotDer, match="length"):
        read(b"\x30\x81\x05abcde")  # a length that a shorter one would do for


def test_the_authority_is_asked_and_its_answer_checked(authority: Authority) -> None:
    stamp = client(authority).stamp(NOTE)
    assert checked(stamp.token, NOTE, authority.roots).at == stamp.at
    assert authority.asked == 1


@pytest.mark.parametrize(
    ("fault", "because"),
    [
        ("503", "503"),
        ("garbage", "cannot be read|does not hold"),
        ("refused", "refused: status 2"),
        ("nonce", "nonce"),
        ("imprint", "over other bytes"),
        ("silent", "could not be fetched"),
    ],
)
def test_an_answer_that_is_none_is_a_failure_to_try_again(
    authority: Authority, fault: str, because: str
) -> None:
    authority.fault = fault
    with pytest.raises(StampFailed, match=because):
        client(authority).stamp(NOTE)
    authority.fault = None
    assert client(authority).stamp(NOTE).token


def test_an_authority_that_the_configured_root_does_not_vouch_for_is_not_believed(
    authority: Authority, rsa_authority: Authority, tmp_path: Path
) -> None:
    with pytest.raises(StampFailed, match="vouches"):
        client(authority, rsa_authority.root_file).stamp(NOTE)
    with pytest.raises(StampFailed, match="no certificate"):
        client(authority, tmp_path / "absent.pem").stamp(NOTE)
    assert read_roots(authority.root_file) == authority.roots
