// Red lines for what went wrong, and the calm line that a jump of the clock answers with.
import { clock } from "./dates.js";
import { el } from "./dom.js";
import { icon } from "./icons.js";
import { changed, dismissProblem, state } from "./state.js";

const MOST = 3;
let status = null;

/** Shows one calm line until it is taken away. */
export function sayStatus(text) {
  status = text;
  changed();
}

/** The lines to show above the composer or at the top of a window. */
export function notices() {
  const open = state.problems.filter(({ gone }) => !gone);
  return [
    away(),
    ...open.slice(-MOST).map(problemLine),
    open.length > MOST && older(open),
    status && statusLine(),
  ].filter(Boolean);
}

function away() {
  if (!state.ready || (state.linked && state.connected)) return null;
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

const statusLine = () => line("status", "clock", status, () => sayStatus(null), status);

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
