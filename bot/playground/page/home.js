// The app's Home tab.
import { blocks } from "./blocks.js";
import { busy, context } from "./context.js";
import { el } from "./dom.js";
import { state } from "./state.js";
import { notHere } from "./workspaces.js";

/** Tells the app that its Home was opened. */
export const openHome = () => state.app.installed && busy(null, "home", {});

/** The Home tab's content. */
export function home() {
  if (!state.app.installed) return [notHere()];
  if (!state.home?.blocks?.length)
    return [el("p", { class: "empty" }, `${state.app.name} hasn't shown anything here yet.`)];
  const ctx = context(`home-${state.me.id}`, { home: true });
  return [
    el("div", { class: "blocks home-blocks", "data-form": true, "data-key": "home" }, blocks(state.home.blocks, ctx)),
  ];
}
