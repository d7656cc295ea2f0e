// A menu whose options the app is asked for: one types, the app offers, one chooses (ARIA's combobox with a listbox).
import { announce } from "./announce.js";
import { el } from "./dom.js";
import { described, speaks } from "./field.js";
import { plain } from "./mrkdwn.js";

const SHORTEST = 3;
const PAUSE = 180;
const chosen = new WeakMap();
let open = null;
let searches = 0;

/** What is chosen in this field, or `null`. */
export const chosenIn = (node) => choiceOf(node).value;

const choiceOf = (node) =>
  chosen.get(node) ?? { value: node.dataset.start || null, text: node.dataset.startText ?? "" };

/** Block Kit's external_select. */
export function combobox(element, block, ctx) {
  const start = element.initial_option;
  const menu = { element, block, ctx };
  return el("input", {
    type: "text",
    class: "input select",
    role: "combobox",
    autocomplete: "off",
    spellcheck: "false",
    "aria-autocomplete": "list",
    "aria-expanded": "false",
    "aria-controls": "offered",
    value: start ? plain(start.text.text) : null,
    "data-start": start?.value,
    "data-start-text": start ? plain(start.text.text) : null,
    placeholder: plain(element.placeholder?.text ?? "Type to search"),
    ...described(element, block, ctx),
    onclick: ({ currentTarget }) => show(currentTarget, menu, ""),
    oninput: ({ currentTarget }) => typing(currentTarget, menu),
    onkeydown: (event) => key(event, menu),
    onblur: ({ currentTarget }) => leave(currentTarget),
  });
}

let timer = 0;

function typing(node, menu) {
  clearTimeout(timer);
  chosen.set(node, choiceOf(node));
  timer = setTimeout(() => show(node, menu, node.value), PAUSE);
}

async function show(node, menu, typed) {
  clearTimeout(timer);
  const search = ++searches;
  if (!typed) node.select();
  if (typed.length < (menu.element.min_query_length ?? SHORTEST)) return hide();
  const groups = await menu.ctx.suggest(menu.element, menu.block, typed);
  if (document.activeElement === node && search === searches) present(node, menu, groups);
}

function present(node, menu, groups) {
  hide();
  const options = groups.flatMap((group) => group.options);
  const list = el(
    "div",
    { id: "offered", class: "menu suggestions", role: "listbox", popover: "manual", "aria-label": "Choices" },
    groups.map((group) => lines(group, node, menu)),
  );
  if (!options.length) list.append(el("p", { class: "menu-item suggestion-none" }, "No results"));
  (node.closest("dialog") ?? document.body).append(list);
  open = { node, list, menu, at: -1 };
  node.setAttribute("aria-expanded", "true");
  place(node, list);
  announce(found(options));
}

function found(options) {
  if (!options.length) return "No results";
  const count = options.length === 1 ? "1 choice" : `${options.length} choices`;
  return `${count}. Press Enter for ${plain(options[0].text.text)}.`;
}

function lines({ label, options }, node, menu) {
  const now = chosenIn(node);
  const items = options.map((option) => {
    const item = el(
      "div",
      {
        role: "option",
        class: "menu-item",
        "aria-selected": String(option.value === now),
        onmousedown: (event) => (event.preventDefault(), pick(option)),
      },
      plain(option.text.text),
      option.description && el("span", { class: "choice-more" }, plain(option.description.text)),
    );
    item.option = option;
    return item;
  });
  return label ? [el("p", { class: "group-label" }, plain(label.text)), items] : items;
}

function place(node, list) {
  list.showPopover();
  const at = node.getBoundingClientRect();
  const below = innerHeight - at.bottom > Math.min(list.scrollHeight, 240) || at.top < 240;
  list.style.width = `${at.width}px`;
  list.style.left = `${at.left}px`;
  list.style.maxHeight = `${Math.min(320, (below ? innerHeight - at.bottom : at.top) - 14)}px`;
  list.style.top = below ? `${at.bottom + 4}px` : `${at.top - list.getBoundingClientRect().height - 4}px`;
}

const STEP = { ArrowDown: 1, ArrowUp: -1 };

function key(event, menu) {
  const node = event.currentTarget;
  if (event.isComposing) return;
  if (event.key in STEP) {
    event.preventDefault();
    if (open?.node === node) step(STEP[event.key]);
    else show(node, menu, "");
  } else if (event.key === "Enter") {
    event.preventDefault();
    take(node, menu);
  } else if (event.key === "Escape" && open?.node === node) {
    event.preventDefault();
    event.stopPropagation();
    leave(node);
  }
}

/** Chooses the highlighted option, else the first; who is quicker than the app waits for its answer. */
async function take(node, menu) {
  if (open?.node !== node && node.value !== choiceOf(node).text) await show(node, menu, node.value);
  const item = open?.node === node && items()[Math.max(0, open.at)];
  if (item) pick(item.option);
}

const items = () => [...open.list.querySelectorAll("[role=option]")];

function step(by) {
  const all = items();
  if (!all.length) return;
  all[open.at]?.removeAttribute("id");
  all[open.at]?.classList.remove("menu-item-now");
  open.at = (open.at + by + all.length) % all.length;
  const item = all[open.at];
  item.id = "offered-now";
  item.classList.add("menu-item-now");
  item.scrollIntoView({ block: "nearest" });
  open.node.setAttribute("aria-activedescendant", item.id);
}

function pick(option) {
  const { node, menu } = open;
  chosen.set(node, { value: option.value, text: plain(option.text.text) });
  leave(node);
  if (speaks(menu.block)) menu.ctx.act(node, menu.element, menu.block, { selected: option.value });
}

/** What was typed but not taken gives way to what is chosen. */
function leave(node) {
  clearTimeout(timer);
  searches += 1;
  if (node.value !== choiceOf(node).text) node.value = choiceOf(node).text;
  if (open?.node === node) hide();
}

function hide() {
  if (!open) return;
  open.node.setAttribute("aria-expanded", "false");
  open.node.removeAttribute("aria-activedescendant");
  open.list.remove();
  open = null;
}

/** The list stands where its field was: it goes when the page moves under it. */
addEventListener("scroll", ({ target }) => open && !open.list.contains(target) && hide(), true);
