// What a renderer may ask: who reads, what time it is, how people and channels are called, and where a click goes.
import { confirmed } from "./confirm.js";
import { formValues } from "./form.js";
import { clearStatus } from "./notices.js";
import { addProblem, nameOf, now, openChannel, state } from "./state.js";
import { verb } from "./verbs.js";

/** The context for blocks at `place` (`{channel, ts}`, `{view_id}` or `{home: true}`); `scope` keeps ids apart. */
export function context(scope, place, errors = {}) {
  const ctx = {
    scope,
    depth: place.home ? 1 : 2,
    errors,
    now,
    me: state.me,
    app: state.app,
    people: state.people,
    channels: state.channels,
    here: openChannel()?.id,
    name: nameOf,
    channel: (id) => state.channels.find((channel) => channel.id === id),
  };
  ctx.act = (node, element, block, told) => act(ctx, place, node, element, block, told);
  ctx.suggest = (element, block, typed) => suggest(place, element, block, typed);
  return ctx;
}

/** What the app offers in a menu for these words, as groups of options. */
async function suggest(place, element, block, typed) {
  try {
    return (
      await verb("suggest", {
        user: state.me.id,
        ...place,
        block_id: block.block_id,
        action_id: element.action_id,
        typed,
      })
    ).groups;
  } catch (problem) {
    addProblem(problem.message);
    return [];
  }
}

async function act(ctx, place, node, element, block, told) {
  if (element.confirm && !(await confirmed(element.confirm, ctx))) return;
  const form = node.closest("[data-form]");
  await busy(node, "click", {
    ...place,
    block_id: block.block_id,
    action_id: element.action_id,
    ...told,
    values: form ? formValues(form) : {},
  });
}

/** Does a verb as this person while `node`, which was pressed, shows it; `null` (and a red line) if it was refused. */
export async function busy(node, name, body) {
  if (node) clearStatus();
  node?.setAttribute("aria-busy", "true");
  const start = performance.now();
  try {
    return await verb(name, { user: state.me.id, ...body });
  } catch (problem) {
    await refusal(problem.message, start);
    return null;
  } finally {
    node?.removeAttribute("aria-busy");
  }
}

/** What Slack itself would notice, the server says over the live line too: then once is enough. */
async function refusal(message, start) {
  await new Promise((resolve) => setTimeout(resolve, 200));
  if (!state.problems.some(({ heard }) => heard >= start)) addProblem(message);
}
