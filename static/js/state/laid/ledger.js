/**
 * The ledger: a cell for every (loss at t, copy at k). What it asks, and what of it a link may set.
 *
 * @import {Plan} from "#app/types.js"
 * @import {Laid, LaidKind} from "#app/gradient.js"
 */

import { delayEdges } from "#app/state/laid/scissors.js";
import { backward, isOpen, spread } from "#app/state/laid/spread.js";
import { shelf } from "#app/state/once.js";
import { usersOf } from "#app/state/shares.js";

export const MEASURES = /** @type {const} */ (["along", "norms", "entry"]);

const MOST = 480; // steps of a window
const MEMORY = 240e6; // bytes that the cells of an answer may take while it is made
const WORK = 1.2e6; // losses, times the steps that each goes back: a second or two

/** @type {LaidKind} */
export const ledger = {
  fields: {
    measure: (measure) => MEASURES.includes(measure),
    entry: (entry) =>
      entry === null ||
      (Array.isArray(entry) && entry.length <= 2 && entry.every((at) => Number.isInteger(at) && at >= 0)),
    stages: (stages) => stages === null || (Number.isInteger(stages) && stages >= 1 && stages <= 1e6),
    clip: (clip) => clip === null || (["norm", "value"].includes(clip?.by) && clip.at > 0 && Number.isFinite(clip.at)),
    edge: (edge) => edge === null || typeof edge === "string", // whose scissors: h[t-1]; null: every state's
    tool: (isOut) => typeof isOut === "boolean", // the scissors are out: a click between two columns cuts
    torch: (isOpen) => typeof isOpen === "boolean", // the PyTorch code is shown
  },
  copy: copyHeard,
  isAhead: true, // of a run its picture needs no more than where the losses are
  drawsBoth: true,
  most: (plan, laid) => mostSteps(plan, laid),
  question: ({ plan, laid, window, place, hasLoss, checking }) => {
    const parameter = parameterOf(plan, laid.parameter);
    const losses = window && lossesFor(window, place, hasLoss);
    const isOutside = losses && !(isWithin(losses, place.t) && isWithin([window.first, window.last], place.k)); // asked for on its own
    return {
      ...(parameter ? { parameter: parameter.name } : {}),
      ...(losses ? { losses, copies: [window.first, window.last] } : {}),
      ...(laid.measure === "entry" && parameter ? { entry: entryIn(laid, parameter.shape) } : {}),
      ...truncating(laid, plan),
      ...(laid.torch ? { torch: true } : {}),
      ...(checking || isOutside ? { cell: [place.t, place.k] } : {}),
      ...(checking ? { check: true } : {}),
    };
  },
};

/**
 * The chosen entry; the first one where a parameter of another shape was chosen since.
 *
 * @param {Laid} laid
 * @param {number[]} shape
 * @returns {number[]}
 */
export function entryIn({ entry }, shape) {
  const at = /** @type {number[] | null | undefined} */ (entry);
  const isThere = at?.length === shape.length && at.every((one, axis) => one < shape[axis]);
  return isThere ? at : shape.map(() => 0);
}

/**
 * The chosen parameter; where the net has no such one, the first recurrent matrix, or the first of all.
 *
 * @param {Plan} plan
 * @param {string | null | undefined} wanted
 */
export function parameterOf({ parameters }, wanted) {
  const found = parameters.find(({ name }) => name === wanted) ?? parameters.find(({ role }) => role === "recurrent");
  return found ?? parameters[0];
}

/**
 * How many steps a question may be about, so that its answer comes soon and stays within the server's memory.
 *
 * @param {Plan} plan
 * @param {Laid} laid
 */
function mostSteps(plan, laid) {
  const { T, backward } = plan;
  const parameter = parameterOf(plan, laid.parameter);
  const uses = backward?.uses.filter((use) => use.parameter === parameter?.name).length ?? 1;
  const ledgers = "before" in truncating(laid, plan) ? 2 : 1;
  const kept = MEMORY / (16 * T * ((parameter?.shape[0] ?? 1) * uses * ledgers + 8));
  return Math.max(8, Math.floor(Math.min(MOST, kept, WORK / (ledgers * T))));
}

/** @param {number[]} window @param {number} step */
function isWithin([first, last], step) {
  return step >= first && step <= last;
}

/**
 * The window's losses; where none of its steps has one, the chosen loss.
 *
 * @param {{first: number, last: number}} window
 * @param {{t: number}} place
 * @param {Uint8Array | null} hasLoss
 */
function lossesFor({ first, last }, place, hasLoss) {
  const isEmpty = hasLoss && !hasLoss.subarray(first - 1, last).includes(1);
  return isEmpty ? [place.t, place.t] : [first, last];
}

/**
 * @param {Laid} laid
 * @param {Plan} plan
 */
function truncating({ stages, clip }, { T, changes = [] }) {
  const isTruncated = typeof stages === "number" && stages < T;
  const isCut = changes.some(({ detach }) => detach !== undefined);
  const { by, at } = /** @type {{by?: string, at?: number}} */ (clip ?? {});
  return {
    ...(isTruncated ? { stages } : {}),
    ...(isTruncated || isCut ? { before: true } : {}),
    ...(clip ? { clip: { by, at } } : {}),
  };
}

/**
 * The delay edges that the scissors are for.
 *
 * @param {Plan} plan
 * @param {Laid} laid
 */
export function edgesOf(plan, { edge }) {
  const keys = delayEdges(plan).map(({ key }) => key);
  return keys.includes(String(edge)) ? [String(edge)] : keys;
}

const APART = 4; // steps between loss and copy where nobody has chosen any
const AROUND = 8; // steps of a loss in which such a copy is looked for

/** @type {import("#app/state/once.js").Shelf<Plan, number | null>} */
const kept = shelf();

/**
 * The copy that is shown where nobody has chosen one: a few steps from the loss, but one that the loss can feel. An
 * output matrix is felt at the loss's own step alone, what reads backwards at later ones. A copy that multiplies no more
 * than initial values, which mostly are zero, comes last.
 *
 * @param {Plan} plan
 * @param {Laid} laid
 * @param {number} t
 * @returns {number | null} null where none near is felt
 */
function copyHeard(plan, laid, t) {
  const parameter = parameterOf(plan, laid.parameter);
  const users = usersOf(plan, [parameter?.name ?? ""]);
  return kept(plan, `${parameter?.name} ${t}`, () => {
    const within = { first: Math.max(1, t - AROUND), last: Math.min(plan.T, t + AROUND) };
    const felt = spread(plan, { names: ["loss"], t }, backward, (edge, at) => isOpen(plan, edge, at), within);
    const sides = [-1, 1].flatMap((side) => Array.from({ length: APART + 1 }, (_, n) => t + side * (APART - n)));
    const steps = sides.map((k) => Math.max(1, Math.min(plan.T, k)));
    const heard = steps.filter((k) => users.some((name) => felt.has(`${name}@${k}`)));
    return heard.find((k) => multipliesMore(plan, parameter, k)) ?? heard[0] ?? null;
  });
}

/**
 * Whether a copy multiplies anything but initial values.
 *
 * @param {Plan} plan
 * @param {Plan["parameters"][number] | undefined} parameter
 * @param {number} k
 */
function multipliesMore({ edges, T }, parameter, k) {
  const own = edges.filter(({ parameters }) => parameter && parameters.includes(parameter.name));
  return !own.length || own.some(({ shift }) => k + shift >= 1 && k + shift <= T);
}
