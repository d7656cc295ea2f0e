// Block Kit's layout blocks as DOM nodes; what is not known is shown as a box that says so.
import { actionElement } from "./elements.js";
import { el, picture } from "./dom.js";
import { field } from "./field.js";
import { icon } from "./icons.js";
import { markdown } from "./markdown.js";
import { mrkdwn, plain } from "./mrkdwn.js";
import { richText } from "./richtext.js";

/** All blocks of a message or view → nodes; `ctx` says whose they are and where a click goes. */
export function blocks(list, ctx) {
  return (list ?? []).map((block, index) => {
    const known = { block_id: `block-${index}`, ...block };
    const node = (BLOCKS[block.type] ?? unknown)(known, ctx);
    node.classList.add("block", `block-${block.type}`.replace(/[^\w-]/g, ""));
    node.setAttribute("data-kind", block.type);
    if (!node.dataset.key) node.setAttribute("data-hint", known.block_id);
    return node;
  });
}

/** A text object → nodes. */
export function text(object, ctx) {
  return object.type === "mrkdwn" ? mrkdwn(object.text, ctx) : [plain(object.text, object.emoji !== false)];
}

const BLOCKS = {
  section: (block, ctx) => {
    const words = el(
      "div",
      { class: "section-words" },
      block.text && el("div", { class: "words" }, text(block.text, ctx)),
      fields(block, ctx),
    );
    return el(
      "div",
      {},
      words,
      block.accessory && el("div", { class: "accessory" }, element(block.accessory, block, ctx)),
    );
  },
  header: (block, ctx) => el(`h${Math.min(6, (block.level ?? 1) + ctx.depth)}`, {}, plain(block.text.text)),
  divider: () => el("hr"),
  context: (block, ctx) =>
    el(
      "div",
      {},
      block.elements.map((part) => contextPart(part, ctx)),
    ),
  image: (block) =>
    el(
      "figure",
      { "data-key": `figure ${address(block)}` },
      block.title && el("figcaption", {}, plain(block.title.text)),
      picture(address(block), block.alt_text ?? ""),
    ),
  actions: (block, ctx) =>
    el(
      "div",
      { role: "group", "aria-label": "Actions" },
      block.elements.map((part) => element(part, block, ctx)),
    ),
  input: (block, ctx) => field(block, element(block.element, block, ctx), ctx),
  rich_text: (block, ctx) => el("div", {}, richText(block.elements, ctx)),
  markdown: (block, ctx) => el("div", {}, markdown(block.text, ctx)),
  alert: (block, ctx) => {
    const level = ["info", "warning", "error", "success"].includes(block.level) ? block.level : "default";
    return el(
      "div",
      { class: `alert alert-${level}`, role: "note" },
      icon(ALERT_ICON[level]),
      el("div", { class: "words" }, alertText(block, ctx)),
    );
  },
};

const ALERT_ICON = { default: "info", info: "info", warning: "warning", error: "warning", success: "done" };

const alertText = (block, ctx) => (typeof block.text === "string" ? plain(block.text) : text(block.text, ctx));

const address = (part) => part.image_url ?? part.slack_file?.url;

function fields(block, ctx) {
  if (!block.fields?.length) return null;
  return el(
    "div",
    { class: "fields" },
    block.fields.map((part) => el("div", { class: "words" }, text(part, ctx))),
  );
}

function contextPart(part, ctx) {
  return part.type === "image"
    ? picture(address(part), part.alt_text ?? "")
    : el("span", { class: "words" }, text(part, ctx));
}

function element(part, block, ctx) {
  if (part.type === "image") return picture(address(part), part.alt_text ?? "", { class: "thumb" });
  return actionElement(part, block, ctx) ?? unknown(part);
}

function unknown(part) {
  return el("div", { class: "unknown" }, icon("question"), `The playground can't show “${part.type}”. Slack might.`);
}
