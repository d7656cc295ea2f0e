// Block Kit's confirmation dialog: a question before an element acts.
import { el, freshId } from "./dom.js";
import { mrkdwn, plain } from "./mrkdwn.js";
import { closePicker } from "./people.js";

/** Asks; resolves to whether the person agreed. Esc is a no. */
export function confirmed(question, ctx) {
  const { promise, resolve } = Promise.withResolvers?.() ?? withResolvers();
  const [title, words] = [freshId("ask"), freshId("ask-text")];
  const dialog = el("dialog", {
    class: "ask",
    role: "alertdialog",
    "aria-labelledby": title,
    "aria-describedby": words,
  });
  const answer = (yes) => () => (dialog.close(), resolve(yes));
  const text = question.text.type === "mrkdwn" ? mrkdwn(question.text.text, ctx) : plain(question.text.text);
  dialog.append(
    el("h2", { id: title }, plain(question.title.text)),
    el("div", { id: words, class: "words" }, text),
    el(
      "div",
      { class: "ask-answers" },
      el("button", { type: "button", class: "button", onclick: answer(false) }, plain(question.deny?.text ?? "Cancel")),
      el(
        "button",
        {
          type: "button",
          class: `button ${question.style === "danger" ? "danger" : "primary"}`,
          onclick: answer(true),
        },
        plain(question.confirm?.text ?? "Yes"),
      ),
    ),
  );
  dialog.onclose = () => (dialog.remove(), resolve(false));
  document.body.append(dialog);
  closePicker();
  dialog.showModal();
  return promise;
}

function withResolvers() {
  const parts = {};
  parts.promise = new Promise((resolve) => (parts.resolve = resolve));
  return parts;
}
