// Fills the empty page of an offer from the market's own JSON.
const app = document.getElementById("app");

function add(parent, tag, text, attributes = {}) {
  const node = document.createElement(tag);
  if (text) node.textContent = text;
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
  return parent.appendChild(node);
}

async function show() {
  const response = await fetch(`/api/offers/${app.dataset.offer}`);
  const offer = await response.json();
  document.title = offer.title;
  const article = add(app, "article", "", { class: "offer" });
  add(article, "img", "", { class: "main-picture", src: offer.picture, alt: offer.title, width: 440, height: 440 });
  const side = add(article, "div");
  add(side, "h1", offer.title);
  add(side, "p", offer.price_text, { class: "price" });
  add(add(side, "p", "", { class: "seller" }), "a", offer.seller.name, { class: "shop", href: offer.seller.url });
  add(side, "p", offer.description, { class: "description" });
}

show();
