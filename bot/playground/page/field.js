// An input block: label, control, hint and error, tied together for screen readers.
import { el } from "./dom.js";
import { icon } from "./icons.js";
import { plain } from "./mrkdwn.js";

/** The id that joins a control to its label, hint and error; unique on the page. */
export const controlId = (element, block, ctx) =>
  ["f", ctx.scope, block.block_id, element.action_id].map(encodeURIComponent).join("-");

/** Whether a change of this block's element is told to the app at once. */
export const speaks = (block) => block.type !== "input" || block.dispatch_action;

/** The attributes that every control of an input carries. */
export function described(element, block, ctx) {
  const id = controlId(element, block, ctx);
  const notes = [block.hint && `${id}-hint`, ctx.errors?.[block.block_id] && `${id}-error`].filter(Boolean);
  return {
    id,
    "data-key": id,
    "data-block": block.block_id,
    "data-action": element.action_id,
    "data-type": element.type,
    "data-focus": element.focus_on_load,
    "aria-describedby": notes.join(" ") || null,
    "aria-invalid": ctx.errors?.[block.block_id] ? "true" : null,
    "aria-required": block.type === "input" && !block.optional ? "true" : null,
    "aria-label": block.type === "input" ? null : spokenName(element, block),
  };
}

function spokenName(element, block) {
  return plain(element.placeholder?.text ?? block.text?.text ?? element.action_id ?? "Choose");
}

/** A labelled control; groups (radio buttons, checkboxes) come as a fieldset that takes the label as its legend. */
export function field(block, control, ctx) {
  const id = controlId(block.element, block, ctx);
  const words = [plain(block.label.text), block.optional && el("span", { class: "optional" }, " (optional)")];
  const grouped = control.tagName === "FIELDSET";
  if (grouped) control.prepend(el("legend", { class: "label" }, words));
  const error = ctx.errors?.[block.block_id];
  return el(
    "div",
    { class: error ? "field field-wrong" : "field" },
    !grouped && el("label", { class: "label", for: id }, words),
    control,
    block.hint && el("p", { class: "hint", id: `${id}-hint` }, plain(block.hint.text)),
    error && el("p", { class: "error", id: `${id}-error` }, icon("warning"), plain(error)),
  );
}
