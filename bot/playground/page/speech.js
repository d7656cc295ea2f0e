// What a screen reader is told of blocks and texts: line by line, pictures by their description.
const SILENT = ".button, .menu-place, .block-actions, .field, fieldset, input, select, textarea, [aria-hidden]";
const ENDS_LINE = "br, p, div, li, h1, h2, h3, h4, h5, h6, hr, ul, ol, pre, blockquote, figure, figcaption, img, .words";
/** Bars and boxes drawn with characters: read one by one, they tell nothing. */
const DRAWN = /[\u2580-\u25ff]+/g;
const EDGES = /^[\s·]+|[\s·]+$/g;
const MOST = 1200;

/** The words in these nodes as lines, each ending like a sentence; of very much, the first lines. */
export function spoken(nodes) {
  const lines = [""];
  for (const node of nodes) collect(node, lines);
  return sentences(lines.map((line) => line.replace(DRAWN, "").replace(/\s+/g, " ").replace(EDGES, "")).filter(Boolean));
}

/** Lines as one text with a stop between any two. */
export function sentences(lines) {
  let text = "";
  for (const line of lines) {
    if (text && text.length + line.length > MOST) break;
    text += text ? `${/[.!?:…]$/.test(text) ? " " : ". "}${line}` : line;
  }
  return text;
}

function collect(node, lines) {
  if (typeof node === "string" || node.nodeType === Node.TEXT_NODE) return say(node.data ?? node, lines);
  if (node.nodeType !== Node.ELEMENT_NODE || node.matches(SILENT)) return;
  const apart = node.matches(ENDS_LINE);
  if (apart) lines.push("");
  if (node.tagName === "IMG") say(node.alt, lines);
  for (const child of node.childNodes) collect(child, lines);
  if (apart) lines.push("");
}

const say = (words, lines) => (lines[lines.length - 1] += words);
