// Where the focus goes in a window: into it when it opens, and back to the same button after its content was replaced.

const FIELDS = "[data-action]:is(input, select, textarea), [data-action] input";
let last = null;

/** Remembers which button or field is focused. */
export function noteFocus({ target }) {
  last = { button: target.dataset?.button, action: target.closest("[data-action]")?.dataset.action };
}

/** Focuses what one wants first: the marked field, the first field, the main button, or the window itself. */
export function focusFirst(form) {
  const marked = form.querySelector("[data-focus]");
  const target = marked ?? form.querySelector(`.modal-body :is(${FIELDS})`) ?? mainButton(form) ?? form.querySelector("button");
  target.focus();
}

const mainButton = (form) =>
  form.querySelector(".modal-body .button.primary") ?? form.querySelector(".modal-body .blocks .button") ?? form.querySelector(".modal-foot .primary");

/** If the focused thing has gone, focuses its successor in the same form: same action, else the main button. */
export function keepFocus(form) {
  if (form.contains(document.activeElement) || document.querySelector("dialog.ask[open]")) return;
  const [button, action] = [last?.button, last?.action].map((id) => id && CSS.escape(id));
  const twin = (button && form.querySelector(`[data-button="${button}"]`)) || (action && form.querySelector(`[data-action="${action}"]`));
  (twin || mainButton(form) || form.querySelector("button")).focus();
}
