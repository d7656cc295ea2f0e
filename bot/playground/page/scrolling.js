// Keeps the newest message in sight, unless the reader has scrolled away from it.
import { state } from "./state.js";

export const column = document.getElementById("column");
const button = document.getElementById("newer");
let broughtTo = 0;

/** Starts listening to the scrolling of the column. */
export function startScrolling() {
  button.onclick = () => (toNewest(), column.focus());
  new ResizeObserver(() => state.place !== "home" && following() && toNewest()).observe(column);
  column.onscroll = () => offerNewest(newestIsBelow());
}

/** Whether the reader is at the end, or still where the page last brought them. */
export function following() {
  const atEnd = column.scrollHeight - column.scrollTop - column.clientHeight < 80;
  return atEnd || Math.abs(column.scrollTop - broughtTo) < 2;
}

/** From now on what comes is followed again: the reader has just said something. */
export function followAgain() {
  broughtTo = column.scrollTop;
}

/** Goes to the end, but not past the beginning of the newest message: a long one is read from its top. */
export function toNewest() {
  column.scrollTop = Math.min(newestTop() - 2, column.scrollHeight);
  broughtTo = column.scrollTop;
}

/** Whether the newest message begins below what is in sight. */
export const newestIsBelow = () => state.place !== "home" && newestTop() > column.scrollTop + column.clientHeight - 24;

/** Shows or hides the way to the newest message. */
export function offerNewest(shown) {
  button.hidden = !shown;
}

function newestTop() {
  const newest = column.querySelector(".messages > :last-child");
  return newest ? newest.getBoundingClientRect().top - column.getBoundingClientRect().top + column.scrollTop : 0;
}
