// Reads what is filled in, and finds what is missing, before a form goes to the app.
import { ticked } from "./choices.js";
import { chosenIn } from "./combobox.js";
import { fromLocalField } from "./dates.js";

/** `{block_id: {action_id: value}}` of all fields in this form. */
export function formValues(form) {
  const values = {};
  for (const node of form.querySelectorAll("[data-action]")) {
    (values[node.dataset.block] ??= {})[node.dataset.action] = read(node);
  }
  return values;
}

function read(node) {
  const { type, zone } = node.dataset;
  if (type === "external_select") return chosenIn(node);
  if (type === "radio_buttons") return ticked(node)[0] ?? null;
  if (node.tagName === "FIELDSET") return ticked(node);
  if (type === "datetimepicker") return node.value ? fromLocalField(node.value, zone) : null;
  return node.value || null;
}

/** What Slack itself would refuse before telling the app: `{block_id: sentence}`. */
export function missing(view, form) {
  const wrong = {};
  for (const block of view.blocks.filter(({ type }) => type === "input")) {
    const node = [...form.querySelectorAll("[data-action]")].find(({ dataset }) => dataset.block === block.block_id);
    const sentence = node && problem(node, block);
    if (sentence) wrong[block.block_id] = sentence;
  }
  return wrong;
}

function problem(node, block) {
  const value = read(node);
  const empty = value === null || value.length === 0;
  if (empty && node.validity?.badInput) return "This isn't complete. Please enter it again.";
  if (empty) return block.optional ? null : "Please fill this in.";
  const { min_length: least, min_value: low, max_value: high } = block.element;
  if (least && value.length < least) return `Please write at least ${least} characters.`;
  if (low && Number(value) < Number(low)) return `Please choose ${low} or more.`;
  if (high && Number(value) > Number(high)) return `Please choose ${high} or less.`;
  return node.validity?.stepMismatch ? "Please choose a whole number." : null;
}
