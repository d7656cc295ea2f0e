// The lightning menu beside the composer: the app's shortcuts, and workflows with its steps.
import { busy } from "./context.js";
import { el, freshId } from "./dom.js";
import { icon } from "./icons.js";
import { menuButton } from "./menu.js";
import { openChannel, state } from "./state.js";

const TO_TYPE = "string";
const PICKED = { "slack#/types/channel_id": () => openChannel().id, "slack#/types/user_id": () => state.me.id };

/** The button with the menu, if the app has anything for it. */
export function launcher() {
  const { shortcuts = [], steps = [] } = state.app ?? {};
  const items = [...shortcuts.map(shortcutItem), ...steps.map(stepItem)];
  return items.length > 0 && menuButton("Shortcuts and workflows", items, {}, icon("bolt"));
}

const shortcutItem = ({ callback_id, name }) => ({
  words: name,
  more: `${state.app.name}'s shortcut`,
  choose: (_, button) => busy(button, "shortcut", { callback_id }),
});

const stepItem = (step) => ({
  words: step.title,
  more: `a workflow with ${state.app.name}'s step`,
  choose: (_, button) => ask(step, button),
});

/** Asks for what whoever builds a workflow would enter; the channel and the person are those at hand. */
function ask(step, button) {
  const title = freshId("step");
  const dialog = el("dialog", { class: "ask", "aria-labelledby": title });
  const form = el("form", { method: "dialog" });
  const close = () => dialog.close();
  form.append(
    el("h2", { id: title }, step.title),
    el("p", { class: "soft" }, step.description),
    ...Object.entries(step.input_parameters)
      .filter(([, { type }]) => type === TO_TYPE)
      .map(question),
    el(
      "div",
      { class: "ask-answers" },
      el("button", { type: "button", class: "button", onclick: close }, "Cancel"),
      el("button", { type: "submit", class: "button primary" }, "Run the workflow"),
    ),
  );
  form.onsubmit = () => busy(button, "step", stepBody(step, new FormData(form)));
  dialog.onclose = () => dialog.remove();
  dialog.append(form);
  document.body.append(dialog);
  dialog.showModal();
}

function question([name, { title, description, is_required: needed }]) {
  const id = freshId("input");
  return el(
    "div",
    { class: "field" },
    el("label", { class: "label", for: id }, title, !needed && el("span", { class: "optional" }, " (optional)")),
    el("input", { id, name, class: "input", required: needed }),
    description && el("p", { class: "hint" }, description),
  );
}

function stepBody(step, entered) {
  const value = ([name, { type }]) => [name, PICKED[type]?.() ?? entered.get(name)];
  const inputs = Object.fromEntries(Object.entries(step.input_parameters).map(value));
  return { channel: openChannel().id, callback_id: step.callback_id, inputs };
}
