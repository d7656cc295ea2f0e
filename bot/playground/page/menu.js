// Menus that open beside a button: the overflow element, and the page's own "more" menus.
import { el } from "./dom.js";
import { icon } from "./icons.js";
import { plain, safeAddress } from "./mrkdwn.js";

/** Block Kit's overflow: three dots, up to five options. */
export function overflow(element, block, ctx) {
  const choose = (option, node) => {
    if (safeAddress(option.url)) window.open(option.url, "_blank", "noopener");
    ctx.act(node, element, block, { selected: option.value });
  };
  const items = element.options.map((option) => ({
    words: plain(option.text.text),
    more: plain(option.description?.text ?? ""),
    value: option,
    choose,
  }));
  const label = element.accessibility_label ?? "More choices";
  return menuButton(label, items, { "data-hint": element.action_id, "data-button": element.action_id });
}

/** A button with a menu; each item is `{words, more?, value?, choose(value, button)}`. */
export function menuButton(label, items, attributes = {}, face = icon("more")) {
  const opener = el(
    "button",
    {
      type: "button",
      class: "button icon-button",
      "aria-haspopup": "menu",
      "aria-expanded": "false",
      "aria-label": label,
      title: label,
      ...attributes,
    },
    face,
  );
  const menu = el(
    "div",
    { role: "menu", class: "menu", popover: "auto", "aria-label": label },
    items.map((item) => menuItem(item)),
  );
  opener.onclick = ({ currentTarget }) => open(currentTarget, currentTarget.nextElementSibling);
  menu.onkeydown = walk;
  menu.ontoggle = ({ newState, currentTarget }) =>
    currentTarget.previousElementSibling?.setAttribute("aria-expanded", String(newState === "open"));
  return el("span", { class: "menu-place", "data-hint": attributes["data-hint"] ?? label }, opener, menu);
}

function menuItem({ words, more, value, choose }) {
  const onclick = ({ currentTarget }) => {
    const menu = currentTarget.closest("[popover]");
    const opener = menu.previousElementSibling;
    menu.hidePopover();
    opener.focus();
    choose(value, opener);
  };
  return el(
    "button",
    { type: "button", role: "menuitem", tabindex: "-1", class: "menu-item", onclick },
    el("span", {}, words),
    more && el("span", { class: "choice-more" }, more),
  );
}

function open(opener, menu) {
  menu.showPopover();
  const at = opener.getBoundingClientRect();
  const { width, height } = menu.getBoundingClientRect();
  const below = at.bottom + 6 + height < innerHeight;
  menu.style.left = `${Math.max(8, Math.min(at.left, innerWidth - width - 8))}px`;
  menu.style.top = `${Math.max(8, below ? at.bottom + 6 : at.top - height - 6)}px`;
  menu.querySelector("[role=menuitem]")?.focus();
}

const STEP = { ArrowDown: 1, ArrowUp: -1 };

function walk(event) {
  const items = [...event.currentTarget.querySelectorAll("[role=menuitem]")];
  const at = items.indexOf(document.activeElement);
  const target =
    event.key in STEP
      ? (at + STEP[event.key] + items.length) % items.length
      : { Home: 0, End: items.length - 1 }[event.key];
  if (event.key === "Tab") event.currentTarget.hidePopover();
  if (target === undefined) return;
  event.preventDefault();
  items[target].focus();
}
