"""Words of the statistics."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from monitor.pipeline.statistics import Stretch


@dataclass(frozen=True, slots=True, kw_only=True)
class StatisticWords:
    """One language. rules: name of a matcher without its number -> what it compares."""

    title: str
    span: str
    span_days: str
    ever: str
    counted_at: str
    whose: str
    all_holders: str
    print: str
    flow_title: str
    removed_too: str
    flow_lead: str
    times: str
    times_lead: str
    stretch: str
    cases: str
    median: str
    tenth: str
    no_times: str
    stretches: Mapping[Stretch, str]
    by_rule: str
    by_ground: str
    by_market: str
    by_region: str
    by_class: str
    by_right: str
    found: str
    confirmed: str
    removed: str
    precision: str
    precision_lead: str
    more: str
    none: str
    nice: str
    rules: Mapping[str, str]


ENGLISH: Final = StatisticWords(
    title="Statistics",
    span="Cases opened in the last",
    span_days="{count} days",
    ever="all",
    counted_at="Counted at {time}.",
    whose="Cases of: {names}",
    all_holders="all holders",
    print="Printed, this page is a report.",
    flow_title="From found to removed",
    removed_too="Confirmed and removed",
    flow_lead="{decided} of {found} are decided: {confirmed} confirmed, {dismissed} dismissed, "
    "{licensed} licensed.",
    times="How long it took",
    times_lead="Half of the cases took as long as the middle one or less.",
    stretch="Stretch",
    cases="Cases",
    median="Middle",
    tenth="Nine of ten within",
    no_times="Nothing has happened yet that has a length.",
    stretches={
        Stretch.DETECTED: "offer first met → case opened",
        Stretch.TOLD: "case opened → somebody told",
        Stretch.ACTED: "case opened → somebody acted",
        Stretch.REMOVED: "case opened → offer removed",
    },
    by_rule="By rule",
    by_ground="By ground",
    by_market="By marketplace",
    by_region="By region of the right",
    by_class="By class of the right",
    by_right="By right",
    found="Found",
    confirmed="Confirmed",
    removed="Removed",
    precision="Precision",
    precision_lead="Bars: found, and in blue what of it is confirmed. Precision: confirmed ones "
    "among the decided. What is of several classes, regions or rules counts in each.",
    more="{count} more are not shown.",
    none="No case yet.",
    nice="Nice {number}",
    rules={
        "text.word_mark": "words of a mark",
        "image.logo_in_photo": "figure of a mark in a photo",
        "image.reference": "whole picture of a mark",
        "image.copied_photo": "copied photo",
        "design.views": "views of a design",
        "patent.claim_elements": "claims of a patent",
    },
)
CHINESE: Final = StatisticWords(
    title="统计",
    span="立案时间",
    span_days="最近 {count} 天",
    ever="全部",
    counted_at="统计于 {time}。",
    whose="案件范围：{names}",
    all_holders="全部权利人",
    print="打印本页即为报告。",
    flow_title="从发现到下架",
    removed_too="确认且已下架",
    flow_lead="{found} 件中已判断 {decided} 件：确认 {confirmed} 件，排除 {dismissed} 件，"
    "已获授权 {licensed} 件。",
    times="所用时间",
    times_lead="半数案件所用时间不超过中位数。",
    stretch="阶段",
    cases="案件",
    median="中位数",
    tenth="九成在此之内",
    no_times="尚无可计时的事项。",
    stretches={
        Stretch.DETECTED: "首次见到商品 → 立案",
        Stretch.TOLD: "立案 → 通知有关人员",
        Stretch.ACTED: "立案 → 有人处理",
        Stretch.REMOVED: "立案 → 商品下架",
    },
    by_rule="按规则",
    by_ground="按理由",
    by_market="按平台",
    by_region="按权利所属地区",
    by_class="按权利类别",
    by_right="按权利",
    found="发现",
    confirmed="确认",
    removed="下架",
    precision="准确率",
    precision_lead="条形为发现数，其中蓝色部分为确认数。准确率为已判断案件中确认的比例。"
    "涉及多个类别、地区或规则的，分别计入。",
    more="另有 {count} 项未显示。",
    none="尚无案件。",
    nice="尼斯第 {number} 类",
    rules={
        "text.word_mark": "商标文字",
        "image.logo_in_photo": "照片中的商标图形",
        "image.reference": "商标图形整体比对",
        "image.copied_photo": "复制照片",
        "design.views": "外观设计视图",
        "patent.claim_elements": "专利权利要求",
    },
)
