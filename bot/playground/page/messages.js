// The messages of the open channel, each built anew only when it has changed.
import { announce } from "./announce.js";
import { blocks } from "./blocks.js";
import { busy, context } from "./context.js";
import { clock, dayHeading, dayKey, fullTime } from "./dates.js";
import { el } from "./dom.js";
import { icon } from "./icons.js";
import { mrkdwn, safeAddress } from "./mrkdwn.js";
import { face } from "./people.js";
import { spoken } from "./speech.js";
import { nameOf, now, openChannel, state } from "./state.js";
import { welcome } from "./welcome.js";
import { notHere } from "./workspaces.js";

const MOST = 300;
const SAME_BREATH = 300;

/** The main column's content for the open channel. */
export function messageList() {
  const channel = openChannel();
  const messages = (state.messages[channel?.id] ?? []).slice(-MOST);
  const known = drawnRows(channel);
  const rows = messages.flatMap((message, index) => [
    dayLine(messages[index - 1], message),
    rowOnce(message, messages[index - 1], known),
  ]);
  return [
    state.app.installed ? state.place !== "messages" && welcome() : notHere(),
    !messages.length && (state.app.installed || state.place !== "messages") && nothingYet(channel),
    el("ol", { class: "messages", "data-key": channel?.id }, rows.filter(Boolean)),
    instead(channel),
  ].filter(Boolean);
}

let drawn = new WeakMap();

/** The rows that are on the page for this channel already, by key. */
function drawnRows(channel) {
  const list = document.querySelector("#content > .messages");
  return new Map(list?.dataset.key === channel?.id ? [...list.children].map((item) => [item.dataset.key, item]) : []);
}

/** A row, or only its shell where the page shows the same message already: `patch` leaves such a row alone. */
function rowOnce(message, previous, known) {
  const live = known.get(rowKey(message));
  const before = live && drawn.get(live);
  if (before?.message === message && before.previous === previous)
    return el("li", { class: "message", "data-key": rowKey(message), "data-same": true });
  if (live) drawn.delete(live);
  return row(message, previous);
}

/** Lets every row be built anew: “5 minutes ago” has become six. */
export function forgetRows() {
  drawn = new WeakMap();
}

/** Remembers which messages the rows on the page show. */
export function noteRows() {
  const shown = state.messages[openChannel()?.id] ?? [];
  const known = drawnRows(openChannel());
  shown.forEach(
    (message, index) =>
      known.has(rowKey(message)) && drawn.set(known.get(rowKey(message)), { message, previous: shown[index - 1] }),
  );
}

const rowKey = ({ ts, ephemeral }) => `${ts}${ephemeral ? " only-you" : ""}`;

function nothingYet(channel) {
  const where =
    state.place === "messages"
      ? `Hi ${state.me.name}! ${state.app.name} sends you private messages here.`
      : `This is the very beginning of ${channel ? `#${channel.name}` : "this place"}.`;
  return el("p", { class: "empty" }, where);
}

/** What stands below the messages where one cannot write, or where the app is not. */
function instead(channel) {
  if (channel?.archived)
    return el("div", { class: "invite" }, el("p", {}, "This channel is archived. Nobody can post here any more."));
  if (!state.app.installed) return null;
  if (state.place === "messages") return state.app.read_only ? oneWay() : null;
  if (!channel || channel.members.includes(state.app.user)) return null;
  const invite = ({ currentTarget }) => busy(currentTarget, "invite", { channel: channel.id });
  return el(
    "div",
    { class: "invite" },
    el("p", {}, `${state.app.name} isn't in this channel.`),
    el(
      "button",
      { type: "button", class: "button primary", onclick: invite },
      icon("plus"),
      `Invite ${state.app.name}`,
    ),
  );
}

function oneWay() {
  const command = state.app.commands[0]?.command;
  const words = ["You can't write here. ", command && ["Type ", el("code", {}, command), " in any channel instead."]];
  return el("div", { class: "invite" }, el("p", {}, words));
}

function dayLine(previous, message) {
  const day = dayKey(Number(message.ts), state.me.tz);
  if (previous && dayKey(Number(previous.ts), state.me.tz) === day) return null;
  return el(
    "li",
    { class: "day", "data-key": day },
    el("span", {}, dayHeading(Number(message.ts), state.me.tz, now())),
  );
}

const author = ({ user }) => ({ id: user, name: nameOf(user), bot: user === state.app.user });

function row(message, previous) {
  const follows =
    previous &&
    previous.user === message.user &&
    !previous.ephemeral &&
    !message.ephemeral &&
    message.ts - previous.ts < SAME_BREATH;
  const who = author(message);
  const kinds = [
    "message",
    follows && "message-follows",
    message.ephemeral && "message-ephemeral",
    who.id === state.me.id && "message-mine",
  ];
  return el(
    "li",
    { class: kinds.filter(Boolean).join(" "), "data-key": rowKey(message) },
    face(who.id, who.name),
    el(
      "article",
      {
        "aria-label": label(message, who),
      },
      head(message, who),
      message.ephemeral && onlyYou(),
      body(message),
    ),
  );
}

const label = ({ ts, ephemeral }, { name }) =>
  `${name}, ${clock(Number(ts), state.me.tz)}${ephemeral ? ", only visible to you" : ""}`;

function head(message, who) {
  const at = Number(message.ts);
  return el(
    "header",
    {},
    el("strong", {}, who.name),
    who.bot && el("span", { class: "badge" }, "App"),
    el(
      "time",
      { class: "soft", datetime: new Date(at * 1000).toISOString(), title: fullTime(at, state.me.tz) },
      clock(at, state.me.tz),
    ),
    message.edited && el("span", { class: "soft" }, "(edited)"),
  );
}

const onlyYou = () => el("p", { class: "only-you" }, icon("eye"), "Only visible to you");

function body(message) {
  const ctx = context(message.ts, { channel: message.channel, ts: message.ts });
  const content = message.blocks?.length
    ? blocks(message.blocks, ctx)
    : el("div", { class: "words" }, mrkdwn(message.text ?? "", ctx));
  return el("div", { class: "blocks", "data-form": true }, content, message.files?.map(fileLine));
}

const fileLine = ({ title, size, url_private_download: address }) =>
  el(
    "a",
    { class: "button file", href: safeAddress(address), download: true },
    icon("down"),
    title,
    el("span", { class: "soft" }, kilobytes(size)),
  );

const kilobytes = (bytes) => (bytes < 1000 ? `${bytes} bytes` : `${Math.round(bytes / 1000)} kB`);

/** Says a message that has just come in, for those who listen. */
export function announceMessage(message) {
  const where = state.channels.find(({ id }) => id === message.channel);
  const place = where && where.id !== openChannel()?.id && !where.direct ? ` in ${where.name}` : "";
  const words = spoken(mrkdwn(message.text ?? "", context("said", {})));
  announce(`${author(message).name}${place}${message.ephemeral ? ", only to you" : ""}: ${words}`);
}
