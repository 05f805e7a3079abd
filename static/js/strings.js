/**
 * Every sentence and word of the page, in one place, so that it can be translated. Numbers come in as they are shown.
 *
 * @import {Connection, Plan, Run, Stop} from "#app/types.js"
 */

export const words = {
  target: "target",
  loss: "loss",
  input: "input",
  roles: { gate: "gate", state: "state", output: "output", hidden: "hidden" },
  parameterRoles: { input: "input", recurrent: "recurrent", output: "output", bias: "bias", other: "other" },
  net: "Net",
  ownNet: "your own equations",
  sentence: "Sentence",
  by: "read by",
  byWords: "words",
  byCharacters: "characters",
  seed: "seed",
  scale: "scale",
  /** @param {string} name */
  size: (name) => `size of ${name}`,
  equations: "Equations",
  edit: "Edit",
  editHint: "Write your own: one equation a line. A bare name is its value at this step, h[t-1] one step earlier.",
  done: "Done",
  setUp: "Set up",
  foldedGraph: "Folded graph",
  foldedHint: "■ keeps a value for one step",
  parameters: "Parameters",
  shownAs: "Colours",
  curve: "Gradient norm of",
  lanes: "Lanes show",
  lanesValues: "values",
  lanesGradients: "gradients",
  answer: "This number",
  noCell: "Click any cell to ask about its number, or choose one here.",
  node: "node",
  step: "step",
  unit: "unit",
  value: "value",
  gradient: "gradient",
  shape: "shape",
  notReached: "not reached yet",
  stage: "The unfolded graph: arrow keys move the playhead, Space plays",
  transport: "Transport",
  first: "First stop",
  previous: "Previous stop",
  next: "Next stop",
  last: "Last stop",
  play: "Play",
  pause: "Pause",
  speed: "Speed",
  forward: "forward",
  backward: "backward",
  position: "Position in the run",
  nothing: "No steps: write a sentence above.",
  tryNow: "Try now",
  waiting: "Asking the server …",
  noBackward: "This net has no loss: there is no backward pass.",
  broken: "Not a finite number. It has a colour of its own and a cross on the stage.",
  markBest: "most probable output",
  markAim: "the target’s place among the outputs",
  markBack: "gradient flowing back, wider where larger",
  markGiven: "value before the first step, given",
  notYetBackward: "appears on the way back",
  present: "Present",
  leave: "Leave presentation",
  keys: "Keys",
  keysHint: "Letters and signs work while the graph has the focus: click it, or press Tab until it is framed.",
  close: "Close",
  blank: "Blank screen. Any key returns.",
  zoom: "Zoom",
  zoomIn: "Fewer, wider steps",
  zoomOut: "More, narrower steps",
  zoomUsual: "As many steps as are legible",
  tree: "The graph as a tree",
};

/** Keys and what they do, as the dialog lists them. @type {[string[], string][]} */
export const KEYS = [
  [["←", "→"], "move the playhead where they point"],
  [["Shift ←", "Shift →"], "ten steps at once"],
  [["Page Down", "Page Up"], "next and previous stop, also from a clicker"],
  [["Home", "End"], "first and last stop"],
  [["Space"], "play and pause"],
  [["+", "−", "0"], "fewer and more columns, as many as are legible"],
  [["F"], "present: the whole screen, larger"],
  [["B", "."], "blank the screen; any key returns"],
  [["Esc"], "leave the presentation; forget the chosen number"],
  [["?"], "this list"],
];

/**
 * The current stop as a sentence.
 *
 * @param {Plan} plan
 * @param {Stop} stop
 * @param {string} loss
 */
export function stopSentence({ T, tokens, target_tokens }, stop, loss) {
  if (stop.kind === "loss") return `Loss. The sum over all steps is ${loss}.`;
  if (stop.kind === "gradients") return "The parameters’ gradients are complete.";
  const pass = stop.walks > 1 ? `${capital(stop.kind)} pass ${stop.walk + 1} of ${stop.walks}` : capital(stop.kind);
  const token = tokens?.[stop.t - 1];
  const target = target_tokens?.[stop.t - 1];
  const parts = [`${pass}, step ${stop.t} of ${T}.`];
  if (token) parts.push(`x is “${token}”.`);
  if (stop.kind === "forward" && target) parts.push(`The target is “${target}”.`);
  return parts.join(" ");
}

/**
 * The same, short, beside the transport.
 *
 * @param {Stop} stop
 * @param {number} T
 * @param {string} loss
 */
export function stopName(stop, T, loss) {
  if (stop.kind === "loss") return `loss = ${loss}`;
  if (stop.kind === "gradients") return "all gradients";
  return `t = ${stop.t} of ${T}`;
}

/** @param {Stop} stop */
export function passName({ walk, walks }) {
  return walks > 1 ? `pass ${walk + 1} of ${walks}` : "";
}

/** @param {Connection} connection */
export function connectionSentence(connection) {
  if (connection.kind !== "away") return "";
  const { seconds } = connection;
  return `The server is away. What you see stays; trying again in ${seconds} second${seconds === 1 ? "" : "s"}.`;
}

/**
 * @param {Run} run
 */
export function nonfiniteSentence({ firstNonfinite }) {
  if (!firstNonfinite) return "";
  const { node, t, unit, pass } = firstNonfinite;
  return `Numbers left the finite range first in ${node}, step ${t}, unit ${unit + 1}, on the way ${pass}.`;
}

/**
 * @param {Plan} plan
 * @param {Stop} stop
 */
export function title(plan, stop) {
  const place = stop.t ? `${stop.kind}, t = ${stop.t} of ${plan.T}` : stop.kind;
  return `${place} · ${plan.net.title ?? plan.net.name ?? words.ownNet} · Unspool`;
}

/** @param {string} word */
function capital(word) {
  return word[0].toUpperCase() + word.slice(1);
}
