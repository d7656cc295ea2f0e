// Red lines for what went wrong, and a calm line for what went as it should.
import { announce } from "./announce.js";
import { clock } from "./dates.js";
import { el } from "./dom.js";
import { icon } from "./icons.js";
import { changed, dismissProblem, state } from "./state.js";

const MOST = 3;
const READ_SECONDS = 15;
let status = null;
let statusIcon = "clock";
let timer = 0;

/** Shows one calm line on the page for a while; a window that is open has it said instead. */
export function sayStatus(text, iconName = "clock") {
  status = text;
  statusIcon = iconName;
  if (document.querySelector("dialog[open]")) announce(text);
  changed();
  letGoLater();
}

/** Takes the calm line away. */
export function clearStatus() {
  clearTimeout(timer);
  if (status === null) return;
  status = null;
  changed();
}

function letGoLater() {
  clearTimeout(timer);
  timer = setTimeout(() => (inUse() ? letGoLater() : clearStatus()), READ_SECONDS * 1000);
}

const inUse = () => document.querySelector(".notice-status:is(:hover, :focus-within)");

/** The lines to show above the composer. */
export const notices = () => [...problems(), status && statusLine()].filter(Boolean);

/** The red lines alone: what a window shows at its top. */
export function problems() {
  const open = state.problems.filter(({ gone }) => !gone);
  return [away(), ...open.slice(-MOST).map(problemLine), open.length > MOST && older(open)].filter(Boolean);
}

function away() {
  if (!state.ready || (state.linked && (state.connected || !state.app.installed))) return null;
  if (!state.linked)
    return line("problem", "warning", "The playground can't be reached. Trying again…", null, "offline");
  return line(
    "problem",
    "warning",
    `${state.app.name} isn't connected, so it can't answer. It usually reconnects by itself.`,
    null,
    "away",
  );
}

function problemLine(problem) {
  const words = [
    el("strong", {}, "Something went wrong. "),
    problem.text,
    " ",
    el("time", { class: "soft" }, clock(problem.at, state.me.tz, true)),
  ];
  return line("problem", "warning", words, () => dismissProblem(problem), `${problem.at} ${problem.text}`);
}

function older(open) {
  const dismissAll = () => open.forEach(dismissProblem);
  const button = el("button", { type: "button", class: "link", onclick: dismissAll }, "Dismiss all");
  return el("p", { class: "older" }, `And ${open.length - MOST} more. `, button);
}

const statusLine = () => line("status", statusIcon, status, clearStatus, status);

function line(kind, iconName, words, dismiss, key) {
  const close =
    dismiss &&
    el(
      "button",
      {
        type: "button",
        class: "button icon-button quiet",
        "aria-label": "Dismiss",
        title: "Dismiss",
        onclick: dismiss,
      },
      icon("close"),
    );
  return el(
    "div",
    { class: `notice notice-${kind}`, role: kind === "problem" ? "alert" : "status", "data-key": key },
    icon(iconName),
    el("p", {}, words),
    close,
  );
}
