// The hint for a first visit: what this is and what to type first.
import { writeInComposer } from "./composer.js";
import { el } from "./dom.js";
import { icon } from "./icons.js";
import { hintWords } from "./commands.js";
import { changed, directMessages, firstChannel, openChannel, state } from "./state.js";

const SEEN = "playground-welcome-seen";
let shown = !recall();
let sought = false;

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

/** Brings the hint back, in a channel, and the reader to it. */
export function showWelcome() {
  shown = sought = true;
  if (!openChannel() || openChannel() === directMessages()) location.hash = firstChannel()?.id ?? state.channels[0].id;
  changed();
}

/** Brings the reader to the hint, once, when it was asked for and is there. */
export function seekWelcome() {
  const title = document.getElementById("welcome-title");
  if (!sought || !title) return;
  sought = false;
  title.parentElement.scrollIntoView();
  title.focus({ preventScroll: true });
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
    el("h2", { id: "welcome-title", tabindex: "-1" }, `Hi ${state.me.name}, welcome`),
    el("p", {}, `Try ${state.app.name} just as you would in Slack. Nothing leaves this computer.`),
    el("p", { class: "welcome-lead" }, "Try one of these, then press Enter:"),
    el("div", { class: "chips" }, firstWords().map(chip)),
    el(
      "ul",
      { class: "welcome-list" },
      el("li", {}, "Switch people at the bottom of the sidebar. With a second window, you can be two people at once."),
      state.workspaces.length > 1 && el("li", {}, "Switch workspaces at the top of the sidebar."),
      el("li", {}, `Under Apps, you'll find ${state.app.name}'s Home and Messages.`),
      state.can_jump &&
        el("li", {}, "“Jump to the next break” moves the clock forward, so you don't have to wait for one."),
    ),
  );
}

function firstWords() {
  const command = state.app.commands?.[0];
  if (!command) return [];
  const words = hintWords(command);
  const chosen = new Set([words[0], words.find((word) => word.includes(" ")), words.find((word) => word === "help")]);
  return [...[...chosen].filter(Boolean).map((word) => `${command.command} ${word}`), command.command];
}

const chip = (text) =>
  el("button", { type: "button", class: "chip", "data-key": text, onclick: () => writeInComposer(text) }, text);
