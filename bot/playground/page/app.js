// Starts the page: who you are, where you are, and drawing all of it again whenever something has changed.
import { focusComposer, renderComposer, startComposer } from "./composer.js";
import { el, loadPictures } from "./dom.js";
import { focusPage, keepPlace, noteFocus } from "./focus.js";
import { header } from "./header.js";
import { home, openHome } from "./home.js";
import { column, following, newestIsBelow, offerNewest, startScrolling, toNewest } from "./scrolling.js";
import { stayConnected } from "./live.js";
import { announceMessage, forgetRows, messageList, noteRows } from "./messages.js";
import { renderModal, startModal } from "./modal.js";
import { notices, sayStatus } from "./notices.js";
import { patchChildren } from "./patch.js";
import { sidebar } from "./sidebar.js";
import { seekWelcome, welcomeDone } from "./welcome.js";
import { everything } from "./verbs.js";
import { addProblem, apply, changed, directMessages, firstChannel, onChange, openChannel, replaceAll, state } from "./state.js";

const SECOND = 1000;

const byId = (id) => document.getElementById(id);

function show(region, content) {
  const fresh = document.createDocumentFragment();
  fresh.append(...content.filter(Boolean));
  patchChildren(region, fresh);
  loadPictures(region);
}

function render() {
  if (!state.ready) return;
  document.title = `${placeName()} · ${state.team.name}`;
  show(byId("sidebar"), sidebar());
  show(byId("header"), header(openSidebar));
  renderColumn();
  show(byId("notices"), notices());
  renderComposer();
  renderModal();
  moveIn();
  document.body.dataset.ready = "yes";
}

let arriving = false;

function moveIn() {
  if (arriving) focusComposer();
  arriving = false;
  seekWelcome();
}

function placeName() {
  return state.place === "home"
    ? `${state.app.name} Home`
    : state.place === "messages"
      ? state.app.name
      : `#${openChannel()?.name ?? ""}`;
}

let drawnPlace = null;

function renderColumn() {
  const follow = following();
  keepPlace(() => show(byId("content"), state.place === "home" ? home() : messageList()));
  if (state.place !== "home") noteRows();
  const moved = drawnPlace !== state.place;
  drawnPlace = state.place;
  if (state.place === "home") return (moved && (column.scrollTop = 0), offerNewest(false));
  if (moved || follow) toNewest();
  offerNewest(newestIsBelow());
}

function arrive() {
  const wanted = decodeURIComponent(location.hash.slice(1));
  const known = ["home", "messages"].includes(wanted) || state.channels.some(({ id }) => id === wanted);
  state.place =
    wanted && wanted === directMessages()?.id ? "messages" : known ? wanted : (firstChannel()?.id ?? "home");
  state.unread.delete(openChannel()?.id);
  closeSidebar();
  arriving = state.place !== "home";
  changed();
  if (state.place === "home") openHome();
}

function openSidebar() {
  document.body.dataset.sidebar = "open";
  byId("main").inert = true;
  byId("sidebar").querySelector("a")?.focus();
}

function closeSidebar() {
  if (document.body.dataset.sidebar !== "open") return;
  delete document.body.dataset.sidebar;
  byId("main").inert = false;
  byId("open-sidebar")?.focus();
}

function hear(event) {
  apply(event);
  if (event.type === "clock") clockJumped();
  if (event.type === "installed") installedOrNot(event.installed);
  const own = event.message?.user === state.me.id;
  if (event.type === "message" && openChannel()?.id === event.message.channel)
    state.unread.delete(event.message.channel);
  if (event.type === "message" && !own) announceMessage(event.message);
}

/** What was drawn says the old time, and only the app can draw its Home anew. */
function clockJumped() {
  forgetRows();
  if (state.place === "home") openHome();
}

/** What the app may do, where it is and what it showed: all of it is different now. */
async function installedOrNot(installed) {
  try {
    replaceAll(await everything(state.me.id));
  } catch (problem) {
    return addProblem(problem.message);
  }
  sayStatus(`${state.app.name} was ${installed ? "added to" : "removed from"} ${state.team.name}.`, "done");
  // The app keeps its token a moment after it was given; before that it can't draw its Home.
  if (state.place === "home") setTimeout(openHome, SECOND);
}

function loaded(fresh) {
  const first = !state.ready;
  replaceAll(fresh);
  if (!first) return;
  arrive();
  if (fresh.note) sayStatus(fresh.note);
}

function linked(open, problem) {
  state.linked = open;
  if (!state.ready && !open)
    byId("content").replaceChildren(el("p", { class: "empty" }, problem ?? "Waiting for the playground…"));
  changed();
}

onChange(render);
startComposer(welcomeDone);
startModal();
startScrolling();
byId("skip").onclick = focusPage;
column.addEventListener("focusin", noteFocus);
byId("veil").onclick = closeSidebar;
document.addEventListener("keydown", ({ key }) => {
  if (key === "Escape") closeSidebar();
});
window.onhashchange = arrive;
setInterval(() => (forgetRows(), changed()), 30000);
stayConnected(new URLSearchParams(location.search).get("as") ?? "", { onState: loaded, onEvent: hear, onLink: linked });
