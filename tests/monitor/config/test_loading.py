"""From files to Settings: what is written is what the daemon is told."""

import hashlib
import time
from datetime import date
from datetime import time as clock
from pathlib import Path

import pytest

from monitor.config import load
from monitor.domain.asset import AssetKind, AuthorisedSeller, Contact
from monitor.domain.errors import ConfigRefused
from monitor.domain.rhythm import QuietHours
from monitor.domain.verdict import Grade
from monitor.domain.watch import BrowserUse, Delivery
from tests.monitor.config.conftest import MINIMAL, Write, faults

HOLDER = "holders: [{id: h, name: H}]\n"


def test_an_asset_arrives_with_everything_said_of_it(sample: str, write: Write) -> None:
    path = write(sample)
    assets = {asset.id: asset for asset in load(path).assets}
    word = assets["acme-word"]
    assert word.kind is AssetKind.WORD_MARK
    assert (word.text, word.aliases, word.holder_id) == ("ACME", ("艾克米",), "acme")
    assert word.registration_number == "0123456"
    assert (word.registration_date, word.expiry_date) == (date(2015, 3, 1), date(2085, 3, 1))
    assert (word.territories, word.nice_classes) == (("CN", "EM"), (18, 25))
    assert word.similar_groups == ("0301", "2501")
    logo = assets["acme-logo"].images[0]
    assert logo.path == str(path.parent / "logo.png")
    assert logo.sha256 == hashlib.sha256((path.parent / "logo.png").read_bytes()).hexdigest()
    assert assets["acme-logo"].vienna_codes == ("26.01.03",)
    assert assets["acme-cup"].locarno_classes == ("07-01",)
    assert assets["acme-pump"].claims == ("1. A pump: with a rotor",)
    assert {asset.kind for asset in assets.values()} == set(AssetKind)


def test_holders_sources_and_recipients_arrive(sample: str, write: Write) -> None:
    settings = load(write(sample))
    holder = settings.holders[0]
    assert holder.contacts == (Contact(email="ip@acme.example", language="zh"),)
    assert holder.authorised_sellers == (
        AuthorisedSeller(market="amazon.com", seller="ACME Official"),
    )
    shop, lab = settings.sources
    assert (shop.min_delay_s, shop.browser, shop.site) == (2.0, BrowserUse.SHELLS, "auto")
    assert lab.allow_private_addresses
    officer = settings.recipients[0]
    assert (officer.delivery, officer.digest_at) == (Delivery.DAILY, clock(7, 30))


def test_a_recipients_rhythm_is_read_with_its_units(sample: str, write: Write) -> None:
    more = """
    sources: [sh*]
    quiet_hours: 22:00 - 7:00
    critical_score: 0.9
    group_wait: 5m
    repeat_every: 24h
    most_an_hour: 12
    escalate_to: head@bureau.example
    escalate_after: 2d
    channels: [siem]
  - {email: head@bureau.example, assets: []}
"""
    hook = "  webhooks: [{id: siem, url: 'https://siem.example/in', secret: s3cret}]\nholders:"
    settings = load(write(sample.replace("holders:", hook, 1).rstrip() + more))
    officer, head = settings.recipients
    (siem,) = settings.service.webhooks
    assert (siem.id, siem.secret, "s3cret" in repr(settings)) == ("siem", "s3cret", False)
    assert (officer.channels, head.channels) == (("siem",), ("email",))
    assert officer.quiet_hours == QuietHours(start=clock(22), end=clock(7))
    assert (officer.sources, officer.critical_score, officer.most_an_hour) == (("sh*",), 0.9, 12)
    assert (officer.group_wait_s, officer.group_interval_s, officer.repeat_s) == (300, 3600, 86400)
    assert (officer.escalate_to, officer.escalate_s) == (head.email, 172_800)
    assert (head.assets, head.repeat_s, head.quiet_hours) == ((), None, None)
    assert (officer.language, officer.from_grade) == ("zh", Grade.ALERT)


def test_watches_arrive_with_ids_rhythm_and_the_assets_their_patterns_mean(
    sample: str, write: Write
) -> None:
    first, second, bench = load(write(sample)).watches
    assert [first.id, second.id, bench.id] == ["shop", "shop-2", "bench"]
    assert len(first.asset_ids) == 8
    assert (first.every_s, second.every_s, bench.every_s) == (21600, 90, 172800)
    assert (first.queries, second.queries, bench.queries) == (None, (), ("acme bag",))
    assert bench.asset_ids == ("acme-word", "acme-logo")


def test_paths_are_relative_to_the_file_and_the_agent_names_the_contact(
    sample: str, write: Write, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    write(sample)
    monkeypatch.chdir(tmp_path.parent)
    service = load(Path(tmp_path.name) / "rightswatch.yaml").service
    assert service.database == f"sqlite:///{tmp_path}/data/rightswatch.db"
    assert service.evidence == tmp_path / "data/evidence"
    assert service.blobs == tmp_path / "data/blobs"
    assert service.user_agent.startswith("Rightswatch/")
    assert "ops@bureau.example" in service.user_agent


def test_defaults_are_those_of_the_reference(write: Write) -> None:
    settings = load(write(MINIMAL))
    service = settings.service
    assert (service.crawl.batch_size, service.crawl.batch_timeout_s) == (100, 300)
    assert (service.crawl.max_children, service.match_workers) == (2, 1)
    assert (service.images_per_offer, service.browser.sandbox) == (4, True)
    assert service.smtp is None
    assert (settings.assets, settings.watches, settings.recipients) == ((), (), ())


def test_a_configuration_of_assets_alone_holds(write: Write) -> None:
    asset = "assets: [{id: a, kind: word_mark, holder: h, text: NO, registration_number: 1e3}]\n"
    settings = load(write(f"version: 1\n{HOLDER}{asset}"))
    assert (settings.assets[0].text, settings.assets[0].registration_number) == ("NO", "1e3")
    assert settings.service.contact is None
    assert settings.service.user_agent.startswith("Rightswatch/")


@pytest.mark.parametrize("written", ["NO", "on", "012345", "1e3", "null", "2024-01-01", "~"])
def test_words_that_yaml_would_type_stay_words(write: Write, written: str) -> None:
    asset = f"assets: [{{id: a, kind: word_mark, holder: h, text: {written}, goods: [{written}]}}]"
    settings = load(write(f"version: 1\n{HOLDER}{asset}\n"))
    assert settings.assets[0].text == written
    assert settings.assets[0].goods == (written,)


def test_an_office_called_no_is_norway(write: Write) -> None:
    asset = "assets: [{id: a, kind: word_mark, holder: h, text: A B C, office: NO}]\n"
    assert load(write(f"version: 1\n{HOLDER}{asset}")).assets[0].office == "NO"


def test_lists_without_entries_may_stay_empty(write: Write) -> None:
    text = "version: 1\nholders:\nassets:\n# - id: a\nsources:\nwatches:\nrecipients:\nservice:\n"
    assert load(write(text)).assets == ()


def test_spaces_of_other_scripts_become_plain_ones(write: Write) -> None:
    asset = "assets: [{id: a, kind: word_mark, holder: h, text: 诺\u3000德\u00a0林}]\n"
    assert load(write(f"version: 1\n{HOLDER}{asset}")).assets[0].text == "诺 德 林"


def test_files_of_rights_d_are_joined_and_name_pictures_relative_to_themselves(
    sample: str, write: Write, tmp_path: Path
) -> None:
    path = write(sample)
    folder = tmp_path / "rights.d"
    folder.mkdir()
    (folder / "b.yaml").write_text(
        "assets:\n  - {id: b-logo, kind: design, holder: bb, images: [../logo.png]}\n"
    )
    (folder / "a.yaml").write_text("holders: [{id: bb, name: BB}]\nversion: 1\n")
    (folder / "notes.txt").write_text("not read")
    settings = load(path)
    assert [file.name for file in settings.files] == ["rightswatch.yaml", "a.yaml", "b.yaml"]
    assert settings.assets[-1].id == "b-logo"
    assert settings.assets[-1].holder_id == "bb"
    assert Path(settings.assets[-1].images[0].path).samefile(tmp_path / "logo.png")


def test_faults_name_the_file_they_are_in_and_come_in_order(
    sample: str, write: Write, tmp_path: Path
) -> None:
    path = write(sample.replace("office: CN", "office: XY").replace("[18, 25]", "[99]"))
    (tmp_path / "rights.d").mkdir()
    (tmp_path / "rights.d/more.yaml").write_text(
        "service: {}\nassets:\n  - {id: acme-word, kind: word_mark, holder: nobody, text: X}\n"
    )
    with pytest.raises(ConfigRefused) as refused:
        load(path)
    told = [(Path(f.file).name, f.line, f.column) for f in refused.value.faults]
    assert told == [
        ("rightswatch.yaml", 20, 13),
        ("rightswatch.yaml", 26, 20),
        ("more.yaml", 1, 1),
        ("more.yaml", 3, 10),
        ("more.yaml", 3, 46),
    ]
    assert "rightswatch.yaml:14" in refused.value.faults[3].problem


def test_a_file_with_the_wrong_ending_is_warned_of(write: Write, tmp_path: Path) -> None:
    path = write(MINIMAL)
    (tmp_path / "rights.d").mkdir()
    (tmp_path / "rights.d/more.yml").write_text("assets: []\n")
    assert "Rename" in load(path).warnings[0].remedy


def test_a_missing_file_is_told_without_a_line(tmp_path: Path) -> None:
    with pytest.raises(ConfigRefused) as refused:
        load(tmp_path / "rightswatch.yaml")
    fault = refused.value.faults[0]
    assert (fault.line, fault.column) == (0, 0)
    assert "rightswatch init" in fault.remedy


def test_a_broken_file_does_not_hide_the_mistakes_of_the_others(
    write: Write, tmp_path: Path
) -> None:
    path = write("version: 2\n")
    (tmp_path / "rights.d").mkdir()
    (tmp_path / "rights.d/a.yaml").write_text("assets: [\n")
    (tmp_path / "rights.d/b.yaml").write_text("assets: [{id: b}]\n")
    assert [line.split(" ")[0] for line in faults(path)] == ["1:10", "2:1", "1:10", "1:10"]


def test_references_of_a_broken_entry_are_still_checked(sample: str, write: Write) -> None:
    text = sample.replace("every: 6h", "every: 6").replace("assets: [acme-*]", "assets: [xyz]")
    assert len(faults(write(text))) == 2


def test_a_broken_entry_is_still_known_to_those_who_refer_to_it(sample: str, write: Write) -> None:
    assert len(faults(write(sample.replace("    name: ACME Ltd\n", "    name: [ACME]\n")))) == 1


def test_sources_need_a_contact_and_recipients_a_mail_server(write: Write) -> None:
    source = "sources: [{id: s, url: 'https://shop.example'}]\n"
    told = faults(write(f"version: 1\nservice: {{}}\n{source}recipients: [{{email: a@b.c}}]\n"))
    assert [line for line in told if "contact" in line]
    assert [line for line in told if "smtp" in line]


def test_one_person_is_one_recipient(sample: str, write: Write) -> None:
    again = "  - {email: officer@bureau.example}\n"
    assert "its own email" in faults(write(sample + again))[0]


def test_a_device_in_place_of_a_picture_is_not_read(sample: str, write: Write) -> None:
    told = faults(write(sample.replace("[logo.png]\n", "[/dev/zero]\n")))
    assert "not a plain file" in told[0]


def test_the_digest_follows_every_file_that_was_read(
    sample: str, write: Write, tmp_path: Path
) -> None:
    path = write(sample)
    first = load(path).digest
    assert load(path).digest == first
    (tmp_path / "logo.png").write_bytes(b"another picture")
    second = load(path).digest
    (tmp_path / "rights.d").mkdir()
    (tmp_path / "rights.d/a.yaml").write_text("assets: []\n")
    assert len({first, second, load(path).digest}) == 3


def many(sample: str, count: int) -> str:
    rows = "".join(
        f"""  - id: many-{n}
    kind: word_mark
    holder: acme
    text: MARK{n}
    aliases: [艾克米{n}, foo]
    office: CN
    registration_number: {n:07d}
    registration_date: 2015-03-01
    expiry_date: 2085-03-01
    territories: [CN]
    nice_classes: [18, 25]
    goods: [bags, shoes]
"""
        for n in range(count)
    )
    return sample.replace("assets:\n", f"assets:\n{rows}", 1)


def test_time_grows_with_the_number_of_assets_and_not_faster(sample: str, write: Write) -> None:
    spent = []
    for count in (500, 5000):
        path = write(many(sample, count))
        began = time.process_time()
        assert len(load(path).assets) == count + 8
        spent.append(time.process_time() - began)
    assert spent[1] < 10 * 3 * spent[0]  # its square would be a hundred times as much


def test_thousands_of_wrong_references_are_told_in_a_few_seconds(sample: str, write: Write) -> None:
    text = many(sample, 2000).replace("holder: acme", "holder: amce").replace("MARK", "[MARK")
    began = time.process_time()
    assert len(faults(write(text.replace("[MARK", "MARK")))) == 2008
    watches = "".join(f"  - {{source: shop, assets: [xyz-{n}, many-{n}*]}}\n" for n in range(300))
    text = many(sample, 2000).replace("watches:\n", f"watches:\n{watches}")
    assert len(faults(write(text))) == 300
    assert time.process_time() - began < 60  # 2 s; a square of the references would be hours
