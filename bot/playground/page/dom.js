// Builds DOM nodes: everything that came from outside ends up as text or as an attribute, never as HTML.

/** An element; `on…` keys become listeners, `null`, `undefined` and `false` are left out, `true` is bare. */
export function el(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) set(node, name, value);
  node.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false));
  return node;
}

function set(node, name, value) {
  if (value === null || value === undefined || value === false) return;
  if (name.startsWith("on")) node[name] = value;
  else node.setAttribute(name, value === true ? "" : String(value));
}

/** A picture that loads only once it is on the page (see `loadPictures`): an unchanged one is never fetched again. */
export function picture(address, description, attributes = {}) {
  const safe = /^https?:\/\//i.test(address ?? "");
  if (!safe) return el("span", { class: "no-picture" }, `This picture can't be shown: ${description}`);
  return el("img", {
    alt: description,
    "data-src": address,
    "data-key": `img ${address}`,
    decoding: "async",
    ...attributes,
  });
}

/** The shape of the last picture: room is kept for the next one, so that nothing jumps when it arrives. */
let usualShape = "3 / 2";

/** Lets the pictures that have just arrived load; the GIFs among them begin at their beginning. */
export function loadPictures(root) {
  for (const image of root.querySelectorAll("img[data-src]:not([src])")) {
    image.style.aspectRatio = usualShape;
    image.setAttribute("data-waiting", "");
    image.onload = () => arrived(image);
    image.onerror = () => (arrived(image), image.setAttribute("data-broken", ""));
    image.src = image.dataset.src;
  }
}

function arrived(image) {
  image.removeAttribute("data-waiting");
  image.style.aspectRatio = "";
  if (image.naturalWidth && image.closest("figure")) usualShape = `${image.naturalWidth} / ${image.naturalHeight}`;
}

/** A short random id for `aria-…` references that need no meaning. */
let lastId = 0;
export const freshId = (word) => `${word}-${++lastId}`;
