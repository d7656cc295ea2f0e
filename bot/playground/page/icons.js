// The page's own icons, drawn as inline SVG; they are decoration, the words beside them say the same.

const SVG = "http://www.w3.org/2000/svg";
const PATHS = {
  hash: ["M9 4 7 20M17 4l-2 16M4.5 9h16M3.5 15h16"],
  lock: ["M6 11h12v9H6zM8.5 11V8a3.5 3.5 0 0 1 7 0v3"],
  eye: ["M3 12s3.4-6 9-6 9 6 9 6-3.4 6-9 6-9-6-9-6Z", "M4 4l16 16"],
  send: ["M5 12h13M12.5 6l6 6-6 6"],
  close: ["M6 6l12 12M18 6 6 18"],
  menu: ["M4 7h16M4 12h16M4 17h16"],
  more: ["M5.4 12h.2M11.9 12h.2M18.4 12h.2"],
  warning: ["M12 4 2.8 20h18.4zM12 10v4.5M12 17.4v.01"],
  info: ["M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17ZM12 11v5.5M12 7.6v.01"],
  done: ["M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17ZM8 12.3l2.8 2.8L16 9.6"],
  bolt: ["M13 3 5.5 13.5H11L10 21l8-11h-5.500z"],
  clock: ["M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17ZM12 7v5.2l3.4 2"],
  window: ["M13 5h6v6M19 5l-8 8M10 6H5v13h13v-5"],
  plus: ["M12 5v14M5 12h14"],
  check: ["M5 12.5 10 17.5 19.5 7"],
  chevron: ["M6.5 9.5 12 15l5.5-5.5"],
  down: ["M12 5v13M6 12.5l6 6 6-6"],
  sprout: ["M12 20v-8M12 13c0-4 3-6.5 8-6.5 0 4.5-3 6.5-8 6.5ZM12 15c0-3-2.4-5.3-7-5.3 0 3.6 2.4 5.3 7 5.3Z"],
  archive: ["M4 5h16v4H4zM5.5 9v10.5h13V9M10 13h4"],
  question: [
    "M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17ZM9.6 9.5a2.5 2.5 0 1 1 3.6 2.3c-.800.4-1.2 1-1.2 1.9M12 16.6v.01",
  ],
};

/** The icon of this name, as large as the text around it. */
export function icon(name) {
  const svg = document.createElementNS(SVG, "svg");
  for (const [key, value] of Object.entries({
    viewBox: "0 0 24 24",
    class: "icon",
    "aria-hidden": "true",
    focusable: "false",
  })) {
    svg.setAttribute(key, value);
  }
  for (const d of PATHS[name]) {
    const path = document.createElementNS(SVG, "path");
    path.setAttribute("d", d);
    svg.append(path);
  }
  return svg;
}
