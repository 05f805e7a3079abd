/**
 * The words of truncation and clipping, and what the ledger's text says of them.
 *
 * @import {Piece} from "#app/gradient.js"
 */

import { count } from "#app/words/count.js";

export const truncationWords = {
  title: "Truncated",
  stages: "Stages",
  stagesTitle: "Each loss goes back so many steps, its own among them",
  /** @param {number} stages @param {number} T */
  goesBack: (stages, T) =>
    stages >= T
      ? "∞: each loss goes back to the first step"
      : `Each loss goes back ${count(stages)} ${stages === 1 ? "step: its own" : "steps"}`,
  /** @param {number} most */
  tooLong: (most) =>
    `Stages are for runs of up to ${count(most)} steps: every loss has to go back by itself. Scissors cut runs of any length.`,
  scissors: "Scissors",
  between: "before step",
  edge: "which edge",
  everyEdge: "every state",
  cut: "Cut",
  mark: "✕",
  join: "Join",
  every: "after every",
  steps: "steps",
  chop: "Chop",
  tool: "In the picture",
  toolTitle: "Click between two columns of the graph to cut or to join there",
  /** @param {string} edges @param {number} before */
  cutAt: (edges, before) => `${count(before - 1)} | ${count(before)}${edges ? ` ${edges}` : ""}`,
  /** @param {string} said */
  rejoin: (said) => `Join again: ${said}`,
  joinAll: "Join all",
  cuts: "Cuts",
  noEdge: "This net reads nothing of its own other steps: there is no delay edge to cut.",
  /** @param {string} number @param {number | null} end the last step that the gradient comes to @param {boolean} isBack */
  lost: (number, end = null, isBack = true) =>
    `lost: it was ${number}${end === null ? "" : `, cut at ${boundary(end, isBack)}`}`,
  /** @param {number} t @param {number} end @param {boolean} isBack @param {number | null} stages */
  ends: (t, end, isBack, stages) =>
    `${stages === null ? "Scissors" : count(stages) + (stages === 1 ? " stage" : " stages")} end this path at ${boundary(end, isBack)}: the loss at ${count(t)} is felt ${isBack ? "back" : "on"} to step ${count(end)} and no further.`,
  /** @param {number} t @param {number} k @param {number | null} stages */
  lostChecked: (t, k, stages) =>
    `What is left of this cell is 0: the copy at ${count(k)} moves, what passes the cut is held at its value (${stages === null ? "detach" : `detach, or ${count(stages)} ${stages === 1 ? "stage" : "stages"} from the loss`}), and the loss at ${count(t)} must not move.`,
  /** @param {string} number */
  uncutChecked: (number) => `In the whole gradient it was ${number}: the same copy moves, and nothing is held.`,
  /** @param {string} path */
  uncut: (path) => `Without the cut: ${path[0].toLowerCase()}${path.slice(1)}`,
  forward: "The forward pass is the same; hatched cells are lost.",
  off: "What is left of the gradient",
  /** In the corner, against the whole gradient. @param {string} percent @param {string} angle */
  left: (percent, angle) => [`length ${percent}`, ...(angle ? [`turned ${angle}`] : [])],
  columns: { angle: "angle", size: "length", error: "error" },
  columnTitles: {
    angle: "Between what is left and the whole gradient",
    size: "Of what is left, against the whole gradient",
    error: "Length of the difference, against the whole gradient",
  },
  all: "all parameters",
  unknown: "–",
  noNumber: "The whole gradient is zero or not finite: nothing can be measured against it.",
  /** @param {string} norm @param {string} full */
  lengths: (norm, full) => `‖left‖ = ${norm} of ‖whole‖ = ${full}`,
  curve: "How far off, by number of stages",
  /** @param {string} name */
  curveHeard: (name) => `Error and angle of the gradient of ${name} for every number of stages`,
  curveEnds: { error: "error", angle: "angle" },
};

/** Between which steps. @param {number} end @param {boolean} isBack */
function boundary(end, isBack) {
  return isBack ? `${count(end - 1)} | ${count(end)}` : `${count(end)} | ${count(end + 1)}`;
}

export const clippingWords = {
  title: "Clipped",
  how: { none: "not", norm: "by norm", value: "by value" },
  howTitles: {
    none: "The gradient as it is",
    norm: "All parameters together, shortened to this length; the direction stays",
    value: "Every entry by itself, into ± this number; the direction turns",
  },
  at: "at",
  step: "The step that is taken",
  before: "length before",
  after: "length after",
  factor: "everything times",
  touched: "entries changed",
  angle: "turned by",
  /** @param {number} touched @param {number} entries */
  of: (touched, entries) => `${count(touched)} of ${count(entries)}`,
  note: {
    norm: "Over all parameters together, as clip_grad_norm_: a cell is multiplied by the same number as every other, so the ledger keeps its pattern and the step its direction.",
    value:
      "As clip_grad_value_: each entry of a cell is scaled as its sum was, so that they still add up. Large entries lose most: the step turns.",
  },
  untouched: "Nothing is as large as this: the gradient stays as it is.",
  notFinite: {
    norm: "Its length is not finite: clipped by norm, finite entries become 0 and infinite ones NaN. Clipping cannot save this step.",
    value: "Its length is not finite: clipped by value, infinities become ± the threshold, and NaN stays NaN.",
  },
};

export const codeWords = {
  title: "PyTorch that makes this gradient",
  copy: "Copy",
  copied: "Copied",
  file: "Its numbers come from run.safetensors, which “Take it along” (E) writes.",
};

/** @type {Piece[][]} */
export const truncationText = [
  [
    "Truncation. Going back to the first step costs as many stages as there are steps, so people stop earlier, in two ways that share a name. ",
    { say: "Three stages", to: { laid: { stages: 3 } } },
    ": each loss goes back three steps, a band along the diagonal is left. ",
    { say: "Scissors", to: { laid: { stages: null }, snip: "middle" } },
    " on the delay edges (detach): the sequence falls into pieces, and the ledger into blocks. A loss right after a cut then remembers nothing, one at the end of a piece all of it. ",
    { say: "All of it", to: { laid: { stages: null }, snip: "none" } },
    " again.",
  ],
  [
    "What people get wrong: the values and the losses do not change, the state still carries everything forward; only what the parameters hear is cut. And a gradient that is hardly shorter may still point elsewhere: look at the angle.",
  ],
  [
    "Clipping shortens a step that would be too long. ",
    { say: "By norm", to: (answer) => ({ laid: { clip: { by: "norm", at: half(answer.message.norm_all) } } }) },
    " it keeps its direction, over all parameters together; ",
    { say: "by value", to: (answer) => ({ laid: { clip: { by: "value", at: half(answer.message.largest_all) } } }) },
    " each entry is cut by itself, and the step turns. Neither brings back what had vanished, and neither makes a number of what is not one. ",
    { say: "Not clipped", to: { laid: { clip: null } } },
    ".",
  ],
];

/** Half as large; 1 where it has no size. @param {unknown} size */
function half(size) {
  const known = Number(size);
  return Number.isFinite(known) && known > 0 ? Number((known / 2).toPrecision(2)) : 1;
}
