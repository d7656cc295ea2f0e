// The workspace that this window is in, the way to the others, and whether the app is in it.
import { confirmed } from "./confirm.js";
import { busy } from "./context.js";
import { el } from "./dom.js";
import { icon } from "./icons.js";
import { address, leave } from "./people.js";
import { state } from "./state.js";

/** The head of the sidebar: the playground's name, or a menu of workspaces where there are several. */
export function brand() {
  const { team, workspaces } = state;
  if (workspaces.length < 2)
    return el("div", { class: "brand" }, sprout(), names(el("strong", {}, team.name), "a pretend Slack"));
  return el(
    "details",
    { class: "picker workspaces", "data-kind": "workspaces", onkeydown: leave },
    el(
      "summary",
      {},
      mark(team),
      names(el("strong", {}, el("span", { class: "unseen" }, "Workspace: "), team.name), "a pretend Slack"),
      icon("chevron"),
    ),
    el(
      "nav",
      { class: "picker-list", "aria-label": "Workspaces" },
      el("p", { class: "soft" }, "Switch to another workspace:"),
      el("ul", {}, workspaces.map(workspaceLine)),
    ),
  );
}

const sprout = () => el("span", { class: "brand-mark", "aria-hidden": "true" }, icon("sprout"));

const mark = ({ name }) => el("span", { class: "workspace-mark", "aria-hidden": "true" }, [...name][0].toUpperCase());

const names = (strong, soft) => el("span", { class: "workspace-names" }, strong, el("span", { class: "soft" }, soft));

function workspaceLine(workspace) {
  const current = workspace.id === state.team.id;
  const link = { class: "picker-person", href: address(workspace.person, ""), "aria-current": current ? "true" : null };
  const about = `${state.app.name} is ${workspace.installed ? "here" : "not here"}`;
  return el("li", { "data-key": workspace.id }, el("a", link, mark(workspace), names(workspace.name, about)));
}

/** What stands in a place of a workspace that has not added the app. */
export function notHere() {
  const { app, team, install_url: install } = state;
  return el(
    "section",
    { class: "welcome", "aria-labelledby": "not-here-title", "data-key": "not-here" },
    el("h2", { id: "not-here-title" }, `${app.name} isn't in ${team.name}`),
    el("p", {}, `Once it's added, everyone in ${team.name} can use it.`),
    install && el("p", { class: "not-here-way" }, addToSlack("primary")),
  );
}

/** Leads to the app's own page that adds it to a workspace; a window of its own, so that this one can be watched. */
const addToSlack = (kind) =>
  el(
    "a",
    { class: `button ${kind}`, href: state.install_url, target: "_blank", "data-key": "add-to-slack" },
    icon("plus"),
    "Add to Slack",
    el("span", { class: "unseen" }, " (opens a new window)"),
  );

/** The same as a line of the sidebar. */
export const addLine = () => el("li", { class: "add-line", "data-key": "add-to-slack" }, addToSlack("wide"));

/** Whether there is a way to add the app here. */
export const canBeAdded = () => !state.app.installed && Boolean(state.install_url);

/** The line of a menu that takes the app away; nothing where it could not be added again. */
export function uninstallItem() {
  if (!state.app.installed || !state.install_url) return null;
  return { words: `Uninstall ${state.app.name}…`, choose: (_, button) => uninstall(button) };
}

async function uninstall(button) {
  const say = (text) => ({ type: "plain_text", text });
  const { app, team } = state;
  const question = {
    title: say(`Uninstall ${app.name} from ${team.name}?`),
    text: say("It leaves all channels, and its token stops working. You can add it again."),
    confirm: say("Uninstall"),
    deny: say("Keep it"),
    style: "danger",
  };
  if (await confirmed(question, {})) await busy(button, "uninstall", {});
}
