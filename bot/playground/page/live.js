// The live connection to the playground's server; it comes back by itself and then loads everything again.
import { asPerson, everything } from "./verbs.js";

const FIRST_WAIT = 400;
const LONGEST_WAIT = 8000;

/** Keeps `onState` and `onEvent` told for this person; `onLink` hears whether the line is open. */
export function stayConnected(user, { onState, onEvent, onLink }) {
  let wait = FIRST_WAIT;
  const open = () => {
    const scheme = location.protocol === "https:" ? "wss" : "ws";
    const socket = new WebSocket(`${scheme}://${location.host}/page/live${asPerson(user)}`);
    const early = [];
    let hear = (event) => early.push(event);
    socket.onmessage = ({ data }) => hear(JSON.parse(data));
    socket.onopen = async () => {
      wait = FIRST_WAIT;
      try {
        onState(await everything(user));
      } catch (problem) {
        return (onLink(false, problem.message), socket.close());
      }
      onLink(true);
      early.forEach(onEvent);
      hear = onEvent;
    };
    socket.onclose = () => {
      onLink(false);
      setTimeout(open, wait);
      wait = Math.min(LONGEST_WAIT, wait * 2);
    };
  };
  open();
}
