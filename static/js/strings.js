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
  allDigits: "all digits",
  neighbours: "← → another step, ↑ ↓ another unit",
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
  openStep: "Open step",
  closeStep: "Close step",
  openedBy: "What one press of next brings, in an opened step",
  byStep: "by step",
  byOperation: "by operation",
  openedShow: "What stands beside the operations",
  showValues: "values",
  showNorms: "norms",
  showShapes: "shapes",
  openedLost: "The server could not open this step:",
  /** @param {number} t @param {number} unit */
  openedCaption: (t, unit) => `Step ${t}, unit ${unit} of each vector`,
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
  /** @param {number} first @param {number} last */
  brokenSteps: (first, last) => (first === last ? `∞ or NaN at t = ${first}` : `∞ or NaN at t = ${first} … ${last}`),
  /** @param {string} node @param {number} t @param {number} T */
  brokenFrom: (node, t, T) => (t < T ? `${node}: ∞ or NaN from t = ${t}` : `${node}: ∞ or NaN at t = ${t}`),
};

/** Keys and what they do, as the dialog lists them. @type {[string[], string][]} */
export const KEYS = [
  [["←", "→"], "move the playhead where they point"],
  [["Shift ←", "Shift →"], "ten steps at once"],
  [["Page Down", "Page Up"], "next and previous stop, also from a clicker"],
  [["Home", "End"], "first and last stop"],
  [["Space"], "play and pause"],
  [["+", "−", "0"], "fewer and more columns, as many as are legible"],
  [["O", "Enter"], "open the step into its operations"],
  [["F"], "present: the whole screen, larger"],
  [["B", "."], "blank the screen; any key returns"],
  [["Esc"], "close the step; leave the presentation; forget the chosen number"],
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
  if (token) parts[0] = `${pass}, step ${stop.t} of ${T}, token “${token}”.`;
  if (stop.kind === "forward" && target) parts.push(`The target is “${target}”.`);
  return parts.join(" ");
}

/** Steps, nodes and units in words, as the tree and the announcements tell them. */
export const told = {
  /** @param {string} name @param {string} mean @param {number} atLimit @param {number} size */
  gate: (name, mean, atLimit, size) =>
    `${capital(name)}: mean ${mean}${atLimit ? `, ${atLimit} of ${size} units at their limit` : ""}.`,
  /** @param {string} name @param {string} norm @param {{factor: string, larger: boolean} | null} compared @param {number} T */
  norm: (name, norm, compared, T) =>
    `Gradient norm of ${name} ${norm}${compared ? `, ${compared.factor} times ${compared.larger ? "larger" : "smaller"} than at step ${T}` : ""}.`,
  broken: "Here numbers left the finite range.",
  /** @param {string} name @param {number} T @param {number} nodes */
  net: (name, T, nodes) => `${name}: ${T} step${T === 1 ? "" : "s"}, ${nodes} node${nodes === 1 ? "" : "s"} each`,
  /** @param {number} t @param {string | null | undefined} token @param {string | null} loss */
  step: (t, token, loss) => `Step ${t}${token ? `, token “${token}”` : ""}${loss ? `, loss ${loss}` : ""}`,
  /** @param {string} mean @param {string} low @param {string} high */
  spread: (mean, low, high) => `mean ${mean}, from ${low} to ${high}`,
  /** @param {string} name @param {string | null} values @param {string | null} norm */
  node: (name, values, norm) =>
    `${capital(name)}${values ? `: ${values}` : ""}${norm ? `. Gradient norm ${norm}` : ""}`,
  /** @param {number} unit @param {string} value @param {string | null} gradient */
  unit: (unit, value, gradient) => `Unit ${unit}: ${value}${gradient ? `, gradient ${gradient}` : ""}`,
};

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
 * @param {boolean} isNumber false where the first one is not a number
 */
export function nonfiniteSentence({ firstNonfinite }, isNumber) {
  if (!firstNonfinite) return "";
  const { node, t, unit, pass } = firstNonfinite;
  const who = pass === "backward" ? `the gradient of ${node}` : node === "loss" ? "the loss" : node;
  const place = node === "loss" ? `t = ${t}` : `t = ${t}, unit ${unit + 1}`;
  return `Numbers left the finite range: ${who} became ${isNumber ? "infinite" : "not a number"} at ${place}, on the way ${pass}. Playing stops there; stepping goes on.`;
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

/** Of pasted numbers; each follows its place: “inputs, row 2, column 3: ”. */
export const pastedWords = {
  /** @param {string} cell */
  notNumber: (cell) => `“${cell.length > 40 ? `${cell.slice(0, 40)}…` : cell}” is not a number`,
  /** @param {string} cell */
  large: (cell) => `${cell} is too large for a number`,
  empty: "is empty; a whole row without numbers is a dash",
  /**
   * @param {number | undefined} has
   * @param {number} first
   * @param {number | undefined} needs
   */
  ragged: (has, first, needs) => `has ${has} number${has === 1 ? "" : "s"} but row ${first} has ${needs}`,
};

/** Of the set-up panel. */
export const setupWords = {
  title: "Set-up",
  more: "More …",
  close: "Close",
  library: "Library",
  own: "Own",
  source: "Source",
  editEquations: "Edit the equations",
  input: "Input x",
  sources: { sentence: "a sentence", numbers: "pasted numbers", none: "none" },
  readBy: { words: "words", characters: "characters", spaces: "what stands between spaces" },
  numbers: "Numbers",
  numbersHint: "A row a step; cells between tabs, commas or spaces. A dash alone: a step without input.",
  steps: "steps",
  vocabulary: "First in the vocabulary",
  vocabularyHint: "Words between spaces. Sentences that share it share their parameters.",
  targets: "Targets y",
  aims: {
    next: "the next token",
    nextRow: "the next row",
    end: "one label at the end",
    each: "one label a step",
    numbers: "numbers",
    none: "none",
  },
  label: "Label",
  labels: "Labels",
  labelsHint: "One a step, between spaces; a dash where there is none.",
  wantedHint: "A row a step; a dash alone: no target there.",
  loss: "Loss",
  losses: {
    softmax: "softmax cross-entropy",
    sigmoid: "binary cross-entropy",
    squared: "squared error",
    none: "none: forward only",
    own: "as the equations say",
  },
  lossByHand: "These equations are too different to rewrite by themselves: please write the loss in the equations.",
  lossRemoved: "The line of the loss was taken out of the equations.",
  rewritten: "These lines of the equations were rewritten:",
  sizes: "Sizes and parameters",
  initial: "Values before the first step",
  /** @param {string} name */
  initialOf: (name) => name,
  initialHint: "Zero where nothing stands; else a number for each unit.",
  given: "From the opened file",
  givenHint: "These are used as the file has them.",
  /** @param {string} key */
  remove: (key) => `Remove ${key}`,
  share: "Keep and share",
  copy: "Copy link",
  copied: "Copied",
  copyByHand: "Press Ctrl+C (⌘C) to copy this link:",
  save: "Save spec",
  open: "Open spec",
  openHint: "Or drop a spec file anywhere on the page.",
  /** @param {string} name */
  notSpec: (name) => `${name} is no spec: a spec is a JSON object with a net and its inputs or tokens.`,
  /** @param {string} name */
  tooLarge: (name) => `${name} is larger than 32 MB, the limit for a spec.`,
  summary: { numbers: "pasted numbers", none: "no input" },
};

/** Of the editor. */
export const editorWords = {
  /** @param {string} title */
  reset: (title) => `Back to ${title}`,
  names: "Names",
  functions: "Functions",
  /** @param {string} word */
  completes: (word) => `Tab writes ${word}`,
  leaves: "Tab leaves the editor; while a word is offered, Escape first.",
};

/**
 * @param {{kind: string, characters?: number}} address
 * @returns {string} why the address does not hold everything, or could not be followed
 */
export function addressSentence({ kind, characters }) {
  if (kind === "unreadable")
    return "This link cannot be read: it is cut off, or not from Unspool. What you see does not come from it.";
  if (kind === "absent")
    return "This link stands for a set-up too long for an address. Please ask for its file, and open it here.";
  if (kind === "long")
    return `This set-up is too long for a link (${Math.ceil((characters ?? 0) / 1000)} kB; 8 kB fit). Save it as a file to share it.`;
  return "";
}
