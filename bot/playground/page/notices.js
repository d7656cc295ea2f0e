// Red lines for what went wrong, and the calm line that a jump of the clock answers with.
import { clock } from "./dates.js";
import { el } from "./dom.js";
import { icon } from "./icons.js";
import { changed, dismissTrouble, state } from "./state.js";

const MOST = 3;
let status = null;

/** Shows one calm line until it is taken away. */
export function sayStatus(text) {
  status = text;
  changed();
}

/** The lines to show above the composer or at the top of a window. */
export function notices() {
  const open = state.troubles.filter(({ gone }) => !gone);
  return [
    away(),
    ...open.slice(-MOST).map(troubleLine),
    open.length > MOST && older(open),
    status && statusLine(),
  ].filter(Boolean);
}

function away() {
  if (!state.ready || (state.linked && state.connected)) return null;
  if (!state.linked)
    return line("trouble", "warning", "The playground is not reachable. Trying again by itself…", null, "offline");
  return line(
    "trouble",
    "warning",
    `${state.app.name} is not connected, so it cannot answer. It usually comes back by itself.`,
    null,
    "away",
  );
}

function troubleLine(trouble) {
  const words = [
    el("strong", {}, "Something went wrong. "),
    trouble.text,
    " ",
    el("time", { class: "soft" }, clock(trouble.at, state.me.tz, true)),
  ];
  return line("trouble", "warning", words, () => dismissTrouble(trouble), `${trouble.at} ${trouble.text}`);
}

function older(open) {
  const dismissAll = () => open.forEach(dismissTrouble);
  const button = el("button", { type: "button", class: "link", onclick: dismissAll }, "Dismiss all");
  return el("p", { class: "older" }, `and ${open.length - MOST} earlier. `, button);
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
    { class: `notice notice-${kind}`, role: kind === "trouble" ? "alert" : "status", "data-key": key },
    icon(iconName),
    el("p", {}, words),
    close,
  );
}
