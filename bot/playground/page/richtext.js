// Slack's rich_text blocks as DOM nodes.
import { el } from "./dom.js";
import { emoji } from "./emoji.js";
import { channel, inline, link, person } from "./mrkdwn.js";

/** The elements of a rich_text block → nodes. */
export const richText = (elements, ctx) =>
  elements.map((part) => (PARTS[part.type] ?? PARTS.rich_text_section)(part, ctx));

const PARTS = {
  rich_text_section: (part, ctx) => el("div", {}, pieces(part.elements, ctx)),
  rich_text_quote: (part, ctx) => el("blockquote", {}, pieces(part.elements, ctx)),
  rich_text_preformatted: (part, ctx) => el("pre", {}, el("code", {}, pieces(part.elements, ctx))),
  rich_text_list: (part, ctx) =>
    el(
      part.style === "ordered" ? "ol" : "ul",
      { class: `indent-${Math.min(8, part.indent ?? 0)}`, start: part.offset ? part.offset + 1 : null },
      part.elements.map((item) => el("li", {}, pieces(item.elements, ctx))),
    ),
};

const pieces = (list, ctx) =>
  (list ?? []).map((piece) => styled(piece.style ?? {}, (PIECES[piece.type] ?? PIECES.text)(piece, ctx)));

const PIECES = {
  text: (piece) => lines(piece.text ?? ""),
  link: (piece) => [link(piece.url, piece.text ?? piece.url)],
  emoji: (piece) => [emoji(piece.name) ?? `:${piece.name}:`],
  user: (piece, ctx) => [person(piece.user_id, ctx)],
  channel: (piece, ctx) => [channel(piece.channel_id, ctx)],
  broadcast: (piece) => [el("span", { class: "mention" }, `@${piece.range}`)],
  date: (piece, ctx) => inline(`<!date^${piece.timestamp}^${piece.format}|${piece.fallback ?? ""}>`, ctx),
  color: (piece) => [piece.value ?? ""],
};

const lines = (text) => text.split("\n").flatMap((line, index) => (index ? [el("br"), line] : [line]));

const STYLES = { bold: "strong", italic: "em", strike: "s", code: "code", underline: "u" };

function styled(style, nodes) {
  return Object.entries(STYLES).reduce((inner, [name, tag]) => (style[name] ? [el(tag, {}, inner)] : inner), nodes);
}
