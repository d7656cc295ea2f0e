// Where the focus goes: into a window when it opens, and to what stands in place of a button that was replaced.
import { column } from "./scrolling.js";

const FIELDS = ["input", "select", "textarea"]
  .flatMap((tag) => [`${tag}[data-action]`, `[data-action] ${tag}`])
  .join(", ");
const ANY_OF_MESSAGE = ".message .button";
let last = {};

/** Remembers which button or field is focused, and where in its row it stands. */
export function noteFocus({ target }) {
  const row = rowOf(target);
  const buttons = row ? buttonsOf(row) : [];
  last = {
    button: target.dataset?.button,
    action: target.closest("[data-action]")?.dataset.action,
    row: row?.dataset.hint,
    at: buttons.indexOf(target),
    of: buttons.length,
  };
}

/** Shows all of what a key has led to: the browser is content with a corner of a text field. */
export function showFocused({ target }) {
  if (target.closest(".modal-body > *") && target.matches(":focus-visible")) target.scrollIntoView({ block: "nearest" });
}

const rowOf = (node) => node.closest(".block-actions");
const buttonsOf = (row) => [...row.querySelectorAll(".button")];

/** Focuses the marked field, the first field or the main button; the text, where that is not in sight. */
export function focusFirst(form) {
  const marked = form.querySelector("[data-focus]");
  if (marked) marked.focus();
  else begin(form, bodyOf(form).querySelector(FIELDS) ?? mainButton(form));
}

const bodyOf = (form) => form.querySelector(".modal-body");

/** Shows the beginning of a window; a button below what is in sight does not pull the reader past the text. */
function begin(form, wanted) {
  const body = bodyOf(form);
  body.scrollTop = 0;
  (inSight(wanted, body) ? wanted : body).focus({ preventScroll: true });
}

function inSight(node, body) {
  return (
    Boolean(node) &&
    (!body.contains(node) || node.getBoundingClientRect().bottom <= body.getBoundingClientRect().bottom)
  );
}

const mainButton = (form) =>
  form.querySelector(".modal-body .button.primary") ?? form.querySelector(".modal-foot .primary");

/** If what was focused has gone, focuses its heir: the same action, the same place in its row, else the beginning. */
export function keepFocus(form) {
  if (form.contains(document.activeElement) || document.querySelector("dialog.ask[open]")) return;
  const heir = sameAction(form) ?? samePlace(form);
  if (heir) heir.focus();
  else begin(form, mainButton(form));
}

function sameAction(form) {
  const [name, value] = last.button ? ["button", last.button] : ["action", last.action];
  return value ? form.querySelector(`[data-${name}="${CSS.escape(value)}"]`) : null;
}

function samePlace(form) {
  const rows = [...form.querySelectorAll(".block-actions")].filter((row) => buttonsOf(row).length === last.of);
  const row = rows.find(({ dataset }) => dataset.hint === last.row) ?? rows[0];
  return last.of > 1 && row ? buttonsOf(row)[last.at] : null;
}

/** Draws the column; if what was focused goes, its message goes on with the focus, or else the page. */
export function keepPlace(draw) {
  const held = column.contains(document.activeElement) ? document.activeElement : null;
  const around = held?.closest(".message, .home-blocks");
  draw();
  if (!held || held.isConnected || document.activeElement !== document.body) return;
  const heir = around?.isConnected && (sameAction(around) ?? samePlace(around) ?? around.querySelector(ANY_OF_MESSAGE));
  if (heir) heir.focus();
  else focusPage();
}

/** Puts the focus where one goes on when nothing else has it: where one types, or the column. */
export function focusPage() {
  const silent = document.getElementById("composer").hidden;
  (silent ? column : document.getElementById("composer-text")).focus({ preventScroll: true });
}
