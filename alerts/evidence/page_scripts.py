"""What is asked of a page, as JavaScript. Each is one expression that gives plain JSON.

None of it changes what the page shows, but for pictures that are asked to load at once.
"""

SCROLL = """async ({step, most_px, most_ms}) => {
  for (const image of document.images) image.loading = 'eager';
  const begin = performance.now();
  const pause = (ms) => new Promise((done) => setTimeout(done, ms));
  const root = document.scrollingElement || document.documentElement;
  let y = 0;
  while (y < Math.min(root.scrollHeight, most_px) && performance.now() - begin < most_ms) {
    y += step;
    window.scrollTo(0, y);
    await pause(60);
  }
  const cut = y < root.scrollHeight;
  window.scrollTo(0, 0);
  return {scrolled_px: Math.min(y, root.scrollHeight), scroll_cut: cut};
}"""

FACTS = """() => {
  const images = [...document.images].filter((image) => image.currentSrc || image.src);
  const missing = images.filter((image) => !image.complete || image.naturalWidth === 0);
  const overlay = () => {
    for (const [x, y] of [[0.5, 0.5], [0.25, 0.25], [0.75, 0.75]]) {
      let node = document.elementFromPoint(innerWidth * x, innerHeight * y);
      for (; node && node !== document.body; node = node.parentElement) {
        const style = getComputedStyle(node), box = node.getBoundingClientRect();
        const fixed = style.position === 'fixed' || style.position === 'sticky';
        if (fixed && box.width * box.height > innerWidth * innerHeight / 2) return 'banner';
      }
    }
    return null;
  };
  return {
    title: String(document.title).slice(0, 1000),
    text: document.body ? String(document.body.innerText).slice(0, 2000000) : '',
    images: images.length,
    images_not_loaded: missing.slice(0, 50).map((image) => String(image.currentSrc || image.src)),
    overlay: overlay(),
    user_agent: navigator.userAgent,
    languages: [...navigator.languages],
  };
}"""
