// Faces, and the picker of who you are in this window.
import { busy } from "./context.js";
import { weekdayClock } from "./dates.js";
import { el } from "./dom.js";
import { icon } from "./icons.js";
import { now, state } from "./state.js";

/** A round face: the first letter on the person's own colour, or the app's sprout. */
export function face(id, name) {
  if (id === state.app?.user) return el("span", { class: "face face-app", "aria-hidden": "true" }, icon("sprout"));
  return el("span", { class: `face face-${hue(id)}`, "aria-hidden": "true" }, [...(name || "?")][0].toUpperCase());
}

const hue = (id) => [...id].reduce((sum, letter) => sum * 7 + letter.codePointAt(0), 0) % 6;

const humans = () => state.people.filter(({ bot }) => !bot);

/** The place in a zone's name: `America/New_York` → `New York`. */
const town = (zone) => zone.split("/").at(-1).replace(/_/g, " ");

const clockLine = ({ tz }) => el("span", { class: "soft picker-zone" }, `${weekdayClock(now(), tz)} in ${town(tz)}`);

/** The address of this page as another person, at the same place unless another is wanted. */
export const address = (id, place = location.hash) => `?as=${encodeURIComponent(id)}${place}`;

/** The card that says who you are, with a menu of who else you could be. */
export function picker() {
  const { me } = state;
  return el(
    "details",
    { class: "picker", "data-kind": "picker", onkeydown: leave },
    el(
      "summary",
      {},
      face(me.id, me.name),
      el(
        "span",
        { class: "picker-me" },
        el("span", { class: "soft" }, "You are "),
        el("strong", {}, me.name),
        clockLine(me),
      ),
      icon("chevron"),
    ),
    el(
      "div",
      { class: "picker-list" },
      el("p", { class: "soft" }, "Switch to someone else, here or in a second window:"),
      el("ul", {}, humans().map(personLine)),
      el("p", { class: "soft" }, "What apps may see of you:"),
      presence(me),
    ),
  );
}

/** What an app may hear of you: whether you want quiet, and whether you are talking. */
const presence = ({ quiet, huddle }) =>
  el(
    "div",
    { class: "presence", role: "group", "aria-label": "What apps may see of you" },
    toggle("do_not_disturb", "Notifications paused", quiet),
    toggle("huddle", "In a huddle", huddle),
  );

function toggle(name, words, on) {
  const onclick = ({ currentTarget }) => busy(currentTarget, "presence", { [name]: !on });
  return el(
    "button",
    { type: "button", class: "button quiet presence-switch", role: "switch", "aria-checked": String(on), "data-hint": name, onclick },
    el("span", {}, words),
    el("span", { class: "soft" }, on ? "on" : "off"),
  );
}

/** Closes the list of people: a window that opens has its place. */
export function closePicker() {
  for (const list of document.querySelectorAll(".picker[open]")) list.removeAttribute("open");
}

/** Esc closes the list first, and only then the drawer that it stands in. */
export function leave(event) {
  const list = event.currentTarget;
  if (event.key !== "Escape" || !list.open) return;
  event.stopPropagation();
  list.open = false;
  list.querySelector("summary").focus();
}

function personLine(person) {
  const current = person.id === state.me.id;
  return el(
    "li",
    { "data-key": person.id },
    el(
      "a",
      { class: "picker-person", href: address(person.id), "aria-current": current ? "true" : null },
      face(person.id, person.name),
      el("span", {}, person.name, clockLine(person)),
    ),
    el(
      "a",
      {
        class: "button icon-button quiet",
        href: address(person.id),
        target: "_blank",
        "aria-label": `${person.name} in a new window`,
        title: `${person.name} in a new window`,
      },
      icon("window"),
    ),
  );
}
