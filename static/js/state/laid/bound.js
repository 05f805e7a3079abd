/**
 * The bound and what is measured: how much of the state at k can be left at t, and how much is, for every k.
 *
 * @import {LaidKind} from "#app/gradient.js"
 */

export const WAYS = /** @type {const} */ (["by", "radius", "norm"]);

/** @type {LaidKind} */
export const bound = {
  fields: {
    rescaled: (name) => name === null || typeof name === "string", // which one is rescaled
    fit: (fit) => fit === "all" || fit === "measured", // what the axis holds
    rescaledTo: (way) => WAYS.includes(way),
  },
  withoutLoss: true,
  isWhole: true,
  drawsBoth: true,
  isAhead: true,
  question: ({ plan, laid, place, checking }) => {
    const isState = plan.edges.some(({ from, shift }) => shift !== 0 && from === laid.node);
    return {
      t: place.t,
      ...(isState && plan.equations.some(({ name }) => name === laid.node) ? { node: laid.node } : {}),
      ...(checking ? { check: place.k } : {}),
    };
  },
};
