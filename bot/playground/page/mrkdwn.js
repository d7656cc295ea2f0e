// Slack's mrkdwn as DOM nodes: blocks of code, quotes, lists, and the marks inside a line.
import { fillTokens, fullTime } from "./dates.js";
import { el } from "./dom.js";
import { emoji } from "./emoji.js";

const INSIDE = (mark) => `((?:<[^<>\\n]+>|:[a-z0-9_+-]+:|[^${mark}<\\n])+?)`;
const pair = (mark, escaped = mark) =>
  `(?<![\\w${mark}])${escaped}(?=\\S)${INSIDE(mark)}(?<=\\S)${escaped}(?![\\w${mark}])`;
const MARKS = new RegExp(
  [
    "`([^`\\n]+)`",
    "<([^<>\\n]+)>",
    ":([a-z0-9_+'-]+(?:::skin-tone-\\d)?):",
    pair("*", "\\*"),
    pair("_"),
    pair("~"),
  ].join("|"),
);

/** The three characters that Slack escapes. */
export const unescape = (text) => text.replace(/&lt;/g, "<").replace(/&gt;/g, ">").replace(/&amp;/g, "&");

/** Only addresses that cannot run anything become links. */
export const safeAddress = (address) => (/^(https?:|mailto:|slack:)/i.test(address ?? "") ? address : null);

/** A link as the page opens it: a `slack://app…tab=home` address leads to the Home tab here. */
export function link(address, ...children) {
  const safe = safeAddress(address);
  if (!safe) return el("span", {}, ...children);
  if (/^slack:\/\/app\b/i.test(safe))
    return el("a", { href: /tab=messages/.test(safe) ? "#messages" : "#home" }, ...children);
  return el("a", { href: safe, target: "_blank", rel: "noopener noreferrer" }, ...children);
}

/** Plain text with its short-named emoji, as Slack shows `plain_text`. */
export function plain(text, withEmoji = true) {
  const words = unescape(text ?? "");
  return withEmoji ? words.replace(/:([a-z0-9_+'-]+):/g, (whole, name) => emoji(name) ?? whole) : words;
}

/** mrkdwn → nodes; `ctx` knows people, channels, zone and now. */
export function mrkdwn(text, ctx) {
  return text.split(/```\n?([\s\S]*?)\n?```/).flatMap((part, index) => {
    if (index % 2) return [el("pre", {}, el("code", {}, unescape(part)))];
    return part.trim() === "" && index ? [] : paragraphs(part.replace(index ? /^\n/ : /^$/, ""), ctx);
  });
}

function paragraphs(text, ctx) {
  const groups = [];
  for (const line of text.split("\n")) {
    const [kind, rest] = lineKind(line);
    const last = groups.at(-1);
    if (last?.kind === kind) last.lines.push(rest);
    else groups.push({ kind, lines: [rest] });
  }
  return groups.flatMap(({ kind, lines }, index) => SHOW[kind](lines, ctx, index === groups.length - 1));
}

function lineKind(line) {
  const quote = line.match(/^(?:&gt;|>)\s?(.*)$/);
  if (quote) return ["quote", quote[1]];
  const item = line.match(/^\s*[•◦]\s+(.*)$/);
  return item ? ["list", item[1]] : ["text", line];
}

const SHOW = {
  quote: (lines, ctx) => [el("blockquote", {}, joinLines(lines, ctx))],
  list: (lines, ctx) => [
    el(
      "ul",
      {},
      lines.map((line) => el("li", {}, inline(line, ctx))),
    ),
  ],
  text: (lines, ctx, last) => joinLines(last ? lines : trimEnd(lines), ctx),
};

const trimEnd = (lines) => (lines.length > 1 && lines.at(-1) === "" ? lines.slice(0, -1) : lines);

const joinLines = (lines, ctx) => lines.flatMap((line, index) => [...(index ? [el("br")] : []), ...inline(line, ctx)]);

/** The marks inside one line → nodes. */
export function inline(text, ctx) {
  const nodes = [];
  for (let rest = text; rest;) {
    const found = rest.match(MARKS);
    if (!found) return [...nodes, unescape(rest)];
    if (found.index) nodes.push(unescape(rest.slice(0, found.index)));
    nodes.push(mark(found, ctx, !nodes.length));
    rest = rest.slice(found.index + found[0].length);
  }
  return nodes;
}

function mark([whole, code, angle, short, bold, italic, strike], ctx, first) {
  if (code) return el("code", {}, unescape(code));
  if (angle) return angled(angle, ctx, first);
  if (short) return emoji(short) ?? whole;
  if (bold) return el("strong", {}, inline(bold, ctx));
  if (italic) return el("em", {}, inline(italic, ctx));
  return el("s", {}, inline(strike, ctx));
}

function angled(content, ctx, first) {
  const [target, ...labels] = content.split("|");
  const label = labels.join("|");
  if (/^@[UW]/.test(target)) return person(target.slice(1), ctx);
  if (target.startsWith("#C")) return channel(target.slice(1), ctx);
  if (target.startsWith("!date^")) return date(target, label, ctx, first);
  if (target.startsWith("!"))
    return el("span", { class: "mention" }, `@${target.slice(1).replace(/^subteam\^.*/, label || "group")}`);
  return link(unescape(target), unescape(label || target));
}

/** `<@U…>` → the person's name, marked when it is you. */
export function person(id, ctx) {
  return el("span", { class: id === ctx.me.id ? "mention mention-me" : "mention" }, `@${ctx.name(id)}`);
}

/** `<#C…>` → a way there, or the words Slack uses where the reader may not look. */
export function channel(id, ctx) {
  const found = ctx.channel(id);
  return found
    ? el("a", { class: "mention", href: `#${id}` }, `#${found.name}`)
    : el("span", { class: "mention" }, "a private channel");
}

function date(target, fallback, ctx, first) {
  const [, seconds, format = "{date} at {time}", address] = target.split("^");
  const at = Number(seconds);
  if (!Number.isFinite(at) || !seconds) return unescape(fallback || target);
  const filled = fillTokens(at, unescape(format), ctx.me.tz, ctx.now());
  const shown = first ? filled[0].toUpperCase() + filled.slice(1) : filled;
  const time = el("time", { datetime: new Date(at * 1000).toISOString(), title: fullTime(at, ctx.me.tz) }, shown);
  return address ? link(unescape(address), time) : time;
}
