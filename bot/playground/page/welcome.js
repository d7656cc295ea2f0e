// The hint for a first visit: what this is and what to type first.
import { writeInComposer } from "./composer.js";
import { el } from "./dom.js";
import { icon } from "./icons.js";
import { hintWords } from "./commands.js";
import { changed, state } from "./state.js";

const SEEN = "playground-welcome-seen";
let shown = !recall();

function recall() {
  try {
    return localStorage.getItem(SEEN) === "yes";
  } catch {
    return false;
  }
}

function remember(seen) {
  try {
    localStorage.setItem(SEEN, seen ? "yes" : "no");
  } catch {
    // A browser that stores nothing shows the hint again: no harm.
  }
}

/** Brings the hint back. */
export function showWelcome() {
  shown = true;
  changed();
}

/** The hint has been of use: it stays for now, but is not there at the next visit. */
export const welcomeDone = () => remember(true);

function hide() {
  shown = false;
  remember(true);
  changed();
}

/** The hint, or nothing once it was dismissed. */
export function welcome() {
  if (!shown) return null;
  return el(
    "section",
    { class: "welcome", "aria-labelledby": "welcome-title", "data-key": "welcome" },
    el(
      "button",
      {
        type: "button",
        class: "button icon-button quiet welcome-close",
        "aria-label": "Close this hint",
        title: "Close this hint",
        onclick: hide,
      },
      icon("close"),
    ),
    el("h2", { id: "welcome-title" }, `Hello ${state.me.name}, make yourself comfortable`),
    el("p", {}, `Here you can try ${state.app.name} as if it were in your Slack. Nothing leaves this computer.`),
    el("p", { class: "welcome-lead" }, "Try one of these, then press Enter:"),
    el("div", { class: "chips" }, firstWords().map(chip)),
    el(
      "ul",
      { class: "welcome-list" },
      el("li", {}, "Be somebody else with the card at the foot of the list. A second window makes two people at once."),
      el("li", {}, `${state.app.name}'s own pages are under Apps: Home and Messages.`),
      state.can_jump &&
        el("li", {}, "“Jump to the next break” moves the clock, so that nobody has to wait for three o'clock."),
    ),
  );
}

function firstWords() {
  const command = state.app.commands?.[0];
  if (!command) return [];
  const words = hintWords(command);
  const chosen = [words[0], ...words.filter((word) => word === "help")].filter(Boolean);
  return [...chosen.map((word) => `${command.command} ${word}`), command.command];
}

const chip = (text) =>
  el("button", { type: "button", class: "chip", "data-key": text, onclick: () => writeInComposer(text) }, text);
