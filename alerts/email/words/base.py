"""Words: everything a mail says that does not come from a case.

Layer: alerts.
Names in braces are filled by `str.format` with cleaned text.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from monitor.domain.alert import Occasion
from monitor.domain.asset import AssetKind, RightStatus
from monitor.domain.case import CaseState, LiveState
from monitor.domain.page import PageKind
from monitor.domain.reason import Reason
from monitor.domain.signal import Defence, Ground
from monitor.domain.verdict import Grade


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """One language. Every enum is complete (tests say so); other maps fall back.

    circumstances: names in the decider's lists of what it looked for and does not know. sayings:
    sentences of the rules (`alerts.email.words.sayings`); none = they are in this language already.
    """

    tag: str
    subject_one: str
    subject_many: str
    subjects: Mapping[Occasion, str]
    occasions: Mapping[Occasion, str]
    intro_one: str
    intro_raised: str
    intro_many: str
    more_places: str
    more_marks: str
    list_separator: str
    colon: str
    quoted: str
    original: str
    clause_separator: str
    in_class: str
    graded: Mapping[Grade, str]
    seen: str
    title: str
    no_title: str
    price: str
    price_unknown: str
    currency_unknown: str
    harm: str
    harm_told: str
    seller: str
    address: str
    open_page: str
    open_hint: str
    seen_at: str
    time_format: str
    market: str
    pictures_registered: str
    pictures_offered: str
    picture_alt: str
    no_picture_offered: str
    pictures_left_out: str
    right_kind: str
    right_numbered: str
    office: str
    number: str
    application: str
    status: str
    expires: str
    territories: str
    classes: str
    similar_groups: str
    not_stated: str
    reasons_for: str
    reason_text: str
    reason_picture: str
    score: str
    measured: str
    reasons_against: str
    none_against: str
    looked_for: str
    unknown: str
    doubt: str
    gate: str
    gate_open: str
    gate_closed: str
    standing: str
    standing_note: str
    more_verdicts: str
    evidence: str
    evidence_bundle: str
    evidence_log: str
    evidence_missing: str
    evidence_not_sealed: str
    evidence_not_listing: str
    evidence_no_browser: str
    evidence_supplied: str
    supplied_stated: str
    supplied_undated: str
    evidence_verify: str
    checkpoint: str
    checkpoint_why: str
    evidence_where: str
    came_back: str
    came_back_often: str
    came_from: str
    closed_before: str
    on_day: str
    decided: str
    decided_with: str
    no_reason: str
    live: str
    state: str
    answer: str
    answer_show: str
    answer_acknowledge: str
    answer_confirm: str
    answer_dismiss: str
    answer_license: str
    rest: str
    judgement: str
    automatic: str
    no_more_mail: str
    more_cases: str
    kinds: Mapping[AssetKind, str]
    statuses: Mapping[RightStatus, str]
    grounds: Mapping[Ground, str]
    defences: Mapping[Defence, str]
    states: Mapping[CaseState, str]
    live_states: Mapping[LiveState, str]
    reasons: Mapping[Reason, str]
    page_kinds: Mapping[PageKind, str]
    channels: Mapping[str, str]
    fields: Mapping[str, str]
    circumstances: Mapping[str, str]
    sayings: Mapping[str, str]
