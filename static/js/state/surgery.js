/**
 * What a run's changes say, step by step and unit by unit: where a node is held and at what, where an edge is cut or
 * detached. As docs/doors.md has it; a later change overrides an earlier one.
 *
 * @import {Plan} from "#app/types.js"
 * @import {Change} from "#app/state/changes.js"
 */

import { holdsStep } from "#app/state/changes.js";
import { shelf } from "#app/state/once.js";

/** @typedef {"cut" | "detach"} Verb */
/** @typedef {{from: string, shift: number}} EdgeName */

/** @type {Change[]} */
const NONE = [];
const EDGE = /^\s*([^\s[\]]+?)\s*(?:\[\s*t\s*(?:([+-])\s*(\d+)\s*)?\])?\s*$/u;

/**
 * h[t-1] → h, one step earlier.
 *
 * @param {unknown} written
 * @returns {EdgeName | null}
 */
export function edgeNamed(written) {
  const [, from, sign, by] = EDGE.exec(String(written)) ?? [];
  return from ? { from, shift: sign ? Number(`${sign}${by}`) : 0 } : null;
}

/**
 * @param {Plan} plan
 * @returns {Change[]}
 */
export function changesOf({ changes }) {
  return changes ?? NONE;
}

/** @typedef {{is: Uint8Array, value: Float64Array, silent: Uint8Array}} Held steps × units */

/** @type {import("#app/state/once.js").Shelf<object, Held | null>} by the list of changes, which is never written */
const kept = shelf();

/**
 * @param {Plan} plan
 * @param {string} name
 * @param {number} size
 * @returns {Held | null} null where it is held nowhere
 */
export function heldAt(plan, name, size) {
  const changes = changesOf(plan);
  if (!changes.length) return null;
  return kept(changes, `${name} ${size} ${plan.T}`, () => readHeld(plan, name, size));
}

/**
 * @param {Plan} plan
 * @param {string} name
 * @param {number} size
 * @returns {Held | null}
 */
function readHeld(plan, name, size) {
  const own = changesOf(plan).filter(({ hold, silence }) => hold === name || silence === name);
  if (!own.length) return null;
  const cells = plan.T * size;
  const found = { is: new Uint8Array(cells), value: new Float64Array(cells), silent: new Uint8Array(cells) };
  for (const { silence, to, steps, units } of own) {
    let row = 0; // among the steps that are held: a value may be given for each
    for (let t = 1; t <= plan.T; t += 1) {
      if (!holdsStep(steps, t)) continue;
      const list = Array.isArray(units) ? units : Array.from({ length: size }, (_, unit) => unit);
      list.forEach((unit, k) => {
        if (unit >= size) return;
        const at = (t - 1) * size + unit;
        found.is[at] = 1;
        found.silent[at] = silence ? 1 : 0;
        found.value[at] = silence ? 0 : valueAt(to, row, k);
      });
      row += 1;
    }
  }
  return found;
}

/**
 * @param {unknown} to a number, one a unit, or a row of them a step
 * @param {number} row
 * @param {number} k
 */
function valueAt(to, row, k) {
  const own = Array.isArray(to) && (Array.isArray(to[0]) || to.length === 1) ? (to[row] ?? to[0]) : to;
  const value = Array.isArray(own) ? (own[k] ?? own[0]) : own;
  return Number(value);
}

/**
 * @param {Plan} plan
 * @param {Verb} verb
 * @param {EdgeName} edge
 * @param {string} into the equation that reads it
 * @returns {Uint8Array | null} by step, 1 where the edge is cut (detached); null where it nowhere is
 */
export function cutAt(plan, verb, { from, shift }, into) {
  const own = changesOf(plan).filter((change) => {
    const edge = change[verb] === undefined ? null : edgeNamed(change[verb]);
    return edge?.from === from && edge.shift === shift && (change.into === undefined || change.into === into);
  });
  if (!own.length) return null;
  return Uint8Array.from({ length: plan.T }, (_, k) => Number(own.some(({ steps }) => holdsStep(steps, k + 1))));
}

/**
 * @typedef {object} EdgeState of an edge (or several that are drawn as one) at the step that reads
 * @property {"all" | "some" | null} cut
 * @property {boolean} passes whether a gradient comes back along it
 * @property {(parameters: string[]) => boolean} isSet whether one of its parameters was set
 */

/**
 * @param {Plan} plan
 * @param {string} from
 * @param {number} shift
 * @param {string[]} readers
 * @param {number} t
 * @returns {EdgeState}
 */
export function edgeState(plan, from, shift, readers, t) {
  const is = (/** @type {Verb} */ verb, /** @type {string} */ into) => cutAt(plan, verb, { from, shift }, into)?.[t - 1] === 1; // biome-ignore format: one line
  const cut = readers.filter((name) => is("cut", name));
  const isHeld = (/** @type {string} */ name) => {
    const size = plan.equations.find((one) => one.name === name)?.size ?? 0;
    const held = size ? heldAt(plan, name, size)?.is.subarray((t - 1) * size, t * size) : undefined;
    return held !== undefined && !held.includes(0);
  };
  return {
    cut: cut.length ? (cut.length === readers.length ? "all" : "some") : null,
    passes: readers.some((name) => !is("cut", name) && !is("detach", name) && !isHeld(name)),
    isSet: (parameters) => changesOf(plan).some(({ set }) => parameters.includes(String(set))),
  };
}

/**
 * The steps at which a number of x or y was set.
 *
 * @param {Plan} plan
 * @param {string} name
 * @returns {Set<number>}
 */
export function setSteps(plan, name) {
  const own = changesOf(plan).filter(({ set, at }) => set === name && ["x", "y"].includes(name) && Array.isArray(at));
  return new Set(own.map(({ at }) => Number(/** @type {unknown[]} */ (at)[0])));
}
