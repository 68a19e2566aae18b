(() => {
  const broken = [];
  const say = (rule, node) => broken.push(`${rule}: ${node.outerHTML.slice(0, 120)}`);
  const seen = (node) => node.getClientRects().length > 0;
  const rgb = (text) => text.match(/[\d.]+/g).map(Number);
  const light = ([r, g, b]) => {
    const [x, y, z] = [r, g, b].map((v) => { const s = v / 255; return s <= 0.03928 ? s / 12.92 : ((s + 0.055) / 1.055) ** 2.4; });
    return 0.2126 * x + 0.7152 * y + 0.0722 * z;
  };
  const ground = (node) => {
    for (let at = node; at; at = at.parentElement) {
      const colour = rgb(getComputedStyle(at).backgroundColor);
      if (colour.length === 3 || colour[3] === 1) return colour;
    }
    return [255, 255, 255];
  };
  const name = (node) => (node.getAttribute("aria-label") || node.innerText || node.alt || (node.labels && [...node.labels].map((l) => l.innerText).join(" ")) || "").trim();
  if (!document.documentElement.lang) broken.push("html has no language");
  if (!document.title) broken.push("page has no title");
  if (document.querySelectorAll("main").length !== 1) broken.push("not one main");
  if (document.querySelectorAll("h1").length !== 1) broken.push("not one h1");
  for (const one of document.querySelectorAll("main h1, main h2, main h3")) {
    if (!name(one)) say("empty heading", one);
  }
  const ids = [...document.querySelectorAll("[id]")].map((one) => one.id);
  if (new Set(ids).size !== ids.length) broken.push(`ids twice: ${ids.filter((id, n) => ids.indexOf(id) !== n)}`);
  for (const one of document.querySelectorAll("[aria-labelledby]")) {
    if (!document.getElementById(one.getAttribute("aria-labelledby"))) say("labelled by nothing", one);
  }
  for (const one of document.querySelectorAll("a[href], button, input:not([type=hidden]), select, textarea, summary")) {
    if (!name(one)) say("no name", one);
  }
  for (const one of document.querySelectorAll("img")) if (!one.alt) say("no alt", one);
  for (const one of document.querySelectorAll("ul > *, ol > *")) if (one.tagName !== "LI") say("list without li", one);
  for (const one of document.querySelectorAll("dl > *")) if (!["DT", "DD"].includes(one.tagName)) say("dl", one);
  for (const one of document.querySelectorAll("[onclick], [style]")) say("inline", one);
  for (const one of document.querySelectorAll("body *")) {
    const own = [...one.childNodes].some((n) => n.nodeType === 3 && n.data.trim());
    if (!own || !seen(one) || one.closest(".skip, option, svg")) continue;
    const [a, b] = [light(rgb(getComputedStyle(one).color)), light(ground(one))];
    const contrast = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    if (contrast < 4.5) say(`contrast ${contrast.toFixed(2)}`, one);
  }
  if (document.documentElement.scrollWidth > innerWidth) broken.push("scrolls sideways");
  return broken;
})();
