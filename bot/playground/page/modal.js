// The stack of modal windows: one dialog, a form for each view, only the top one shown.
import { announce } from "./announce.js";
import { blocks } from "./blocks.js";
import { busy, context } from "./context.js";
import { el, loadPictures } from "./dom.js";
import { focusFirst, focusPage, keepFocus, noteFocus, showFocused } from "./focus.js";
import { formValues, missing } from "./form.js";
import { icon } from "./icons.js";
import { plain } from "./mrkdwn.js";
import { problems } from "./notices.js";
import { patchChildren } from "./patch.js";
import { closePicker } from "./people.js";
import { sentences, spoken } from "./speech.js";
import { changed, state } from "./state.js";

const dialog = document.getElementById("modal");
const stack = document.getElementById("modal-views");
const wrong = new Map();
let shownTop = null;
let said = "";

/** Starts listening to the dialog. */
export function startModal() {
  dialog.oncancel = (event) => (event.preventDefault(), close(state.views.at(-1)));
  // A second Esc in a row closes a dialog without asking: then the view goes too.
  dialog.onclose = () => close(state.views.at(-1));
  dialog.addEventListener("focusin", noteFocus);
  dialog.addEventListener("focusin", showFocused);
}

/** Shows the stack as it is now. */
export function renderModal() {
  const top = state.views.at(-1);
  if (!top) return hide();
  const fresh = document.createDocumentFragment();
  fresh.append(...state.views.map((view) => page(view, view === top)));
  patchChildren(stack, fresh);
  if (!dialog.open) open();
  loadPictures(stack);
  moveFocus(top);
  sayView(top);
}

function open() {
  closePicker();
  dialog.showModal();
}

function hide() {
  shownTop = null;
  said = "";
  wrong.clear();
  stack.replaceChildren();
  if (!dialog.open) return;
  dialog.close();
  if (document.activeElement === document.body) focusPage();
}

function moveFocus(top) {
  const form = stack.querySelector("form:not([hidden])");
  if (shownTop !== top.id) focusFirst(form);
  else keepFocus(form);
  shownTop = top.id;
}

function sayView(view) {
  const shown = stack.querySelector("form:not([hidden]) .blocks");
  const words = sentences([plain(view.title.text), spoken([shown])]);
  if (words !== said) announce(words);
  said = words;
}

function page(view, top) {
  const errors = wrong.get(view.id)?.hash === view.hash ? wrong.get(view.id).errors : {};
  const ctx = context(view.id, { view_id: view.id }, errors);
  return el(
    "form",
    {
      class: "modal-view",
      "data-key": view.id,
      "data-form": true,
      novalidate: true,
      hidden: !top,
      onsubmit: (event) => submit(event, view),
    },
    el(
      "header",
      { class: "modal-head" },
      el("span", { class: "face face-app", "aria-hidden": "true" }, icon("sprout")),
      el("h2", { id: top ? "modal-title" : null }, plain(view.title.text)),
      el(
        "button",
        {
          type: "button",
          class: "button icon-button quiet",
          "aria-label": "Close",
          title: "Close",
          onclick: () => close(view, state.views.length > 1),
        },
        icon("close"),
      ),
    ),
    el(
      "div",
      { class: "modal-body", tabindex: "-1" },
      top && el("div", { class: "notices" }, problems()),
      summary(errors),
      el("div", { class: "blocks" }, blocks(view.blocks, ctx)),
    ),
    foot(view),
  );
}

function summary(errors) {
  const count = Object.keys(errors).length;
  if (!count) return null;
  return el(
    "p",
    { class: "notice notice-problem", role: "alert", "data-kind": "summary" },
    icon("warning"),
    `Please fix ${count} ${count === 1 ? "field" : "fields"}.`,
  );
}

function foot(view) {
  const back = state.views.length > 1 ? "Back" : "Close";
  return el(
    "footer",
    { class: "modal-foot" },
    el(
      "button",
      { type: "button", class: "button", "data-hint": "close", "data-button": " close", onclick: () => close(view) },
      plain(view.close?.text ?? back),
    ),
    view.submit &&
      el(
        "button",
        {
          type: "submit",
          class: "button primary",
          "data-hint": "submit",
          "data-button": " submit",
          disabled: view.submit_disabled,
        },
        plain(view.submit.text),
      ),
  );
}

async function submit(event, view) {
  event.preventDefault();
  const form = event.currentTarget;
  const before = missing(view, form);
  const button = form.querySelector("[type=submit]");
  if (!button || button.hasAttribute("aria-busy")) return;
  const answer = Object.keys(before).length
    ? { errors: before }
    : await busy(button, "submit", { view_id: view.id, values: formValues(form) });
  if (answer) showErrors(view, answer.errors ?? {});
}

function showErrors(view, errors) {
  wrong.set(view.id, { hash: view.hash, errors });
  changed();
  if (Object.keys(errors).length) queueMicrotask(focusWrong);
}

/** Goes to the first field with an error; one that has the focus already may have moved. */
function focusWrong() {
  const first = stack.querySelector("form:not([hidden]) .field-wrong :is(input, select, textarea)");
  first?.focus();
  first?.scrollIntoView({ block: "nearest" });
}

function close(view, all = false) {
  if (!view) return;
  state.views = all || view.clear_on_close ? [] : state.views.filter(({ id }) => id !== view.id);
  changed();
  busy(null, "close", { view_id: view.id, all });
}
