"""The browser for the page tests, and the JavaScript with which they measure the page."""

import os
import shutil

import pytest

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
OVERFLOW_PX = "document.documentElement.scrollWidth - innerWidth"
BOX = "(node) => node.getBoundingClientRect().toJSON()"
LOW_CONTRAST_TEXTS = """() => {
  const numbers = (colour) => colour.match(/[\\d.]+/g).map(Number);
  const luminance = (colour) => numbers(colour).slice(0, 3).map((part) => part / 255)
    .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4))
    .reduce((sum, part, at) => sum + part * [0.2126, 0.7152, 0.0722][at], 0);
  const background = (node) => {
    const colour = getComputedStyle(node).backgroundColor;
    return numbers(colour)[3] === 0 && node.parentElement ? background(node.parentElement) : colour;
  };
  const contrast = (node) => {
    const colours = [getComputedStyle(node).color, background(node)];
    const [high, low] = colours.map(luminance).sort((one, other) => other - one);
    return (high + 0.05) / (low + 0.05);
  };
  const words = (node) => [...node.childNodes].some((child) => child.nodeType === 3 && child.data.trim());
  return [...document.querySelectorAll("body *")]
    .filter((node) => words(node) && node.checkVisibility() && !node.closest(".unseen, script, noscript"))
    .filter((node) => contrast(node) < 4.5)
    .map((node) => `${node.className}: ${node.textContent.slice(0, 40)} ${contrast(node).toFixed(2)}`);
}"""
"""Returns all texts with a contrast below 4.5, the limit of WCAG level AA."""


def found_browser():
    """Return the path of a browser, or None; fails the test if there is none in CI."""
    path = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)
    if path is None and os.environ.get("CI"):
        pytest.fail("CI is set, but there is no chromium: install it, or name it in CHROMIUM.")
    return path
