// Turns what is on the page into what was freshly built; what is the same stays, with focus, typed text and running GIFs.
//
// Two children are the same when they have the same data-key (strict: form fields, pictures), or else the same
// data-hint (blocks, buttons), or else the same tag, first class and data-kind, in order.

const LISTENERS = ["onclick", "onchange", "oninput", "onkeydown", "onsubmit", "onblur", "ontoggle", "oncancel"];
const OWN_STATE = new Set([
  "open",
  "src",
  "aria-expanded",
  "aria-busy",
  "aria-activedescendant",
  "data-waiting",
  "data-broken",
  "tabindex",
  "style",
]);

/** Makes `live` look and behave like `fresh`; a `data-same` shell says that it does already. */
export function patch(live, fresh) {
  if (fresh.hasAttribute("data-same")) return;
  patchAttributes(live, fresh);
  for (const name of LISTENERS) live[name] = fresh[name];
  patchChildren(live, fresh);
}

/** Makes the children of `live` those of `fresh` (an element or a fragment). */
export function patchChildren(live, fresh) {
  const wanted = [...fresh.childNodes];
  const partners = pair([...live.childNodes], wanted);
  const kept = new Set(partners.values());
  for (const child of [...live.childNodes]) if (!kept.has(child)) child.remove();
  let place = live.firstChild;
  for (const child of wanted) {
    const partner = partners.get(child);
    if (partner) patchNode(partner, child);
    const node = partner ?? child;
    if (node === place) place = place.nextSibling;
    else live.insertBefore(node, place);
  }
}

function patchNode(live, fresh) {
  if (live.nodeType === Node.ELEMENT_NODE) patch(live, fresh);
  else if (live.data !== fresh.data) live.data = fresh.data;
}

function pair(olds, wanted) {
  const partners = new Map();
  const free = new Set(olds);
  const seek = (alike) => {
    for (const child of wanted) {
      if (partners.has(child)) continue;
      const partner = olds.find((old) => free.has(old) && sameKind(old, child) && alike(old, child));
      if (partner) (partners.set(child, partner), free.delete(partner));
    }
  };
  seek((old, child) => key(child) !== null && key(old) === key(child));
  seek((old, child) => hint(child) !== null && hint(old) === hint(child) && key(old) === key(child));
  seek(
    (old, child) => key(old) === null && key(child) === null && (old.tagName !== "BUTTON" || hint(old) === hint(child)),
  );
  return partners;
}

const attribute = (node, name) => (node.nodeType === Node.ELEMENT_NODE ? node.getAttribute(name) : null);
const key = (node) => attribute(node, "data-key");
const hint = (node) => attribute(node, "data-hint");
const sameKind = (one, other) =>
  one.nodeName === other.nodeName &&
  one.classList?.[0] === other.classList?.[0] &&
  attribute(one, "data-kind") === attribute(other, "data-kind");

function patchAttributes(live, fresh) {
  for (const { name } of [...live.attributes]) {
    if (!fresh.hasAttribute(name) && !OWN_STATE.has(name)) live.removeAttribute(name);
  }
  for (const { name, value } of fresh.attributes) {
    if (live.getAttribute(name) !== value && !(OWN_STATE.has(name) && live.hasAttribute(name)))
      live.setAttribute(name, value);
  }
}
