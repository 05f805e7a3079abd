/**
 * What the playhead has passed. Nothing beyond it is shown, though it may long have arrived.
 *
 * @import {Itinerary, Reach, Span} from "#app/types.js"
 */

/** @type {Span} */
export const NOWHERE = { first: 1, last: 0 };

/**
 * @param {Itinerary} itinerary
 * @param {number} cursor
 * @returns {Reach}
 */
export function reach({ T, walks, stops }, cursor) {
  const steps = T * walks.filter(({ kind }) => kind === "forward").length;
  const loss = stops[steps]?.kind === "loss" ? steps : -1;
  /** @type {Reach} */
  const found = {
    values: new Map(),
    grads: new Map(),
    loss: loss >= 0 && cursor >= loss,
    gradients: stops[cursor]?.kind === "gradients",
  };
  let passed = cursor + 1;
  for (const { kind, direction, nodes } of walks) {
    if (kind === "backward" && found.grads.size === 0 && loss >= 0) passed -= 1; // the loss itself
    const count = Math.max(0, Math.min(T, passed));
    passed = Math.max(0, passed - T);
    const span = direction > 0 ? { first: 1, last: count } : { first: T - count + 1, last: T };
    for (const name of nodes) (kind === "forward" ? found.values : found.grads).set(name, span);
  }
  return found;
}

/**
 * @param {Span | undefined} span
 * @param {number} t
 */
export function holds(span, t) {
  return span !== undefined && t >= span.first && t <= span.last;
}
