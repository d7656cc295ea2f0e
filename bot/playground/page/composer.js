// Where one types: plain text as the person, or a slash command with suggestions.
import { announce } from "./announce.js";
import { suggestions } from "./commands.js";
import { busy } from "./context.js";
import { el } from "./dom.js";
import { icon } from "./icons.js";
import { launcher } from "./launcher.js";
import { patchChildren } from "./patch.js";
import { followAgain } from "./scrolling.js";
import { openChannel, state } from "./state.js";

const field = document.getElementById("composer-text");
const list = document.getElementById("suggestions");
const sent = [];
let found = [];
let chosen = -1;
let recalled = 0;

let onSent;

/** Starts listening to the composer; `told` is called whenever something was sent. */
export function startComposer(told) {
  onSent = told;
  document.getElementById("composer").onsubmit = (event) => (event.preventDefault(), send());
  document.getElementById("send").append(icon("send"));
  field.oninput = () => suggest();
  field.onkeydown = keyed;
  field.onblur = () => setTimeout(hideList, 150);
  field.onfocus = () => suggest();
}

/** Puts the cursor where one types, but on a touch screen: its keyboard would hide half of the page. */
export function focusComposer() {
  if (!matchMedia("(pointer: coarse)").matches) field.focus();
}

/** Puts a text into the composer, ready to be sent. */
export function writeInComposer(text) {
  field.value = text;
  field.focus();
  fit();
  hideList();
}

/** Fits the composer to the place that is open. */
export function renderComposer() {
  const channel = openChannel();
  const whom = state.place === "messages" ? state.app.name : `#${channel?.name}`;
  field.placeholder = channel ? `Message ${whom} or type /` : "Type /";
  field.setAttribute("aria-label", field.placeholder);
  const place = document.createDocumentFragment();
  place.append(launcher() || "");
  patchChildren(document.getElementById("launcher"), place);
  const silent = !channel || channel.archived || (state.place === "messages" && (state.app.read_only || !state.app.installed));
  document.getElementById("composer").hidden = state.place === "home" || silent;
}

function suggest() {
  fit();
  found = suggestions(field.value, state.app?.commands ?? []);
  if (found.length === 1 && found[0].text === field.value && !found[0].hint) found = [];
  chosen = -1;
  showList();
  if (found.length) announce(`${found.length} ${found.length === 1 ? "suggestion" : "suggestions"}`);
}

function hideList() {
  found = [];
  showList();
}

function showList() {
  const lines = document.createDocumentFragment();
  lines.append(...found.map(suggestionLine));
  patchChildren(list, lines);
  list.hidden = !found.length;
  if (chosen >= 0) field.setAttribute("aria-activedescendant", `suggestion-${chosen}`);
  else field.removeAttribute("aria-activedescendant");
  list.children[chosen]?.scrollIntoView({ block: "nearest" });
}

function suggestionLine({ text, hint, about }, index) {
  return el(
    "li",
    {
      role: "option",
      id: `suggestion-${index}`,
      "aria-selected": String(index === chosen),
      onclick: () => complete(index),
    },
    el("span", { class: "suggestion-text" }, text, hint && el("span", { class: "soft" }, ` ${hint}`)),
    about && el("span", { class: "suggestion-about soft" }, about),
  );
}

function complete(index) {
  field.value = `${found[index].text}${found[index].hint ? " " : ""}`;
  field.focus();
  suggest();
}

function keyed(event) {
  if (event.isComposing) return;
  const act = found.length && LIST_KEYS[event.key] ? LIST_KEYS[event.key] : KEYS[event.key];
  if (act?.(event)) event.preventDefault();
}

const move = (step) => () => {
  chosen = chosen < 0 && step < 0 ? found.length - 1 : (chosen + step + found.length) % found.length;
  showList();
  return true;
};

const LIST_KEYS = {
  ArrowDown: move(1),
  ArrowUp: move(-1),
  Escape: () => (hideList(), true),
  Tab: ({ shiftKey }) => !shiftKey && (complete(Math.max(0, chosen)), true),
  Enter: (event) => {
    const half = chosen >= 0 || !state.app.commands.some(({ command }) => command === field.value.trim().split(" ")[0]);
    return half ? (complete(Math.max(0, chosen)), true) : KEYS.Enter(event);
  },
};

const KEYS = {
  Enter: ({ shiftKey }) => !shiftKey && (send(), true),
  ArrowUp: () => (field.value === "" || field.value === sent.at(-recalled)) && recall(1),
  ArrowDown: () => recalled > 0 && field.value === sent.at(-recalled) && recall(-1),
};

function recall(step) {
  const target = recalled + step;
  if (target > sent.length || target < 0) return false;
  recalled = target;
  field.value = target ? sent.at(-target) : "";
  fit();
  return true;
}

async function send() {
  const text = field.value.trimEnd();
  if (!text) return;
  followAgain();
  onSent();
  if (sent.at(-1) !== text) sent.push(text);
  recalled = 0;
  field.value = "";
  suggest();
  const answer = await busy(document.getElementById("send"), "command", { channel: openChannel().id, text });
  if (!answer && !field.value) writeInComposer(text);
}

function fit() {
  field.style.height = "auto";
  field.style.height = `${Math.min(field.scrollHeight, 180)}px`;
}
