// Block Kit's interactive elements by type: buttons and fields are here, choices and menus in their own files.
import { CHOICES } from "./choices.js";
import { combobox } from "./combobox.js";
import { fromLocalField, toLocalField } from "./dates.js";
import { el } from "./dom.js";
import { described, speaks } from "./field.js";
import { overflow } from "./menu.js";
import { link, plain, safeAddress } from "./mrkdwn.js";

/** The element → a node, or `undefined` where its type is not known. */
export const actionElement = (element, block, ctx) => ELEMENTS[element.type]?.(element, block, ctx);

const ELEMENTS = {
  ...CHOICES,
  button,
  overflow,
  external_select: combobox,
  plain_text_input: textInput,
  number_input: (element, block, ctx) =>
    input("number", element, block, ctx, {
      value: element.initial_value,
      min: element.min_value,
      max: element.max_value,
      step: element.is_decimal_allowed ? "any" : "1",
      inputmode: element.is_decimal_allowed ? "decimal" : "numeric",
    }),
  email_text_input: (element, block, ctx) => input("email", element, block, ctx, { value: element.initial_value }),
  url_text_input: (element, block, ctx) => input("url", element, block, ctx, { value: element.initial_value }),
  datepicker: (element, block, ctx) => input("date", element, block, ctx, { value: element.initial_date }),
  timepicker: (element, block, ctx) => input("time", element, block, ctx, { value: element.initial_time }),
  datetimepicker: (element, block, ctx) =>
    input("datetime-local", element, block, ctx, {
      value: element.initial_date_time ? toLocalField(element.initial_date_time, ctx.me.tz) : null,
      "data-zone": ctx.me.tz,
    }),
};

function button(element, block, ctx) {
  const words = plain(element.text.text, element.text.emoji !== false);
  const node = safeAddress(element.url) ? link(element.url, words) : el("button", { type: "button" }, words);
  const attributes = {
    class: `button ${["primary", "danger"].includes(element.style) ? element.style : ""}`,
    "data-hint": element.action_id,
    "data-button": element.action_id,
    ...(element.accessibility_label && { "aria-label": element.accessibility_label }),
  };
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
  node.onclick = ({ currentTarget }) => ctx.act(currentTarget, element, block, { value: element.value ?? null });
  return node;
}

function textInput(element, block, ctx) {
  const shared = {
    class: "input",
    placeholder: plain(element.placeholder?.text ?? ""),
    minlength: element.min_length,
    maxlength: element.max_length,
    ...described(element, block, ctx),
    ...(block.dispatch_action ? dispatching(element, block, ctx) : {}),
  };
  if (element.multiline) return el("textarea", { rows: 4, ...shared }, element.initial_value ?? "");
  return el("input", { type: "text", autocomplete: "off", value: element.initial_value, ...shared });
}

function dispatching(element, block, ctx) {
  const when = element.dispatch_action_config?.trigger_actions_on ?? ["on_enter_pressed"];
  const tell = (node) => ctx.act(node, element, block, { value: node.value });
  return {
    onkeydown: (event) => {
      if (
        event.key !== "Enter" ||
        event.isComposing ||
        (element.multiline && event.shiftKey) ||
        !when.includes("on_enter_pressed")
      )
        return;
      event.preventDefault();
      tell(event.currentTarget);
    },
    oninput: when.includes("on_character_entered")
      ? ({ currentTarget }) => later(currentTarget, () => tell(currentTarget))
      : null,
  };
}

function input(type, element, block, ctx, more) {
  const tell = (node) => settled(node, () => ctx.act(node, element, block, told(type, node)));
  return el("input", {
    type,
    class: "input",
    placeholder: plain(element.placeholder?.text ?? ""),
    ...more,
    ...described(element, block, ctx),
    onchange: speaks(block) ? ({ currentTarget }) => later(currentTarget, () => tell(currentTarget)) : null,
    onblur: speaks(block) ? ({ currentTarget }) => flush(currentTarget) : null,
  });
}

function told(type, node) {
  if (["number", "email", "url"].includes(type)) return { value: node.value || null };
  if (type === "datetime-local") return { selected: node.value ? fromLocalField(node.value, node.dataset.zone) : null };
  return { selected: node.value || null };
}

/** Date and time fields change with every part that is typed: wait for a pause, or for leaving the field. */
const waiting = new WeakMap();

function later(node, tell) {
  clearTimeout(waiting.get(node)?.timer);
  waiting.set(node, { tell, timer: setTimeout(() => flush(node), 700) });
}

function flush(node) {
  const wait = waiting.get(node);
  if (!wait) return;
  clearTimeout(wait.timer);
  waiting.delete(node);
  wait.tell();
}

const lastTold = new WeakMap();

function settled(node, tell) {
  if (lastTold.get(node) === node.value) return;
  lastTold.set(node, node.value);
  tell();
}
