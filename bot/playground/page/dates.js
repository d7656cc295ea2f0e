// Times as the chosen person reads them: Slack's date tokens, message times, and pickers in that person's zone.

const TOKEN =
  /\{(date_num|date_short_pretty|date_long_pretty|date_pretty|date_short|date_long|date|time_secs|time|ago)\}/g;
const HALF_A_YEAR = 183 * 86400;

/** Fills the tokens of `<!date^seconds^format^link|fallback>`; `now` is in seconds too. */
export function fillTokens(seconds, format, zone, now) {
  return format.replace(TOKEN, (_, token) => FILL[token](seconds, zone, now));
}

const FILL = {
  date_num: (at, zone) => dayKey(at, zone),
  date: (at, zone, now) => longDate(at, zone, now, false),
  date_short: (at, zone) => write(at, zone, { month: "short", day: "numeric", year: "numeric" }),
  date_long: (at, zone) => longDate(at, zone, null, true),
  date_pretty: (at, zone, now) => nearDay(at, zone, now) ?? FILL.date(at, zone, now),
  date_short_pretty: (at, zone, now) => nearDay(at, zone, now) ?? FILL.date_short(at, zone, now),
  date_long_pretty: (at, zone, now) => nearDay(at, zone, now) ?? FILL.date_long(at, zone, now),
  time: (at, zone) => clock(at, zone),
  time_secs: (at, zone) => clock(at, zone, true),
  ago: (at, zone, now) => ago(at, now),
};

function write(seconds, zone, options) {
  return new Intl.DateTimeFormat("en-US", { timeZone: zone, ...options }).format(seconds * 1000);
}

/** Whether this reader's browser counts hours to twelve; Slack asks the reader's settings. */
const twelveHours = new Intl.DateTimeFormat(undefined, { hour: "numeric" }).resolvedOptions().hour12;

/** The time of day, `14:03` or `2:03 PM`. */
export function clock(seconds, zone, withSeconds = false) {
  const cycle = twelveHours ? { hour: "numeric", hourCycle: "h12" } : { hour: "2-digit", hourCycle: "h23" };
  return write(seconds, zone, { ...cycle, minute: "2-digit", ...(withSeconds ? { second: "2-digit" } : {}) });
}

/** The local date, `2026-11-23`. */
export function dayKey(seconds, zone) {
  return new Intl.DateTimeFormat("en-CA", { timeZone: zone, year: "numeric", month: "2-digit", day: "2-digit" }).format(
    seconds * 1000,
  );
}

/** The heading above a day's messages: Today, Yesterday, or the weekday with its date. */
export function dayHeading(seconds, zone, now) {
  const near = nearDay(seconds, zone, now);
  return near
    ? near[0].toUpperCase() + near.slice(1)
    : write(seconds, zone, { weekday: "long", month: "long", day: "numeric" });
}

/** The full date and time, for tooltips. */
export const fullTime = (seconds, zone) =>
  `${longDate(seconds, zone, null, true)} at ${clock(seconds, zone, true)} (${zone})`;

/** Weekday and time now, for the person card. */
export const weekdayClock = (seconds, zone) => `${write(seconds, zone, { weekday: "short" })} ${clock(seconds, zone)}`;

function nearDay(seconds, zone, now) {
  const days = Math.round((Date.parse(dayKey(seconds, zone)) - Date.parse(dayKey(now, zone))) / 86400000);
  return { "-1": "yesterday", 0: "today", 1: "tomorrow" }[days] ?? null;
}

function longDate(seconds, zone, now, weekday) {
  const day = Number(write(seconds, zone, { day: "numeric" }));
  const start =
    (weekday ? `${write(seconds, zone, { weekday: "long" })}, ` : "") + write(seconds, zone, { month: "long" });
  const near = now !== null && Math.abs(seconds - now) < HALF_A_YEAR;
  return `${start} ${day}${ending(day)}${near ? "" : `, ${write(seconds, zone, { year: "numeric" })}`}`;
}

function ending(day) {
  if (day % 100 >= 11 && day % 100 <= 13) return "th";
  return { 1: "st", 2: "nd", 3: "rd" }[day % 10] ?? "th";
}

const STEPS = [
  [60, "second"],
  [3600, "minute"],
  [86400, "hour"],
  [30 * 86400, "day"],
  [365 * 86400, "month"],
  [Infinity, "year"],
];

function ago(seconds, now) {
  const distance = seconds - now;
  const index = STEPS.findIndex(([limit]) => Math.abs(distance) < limit);
  const unit = index === 0 ? 1 : STEPS[index - 1][0];
  return new Intl.RelativeTimeFormat("en", { numeric: "auto" }).format(Math.round(distance / unit), STEPS[index][1]);
}

/** Unix seconds → the value of a `datetime-local` field that shows the local time of this zone. */
export function toLocalField(seconds, zone) {
  const time = new Intl.DateTimeFormat("en-GB", {
    timeZone: zone,
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
  });
  return `${dayKey(seconds, zone)}T${time.format(seconds * 1000)}`;
}

/** The value of a `datetime-local` field in this zone → Unix seconds (the first of two after a clock change). */
export function fromLocalField(value, zone) {
  const wall = Date.parse(`${value}Z`) / 1000;
  const offset = (at) => Date.parse(`${toLocalField(at, zone)}Z`) / 1000 - Math.floor(at / 60) * 60;
  const guesses = [wall - offset(wall - 86400), wall - offset(wall + 86400)];
  return guesses.find((guess) => toLocalField(guess, zone) === value) ?? guesses[0];
}
