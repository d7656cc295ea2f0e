// Tells screen readers what has just appeared, politely; inside an open window where the page behind it is silent.

/** Says these words once. */
export function announce(words) {
  const region = document.querySelector("dialog[open] [aria-live=polite]") ?? document.getElementById("said");
  if (region) region.textContent = region.textContent === words ? `${words} ` : words;
}
