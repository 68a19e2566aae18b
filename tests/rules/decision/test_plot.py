"""The reliability plot: a picture that any program can open, with each point where it belongs."""

from lxml import etree

from rules.decision.plot import reliability_svg

SVG = "{http://www.w3.org/2000/svg}"


def test_every_point_stands_where_its_shares_say() -> None:
    drawn = etree.fromstring(reliability_svg({"design": [(0.0, 1.0), (1.0, 0.0), (0.5, 0.5)]}))
    spots = [(float(c.get("cx")), float(c.get("cy"))) for c in drawn.iter(f"{SVG}circle")]
    frame = next(r for r in drawn.iter(f"{SVG}rect") if r.get("x"))
    left, top, side = (float(frame.get(name)) for name in ("x", "y", "width"))
    right, bottom = left + side, top + side
    assert spots == [(left, top), (right, bottom), ((left + right) / 2, (top + bottom) / 2)]


def test_lines_are_named_and_differ_without_colour() -> None:
    names = ("trade mark <use>", "design", "counterfeit")
    drawn = etree.fromstring(reliability_svg({name: [(0.2, 0.3), (0.6, 0.5)] for name in names}))
    words = {text.text for text in drawn.iter(f"{SVG}text")}
    assert words >= {*names, "foretold", "confirmed by people", "50%"}
    dashes = {line.get("stroke-dasharray") for line in drawn.iter(f"{SVG}polyline")}
    assert len(dashes) == len(names)


def test_without_a_decision_there_is_a_frame_and_no_line() -> None:
    drawn = etree.fromstring(reliability_svg({"design": []}))
    assert not list(drawn.iter(f"{SVG}polyline"))
    assert "nothing decided yet" in (drawn.findtext(f"{SVG}title") or "")


def test_shares_out_of_range_stay_on_the_picture() -> None:
    drawn = etree.fromstring(reliability_svg({"x": [(-1.0, 2.0)]}))
    (spot,) = drawn.iter(f"{SVG}circle")
    assert 0 <= float(spot.get("cx")) <= 640
    assert 0 <= float(spot.get("cy")) <= 640
