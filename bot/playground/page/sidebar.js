// The way around: channels, the app, and who you are.
import { el } from "./dom.js";
import { icon } from "./icons.js";
import { face, picker } from "./people.js";
import { directMessages, state } from "./state.js";
import { addLine, brand, canBeAdded } from "./workspaces.js";

/** The sidebar's content. */
export function sidebar() {
  const direct = directMessages()?.id;
  const channels = state.channels.filter(({ id }) => id !== direct);
  return [
    brand(),
    el(
      "nav",
      { "aria-label": "Channels and apps" },
      section("Channels", channels.map(channelLine)),
      section("Apps", [appLine(direct), canBeAdded() && addLine()]),
    ),
    el("div", { class: "sidebar-foot" }, connection(), picker()),
  ];
}

const section = (title, lines) =>
  el("section", { class: "places", "data-hint": title }, el("h2", {}, title), el("ul", {}, lines));

function channelLine({ id, name, private: hidden }) {
  return place(
    id,
    state.place === id,
    icon(hidden ? "lock" : "hash"),
    name,
    hidden ? "private channel" : "channel",
    state.unread.has(id),
  );
}

function appLine(direct) {
  const here = state.place === "home" || state.place === "messages";
  return place(
    state.place === "messages" ? "messages" : "home",
    here,
    face(state.app.user),
    state.app.name,
    "app",
    state.unread.has(direct),
  );
}

function place(target, current, mark, name, kind, unread) {
  return el(
    "li",
    { "data-key": target === "messages" ? "home" : target },
    el(
      "a",
      {
        class: unread ? "place place-new" : "place",
        href: `#${target}`,
        "aria-current": current ? "page" : null,
        "aria-label": `${name}, ${kind}${unread ? ", new messages" : ""}`,
      },
      mark,
      el("span", { class: "place-name" }, name),
      unread && el("span", { class: "dot", "aria-hidden": "true" }),
    ),
  );
}

function connection() {
  const { app, team } = state;
  if (!app.installed) return lamp("none", `${app.name} isn't in ${team.name}`);
  const fine = state.connected && state.linked;
  return lamp(fine ? "on" : "off", `${app.name} is ${fine ? "connected" : "disconnected"}`);
}

const lamp = (kind, words) =>
  el(
    "p",
    { class: `connection connection-${kind}`, role: "status" },
    el("span", { class: "lamp", "aria-hidden": "true" }),
    words,
  );
