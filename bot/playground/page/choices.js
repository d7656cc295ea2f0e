// Selects, radio buttons and checkboxes: one value or several out of a list that the app or the workspace gives.
import { el } from "./dom.js";
import { described, speaks } from "./field.js";
import { mrkdwn, plain } from "./mrkdwn.js";

const told = (ctx, element, block, read) =>
  speaks(block)
    ? ({ currentTarget }) => ctx.act(currentTarget, element, block, { selected: read(currentTarget) })
    : null;
const values = (options) => (options ?? []).map((option) => option.value);
const initial = (element) => element.initial_options ?? [element.initial_option].filter(Boolean);

/** The values that are ticked in a group. */
export const ticked = (group) => [...group.querySelectorAll("input:checked")].map((input) => input.value);

export const CHOICES = {
  static_select: (element, block, ctx) => select(element, block, ctx, appOptions(element), values(initial(element))[0]),
  users_select: (element, block, ctx) => select(element, block, ctx, people(ctx), element.initial_user),
  channels_select: (element, block, ctx) =>
    select(element, block, ctx, channels(element, ctx), element.initial_channel),
  conversations_select: (element, block, ctx) =>
    select(element, block, ctx, conversations(element, ctx), element.initial_conversation ?? here(element, ctx)),
  multi_static_select: (element, block, ctx) =>
    several(element, block, ctx, appOptions(element), values(initial(element))),
  multi_users_select: (element, block, ctx) => several(element, block, ctx, people(ctx), element.initial_users),
  multi_channels_select: (element, block, ctx) =>
    several(element, block, ctx, channels(element, ctx), element.initial_channels),
  multi_conversations_select: (element, block, ctx) =>
    several(element, block, ctx, conversations(element, ctx), element.initial_conversations),
  checkboxes: (element, block, ctx) => several(element, block, ctx, appOptions(element), values(initial(element))),
  radio_buttons: (element, block, ctx) =>
    group(
      "radio",
      element,
      block,
      ctx,
      appOptions(element),
      values(initial(element)),
      (node) => ticked(node)[0] ?? null,
    ),
};

const here = (element, ctx) => (element.default_to_current_conversation ? ctx.here : undefined);

function appOptions(element) {
  return (element.option_groups ?? [{ options: element.options ?? [] }]).map(({ label, options }) => ({
    label: label && plain(label.text),
    options,
  }));
}

const listed = (entries) => [
  { options: entries.map(([value, text]) => ({ value, text: { type: "plain_text", text, emoji: false } })) },
];

const people = (ctx) => listed(ctx.people.filter((person) => !person.bot).map(({ id, name }) => [id, name]));

const channels = (element, ctx) =>
  listed(ctx.channels.filter(({ id, private: hidden }) => !hidden).map(({ id, name }) => [id, `# ${name}`]));

function conversations(element, ctx) {
  const kinds = element.filter?.include ?? ["public", "private", "im"];
  const kind = ({ direct, private: hidden }) => (direct ? "im" : hidden ? "private" : "public");
  return listed(
    ctx.channels
      .filter((channel) => kinds.includes(kind(channel)))
      .map((channel) => [channel.id, kind(channel) === "im" ? ctx.app.name : `# ${channel.name}`]),
  );
}

function select(element, block, ctx, groups, chosen) {
  const options = groups.map(({ label, options: list }) => {
    const nodes = list.map((option) =>
      el("option", { value: option.value, selected: option.value === chosen }, plain(option.text.text)),
    );
    return label ? el("optgroup", { label }, nodes) : nodes;
  });
  const empty = el(
    "option",
    { value: "", selected: chosen === undefined },
    plain(element.placeholder?.text ?? "Choose…"),
  );
  return el(
    "select",
    {
      class: "input select",
      ...described(element, block, ctx),
      onchange: told(ctx, element, block, (node) => node.value || null),
    },
    empty,
    options,
  );
}

function several(element, block, ctx, groups, chosen) {
  return group("checkbox", element, block, ctx, groups, chosen ?? [], ticked);
}

function group(type, element, block, ctx, groups, chosen, read) {
  const { "aria-required": _, ...attributes } = described(element, block, ctx);
  const lines = groups.map(({ label, options }) => [
    label && el("p", { class: "group-label" }, label),
    options.map((option) => choice(type, attributes.id, option, chosen.includes(option.value), ctx)),
  ]);
  const tell = told(ctx, element, block, read);
  const onchange = (event) => (limit(event.currentTarget, element.max_selected_items), tell?.(event));
  return el(
    "fieldset",
    {
      class: "choices",
      role: type === "radio" ? "radiogroup" : null,
      ...attributes,
      onchange,
    },
    element.type.startsWith("multi_") && opener(element),
    lines,
  );
}

/** Opens a menu of several, which shows only what is chosen until then. */
function opener(element) {
  const turn = ({ currentTarget: node }) =>
    node.setAttribute("aria-expanded", String(node.getAttribute("aria-expanded") === "false"));
  const attributes = { type: "button", class: "input select choices-opener", "aria-expanded": "false", onclick: turn };
  return el("button", attributes, plain(element.placeholder?.text ?? "Choose…"));
}

function choice(type, name, option, checked, ctx) {
  const words = option.text.type === "mrkdwn" ? mrkdwn(option.text.text, ctx) : plain(option.text.text);
  const more =
    option.description &&
    el(
      "span",
      { class: "choice-more" },
      option.description.type === "mrkdwn" ? mrkdwn(option.description.text, ctx) : plain(option.description.text),
    );
  return el(
    "label",
    { class: "choice", "data-hint": option.value },
    el("input", { type, name, value: option.value, checked, "data-key": `${name} ${option.value}` }),
    el("span", {}, el("span", {}, words), more),
  );
}

function limit(node, most) {
  if (!most) return;
  const full = ticked(node).length >= most;
  for (const box of node.querySelectorAll("input")) box.disabled = full && !box.checked;
}
