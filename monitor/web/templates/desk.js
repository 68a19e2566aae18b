"use strict";
// Keys of the desk. Everything they do, a form or a link of the page does too.
(() => {
  const lines = [...document.querySelectorAll(".line")];
  const chosen = document.getElementById("chosen");
  let at = -1;

  const go = (to) => {
    if (!lines.length) return;
    at = Math.max(0, Math.min(lines.length - 1, to));
    lines.forEach((line, n) => line.classList.toggle("here", n === at));
    lines[at].querySelector(".open").focus({ preventScroll: true });
    lines[at].scrollIntoView({ block: "nearest" });
  };
  const box = () => at >= 0 && lines[at].querySelector("input[type=checkbox]");
  const choose = () => { const one = box(); if (one) one.checked = !one.checked; };

  // On a list the key decides what is chosen, else the line one stands on; on a case, that case.
  const decide = (decision) => {
    const button = document.querySelector(`[data-decision="${decision}"]`);
    if (!button) return;
    if (chosen && !chosen.querySelector("input[name=case]:checked")) {
      const one = box();
      if (!one) return;
      one.checked = true;
    }
    button.form.requestSubmit(button);
  };
  const press = (key) => {
    const one = document.querySelector(`[data-key="${key}"]`);
    if (!one) return;
    if (one instanceof HTMLFormElement) one.requestSubmit();
    else if (one instanceof HTMLAnchorElement) one.click();
    else one.focus();
  };
  const keys = () => {
    const shown = document.getElementById("keys");
    if (!shown) return;
    shown.open = !shown.open;
    if (shown.open) { shown.scrollIntoView(); shown.querySelector("summary").focus(); }
  };
  const does = {
    j: () => (lines.length ? go(at + 1) : press("j")),
    k: () => (lines.length ? go(at < 0 ? 0 : at - 1) : press("k")),
    x: choose,
    c: () => decide("confirmed"),
    f: () => decide("dismissed"),
    l: () => decide("licensed"),
    s: () => press("s"),
    u: () => press("u"),
    e: () => press("e"),
    "?": keys,
    Enter: () => { if (at >= 0) lines[at].querySelector(".open").click(); },
  };

  document.addEventListener("keydown", (event) => {
    const where = event.target;
    const writes = where.closest("input:not([type=checkbox]), textarea, select, [contenteditable]");
    if (writes || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Enter" && where.closest("a, button, summary")) return;
    const act = does[event.key];
    if (!act) return;
    event.preventDefault();
    act();
  });
  lines.forEach((line, n) => line.addEventListener("focusin", () => {
    at = n;
    lines.forEach((other, m) => other.classList.toggle("here", m === n));
  }));
})();
