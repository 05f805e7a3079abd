/**
 * Folding: a run is what its messages add up to. Pure: the same messages give the same run, and each
 * step returns a new object that shares what did not change.
 *
 *     const run = parcels.reduce(fold, null);
 *
 * @import {Parcel, Plan, Run, Series, Tensor} from "#app/types.js"
 */

import { append } from "#app/state/series.js";

/**
 * @param {Run | null} run
 * @param {Parcel} parcel
 * @returns {Run}
 */
export function fold(run, parcel) {
  if (parcel.message.kind === "plan") return begin(parcel);
  if (!run) throw new Error("a stream starts with its plan");
  const next = { ...run, received: parcel.message.n };
  return FOLDS[parcel.message.kind](next, parcel);
}

/** @type {Record<"forward" | "loss" | "backward" | "gradients", (run: Run, parcel: Parcel) => Run>} */
const FOLDS = {
  forward: (run, parcel) => ({ ...run, values: grow(run.values, parcel, "values/") }),
  backward: (run, parcel) => ({
    ...run,
    grads: grow(run.grads, parcel, "grads/"),
    norms: grow(run.norms, parcel, "norms/"),
  }),
  loss: (run, { message, tensors }) => ({
    ...run,
    loss: number(message.loss),
    losses: /** @type {Float64Array | null} */ (tensors.get("losses")?.values ?? null),
    lossSeries: present(tensors.get("losses"), bytes(tensors.get("has_loss"))),
    hasLoss: bytes(tensors.get("has_loss")),
  }),
  gradients: (run, { message, tensors }) => ({
    ...run,
    parameterGrads: named(tensors, "parameter_grads/"),
    initialGrads: named(tensors, "initial_grads/"),
    shares: rowsOf(tensors, "shares/"),
    shareNorms: rowsOf(tensors, "share_norms/"),
    firstNonfinite: /** @type {Run["firstNonfinite"]} */ (message.first_nonfinite ?? null),
    complete: message.last === true,
  }),
};

/**
 * @param {Parcel} parcel
 * @returns {Run}
 */
function begin({ message, tensors }) {
  const rows = (/** @type {string} */ name) => {
    const tensor = tensors.get(name);
    return tensor ? append(undefined, 1, tensor) : null;
  };
  return {
    plan: /** @type {Plan} */ (/** @type {unknown} */ (message)),
    received: message.n,
    parameters: named(tensors, "parameters/"),
    initial: named(tensors, "initial/"),
    inputs: rows("inputs"),
    inputPresent: bytes(tensors.get("input_present")),
    targets: rows("targets"),
    targetPresent: bytes(tensors.get("target_present")),
    values: new Map(),
    grads: new Map(),
    norms: new Map(),
    loss: null,
    losses: null,
    lossSeries: null,
    hasLoss: null,
    parameterGrads: new Map(),
    initialGrads: new Map(),
    shares: new Map(),
    shareNorms: new Map(),
    firstNonfinite: null,
    complete: false,
  };
}

/**
 * @param {Map<string, Series>} table
 * @param {Parcel} parcel
 * @param {string} prefix
 */
function grow(table, { message, tensors }, prefix) {
  const next = new Map(table);
  for (const [name, tensor] of named(tensors, prefix)) {
    next.set(name, append(next.get(name), Number(message.first), tensor));
  }
  return next;
}

/**
 * @param {Map<string, Tensor>} tensors
 * @param {string} prefix
 * @returns {Map<string, Tensor>}
 */
function named(tensors, prefix) {
  const found = [...tensors].filter(([name]) => name.startsWith(prefix));
  return new Map(found.map(([name, tensor]) => [name.slice(prefix.length), tensor]));
}

/**
 * One number a step.
 *
 * @param {Map<string, Tensor>} tensors
 * @param {string} prefix
 */
function rowsOf(tensors, prefix) {
  const found = [...named(tensors, prefix)];
  return new Map(found.map(([name, { values }]) => [name, /** @type {Float64Array} */ (values)]));
}

/**
 * One number a step, where there is one.
 *
 * @param {Tensor | undefined} tensor
 * @param {Uint8Array | null} mask
 */
function present(tensor, mask) {
  /** @type {Series | null} */
  let series = null;
  for (let start = 0; mask && tensor && start < mask.length; start += 1) {
    if (!mask[start]) continue;
    let end = start;
    while (end < mask.length && mask[end]) end += 1;
    series = append(series ?? undefined, start + 1, { shape: [end - start], values: tensor.values.slice(start, end) });
    start = end;
  }
  return series;
}

/** @param {Tensor | undefined} tensor */
function bytes(tensor) {
  return tensor ? Uint8Array.from(tensor.values) : null;
}

/**
 * JSON spells what it cannot hold: "Infinity", "-Infinity", "NaN".
 *
 * @param {unknown} value
 */
function number(value) {
  return value === null || value === undefined ? null : Number(value);
}
