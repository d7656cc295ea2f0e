// What this window knows of the workspace, and how the server's live events change it.

export const state = {
  ready: false,
  linked: false,
  connected: false,
  team: null,
  workspaces: [],
  install_url: null,
  app: null,
  me: null,
  people: [],
  channels: [],
  messages: {},
  views: [],
  home: null,
  problems: [],
  can_jump: false,
  clockAhead: 0,
  unread: new Set(),
  place: "",
};

const listeners = [];
let waiting = false;

/** Calls `listener` soon after every change, once for many. */
export const onChange = (listener) => listeners.push(listener);

/** Says that the state has changed. */
export function changed() {
  if (waiting) return;
  waiting = true;
  queueMicrotask(() => {
    waiting = false;
    for (const listener of listeners) listener();
  });
}

/** The workspace's time in Unix seconds; it runs ahead of the computer's after a jump. */
export const now = () => Date.now() / 1000 + state.clockAhead;

/** Takes over everything from `/page/state`. */
export function replaceAll(fresh) {
  const { me, problems = [], now: serverNow, note: _, ...rest } = fresh;
  const seen = new Set(state.problems.map(problemKey));
  const late = problems.filter((problem) => state.ready && !seen.has(problemKey(problem)));
  Object.assign(state, rest, { me: fresh.people.find(({ id }) => id === me), problems: [...state.problems, ...late] });
  setClock(serverNow);
  state.ready = true;
  changed();
}

const setClock = (serverNow) => (state.clockAhead = serverNow - Date.now() / 1000);

/** Applies one live event; returns it when a person may want to hear of it. */
export function apply(event) {
  APPLY[event.type]?.(event);
  changed();
}

const APPLY = {
  message: ({ message }) => {
    keep(message);
    if (message.channel !== state.place) state.unread.add(message.channel);
  },
  message_changed: ({ message }) => keep(message),
  message_deleted: ({ channel, ts }) => {
    state.messages[channel] = (state.messages[channel] ?? []).filter((message) => message.ts !== ts);
  },
  views: ({ views }) => (state.views = views),
  home: ({ view }) => (state.home = view),
  people: ({ people }) => {
    state.people = people;
    state.me = people.find(({ id }) => id === state.me.id);
  },
  channels: ({ channels }) => (state.channels = channels),
  connected: ({ connected }) => (state.connected = connected),
  clock: ({ now: serverNow }) => setClock(serverNow),
  problem: ({ problem }) => addProblem(problem.text, problem.at),
};

function keep(message) {
  const others = (state.messages[message.channel] ?? []).filter(({ ts }) => ts !== message.ts);
  state.messages[message.channel] = [...others, message].sort((one, other) => Number(one.ts) - Number(other.ts));
}

const problemKey = ({ at, text }) => `${Math.round(at)} ${text}`;

/** Shows a red line; the same words within three seconds are one problem. */
export function addProblem(text, at = now()) {
  const twin = state.problems.find((problem) => problem.text === text && Math.abs(problem.at - at) < 3);
  if (!twin) state.problems = [...state.problems, { text, at, heard: performance.now() }];
  changed();
}

/** Takes a red line away. */
export function dismissProblem(problem) {
  problem.gone = true;
  changed();
}

/** What somebody is called here; the app goes by its own name. */
export const nameOf = (id) =>
  id === state.app.user ? state.app.name : (state.people.find((person) => person.id === id)?.name ?? id);

/** The channel where a newcomer begins: the first one that the app is in, or the first one of all. */
export const firstChannel = () => {
  const channels = state.channels.filter(({ direct }) => !direct);
  return channels.find(({ members }) => members.includes(state.app.user)) ?? channels[0];
};

/** The channel with the app: its Messages tab. */
export const directMessages = () => state.channels.find(({ direct }) => direct);

/** The channel that is open, also when it is the app's Messages tab. */
export function openChannel() {
  const place = state.place === "messages" ? directMessages()?.id : state.place;
  return state.channels.find(({ id }) => id === place);
}
