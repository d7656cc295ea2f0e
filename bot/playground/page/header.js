// The head of the main column: where you are, who is here, and what can be done with the place.
import { busy } from "./context.js";
import { confirmed } from "./confirm.js";
import { el } from "./dom.js";
import { icon } from "./icons.js";
import { menuButton } from "./menu.js";
import { plain } from "./mrkdwn.js";
import { sayStatus } from "./notices.js";
import { face } from "./people.js";
import { nameOf, openChannel, state } from "./state.js";
import { showWelcome } from "./welcome.js";
import { uninstallItem } from "./workspaces.js";

/** The header's content; `openSidebar` is for narrow windows. */
export function header(openSidebar) {
  const app = state.place === "home" || state.place === "messages";
  return [
    el(
      "button",
      {
        type: "button",
        class: "button icon-button quiet only-narrow",
        "aria-label": "Channels and people",
        title: "Channels and people",
        id: "open-sidebar",
        onclick: openSidebar,
      },
      icon("menu"),
    ),
    app ? appTitle() : channelTitle(openChannel()),
    el(
      "div",
      { class: "header-tools" },
      !app && members(openChannel()),
      state.can_jump && jumpButton(),
      moreMenu(app ? null : openChannel()),
    ),
  ];
}

function channelTitle(channel) {
  if (!channel) return el("div", { class: "title" }, el("h1", {}, "Nothing here"));
  return el(
    "div",
    { class: "title", "data-kind": "channel" },
    el("h1", {}, icon(channel.private ? "lock" : "hash"), channel.name),
    channel.topic && el("p", { class: "soft" }, plain(channel.topic)),
  );
}

function appTitle() {
  const tab = (place, words) =>
    el("a", { href: `#${place}`, class: "tab", "aria-current": state.place === place ? "page" : null }, words);
  return el(
    "div",
    { class: "title title-app", "data-kind": "app" },
    el("h1", {}, state.app.name),
    el(
      "nav",
      { class: "tabs", "aria-label": `${state.app.name}'s tabs` },
      tab("home", "Home"),
      tab("messages", "Messages"),
    ),
  );
}

function members(channel) {
  if (!channel) return null;
  const here = channel.members.map((id) => ({ id, name: nameOf(id) }));
  const names = here.map(({ name }) => name).join(", ");
  return el(
    "span",
    { class: "members only-wide", role: "img", "aria-label": `In this channel: ${names}`, title: names },
    here.slice(0, 5).map(({ id, name }) => face(id, name)),
    here.length > 5 && el("span", { class: "soft" }, `+${here.length - 5}`),
  );
}

function jumpButton() {
  const jump = async ({ currentTarget }) => {
    const answer = await busy(currentTarget, "jump", {});
    if (!answer) return;
    sayStatus(answer.text);
  };
  return el(
    "button",
    {
      type: "button",
      class: "button",
      onclick: jump,
      title: "Move the clock forward to the next break",
      "aria-label": "Jump to the next break",
    },
    icon("clock"),
    el("span", { class: "jump-long" }, "Jump to the next break"),
    el("span", { class: "jump-short" }, "Next break"),
  );
}

function moreMenu(channel) {
  const items = state.app.installed ? [{ words: "How this works", choose: showWelcome }] : [];
  const uninstall = channel ? null : uninstallItem();
  if (uninstall) items.push(uninstall);
  if (channel && !channel.archived)
    items.push({ words: `Archive #${channel.name}…`, choose: (_, button) => archive(channel, button) });
  return items.length > 0 && menuButton("More about this place", items);
}

async function archive(channel, button) {
  const say = (text) => ({ type: "plain_text", text });
  const question = {
    title: say(`Archive #${channel.name}?`),
    text: say("Nobody can post here after that, not even the app. It's a good way to see how the app copes."),
    confirm: say("Archive"),
    deny: say("Keep it"),
    style: "danger",
  };
  if (await confirmed(question, {})) await busy(button, "archive", { channel: channel.id });
}
