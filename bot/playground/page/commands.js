// Which slash commands and which of their words fit what has been typed so far.

/** The plain words of a usage hint such as `[lower | upper | daily 15:00]`. */
export function hintWords({ usage_hint: hint = "" }) {
  if (!hint.includes("|")) return [];
  return hint
    .replace(/^\s*\[|\]\s*$/g, "")
    .split("|")
    .map((word) => word.trim())
    .filter((word) => /^[\w:.-]+( [\w:.-]+)*$/.test(word));
}

/** Suggestions `{text, hint, about}` for what is in the composer. */
export function suggestions(typed, commands) {
  if (!typed.startsWith("/") || typed.includes("\n")) return [];
  const [name] = typed.split(" ");
  if (typed === name) return commands.filter(({ command }) => command.startsWith(name.toLowerCase())).map(whole);
  const command = commands.find((known) => known.command === name.toLowerCase());
  return command ? wordsAfter(command, typed) : [];
}

const whole = ({ command, usage_hint: hint, description }) => ({
  text: command,
  hint: hint ?? "",
  about: description ?? "",
});

function wordsAfter(command, typed) {
  const start = typed
    .slice(command.command.length + 1)
    .trimStart()
    .toLowerCase();
  const fitting = hintWords(command).filter((word) => word.startsWith(start) && word !== start);
  return fitting.map((word) => ({ text: `${command.command} ${word}`, hint: "", about: "" }));
}
