// The markdown block, its common part: headings, lists, quotes, code, emphasis, links.
import { el } from "./dom.js";
import { link, plain } from "./mrkdwn.js";

const MARKS =
  /`([^`\n]+)`|\[([^\]\n]+)\]\(([^)\s]+)\)|\*\*(\S(?:.*?\S)?)\*\*|(?<!\w)[*_](\S(?:.*?\S)?)[*_](?!\w)|~~(\S(?:.*?\S)?)~~/;

/** Markdown → nodes. */
export function markdown(text) {
  return text
    .split(/```\w*\n?([\s\S]*?)\n?```/)
    .flatMap((part, index) => (index % 2 ? [el("pre", {}, el("code", {}, part))] : paragraphs(part)));
}

function paragraphs(text) {
  const groups = [];
  for (const line of text.split("\n")) {
    const [kind, rest, level] = lineKind(line);
    const last = groups.at(-1);
    if (last?.kind === kind && kind !== "heading") last.lines.push(rest);
    else groups.push({ kind, level, lines: [rest] });
  }
  return groups.flatMap((group) => SHOW[group.kind](group));
}

function lineKind(line) {
  const heading = line.match(/^(#{1,6})\s+(.*)$/);
  if (heading) return ["heading", heading[2], heading[1].length];
  const [, bullet, number, quote] = line.match(/^\s*(?:[-*+]\s+(.*)|\d+[.)]\s+(.*)|>\s?(.*))$/) ?? [];
  if (bullet !== undefined) return ["bullets", bullet];
  if (number !== undefined) return ["numbers", number];
  if (quote !== undefined) return ["quote", quote];
  return line.trim() ? ["text", line] : ["blank", ""];
}

const items = (lines) => lines.map((line) => el("li", {}, inline(line)));
const broken = (lines) => lines.flatMap((line, index) => [index ? el("br") : "", ...inline(line)]);

const SHOW = {
  heading: ({ lines, level }) => [el(`h${Math.min(6, level + 2)}`, {}, inline(lines[0]))],
  bullets: ({ lines }) => [el("ul", {}, items(lines))],
  numbers: ({ lines }) => [el("ol", {}, items(lines))],
  quote: ({ lines }) => [el("blockquote", {}, broken(lines))],
  text: ({ lines }) => [el("p", {}, broken(lines))],
  blank: () => [],
};

function inline(text) {
  const found = text.match(MARKS);
  if (!found) return [plain(text)];
  const rest = text.slice(found.index + found[0].length);
  return [plain(text.slice(0, found.index)), mark(found), ...inline(rest)];
}

function mark([, code, label, address, bold, italic, strike]) {
  if (code) return el("code", {}, code);
  if (label) return link(address, ...inline(label));
  if (bold) return el("strong", {}, inline(bold));
  return italic ? el("em", {}, inline(italic)) : el("s", {}, inline(strike));
}
