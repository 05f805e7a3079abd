/**
 * The bound and what is measured: how much of the state at k can be left at t, and how much is, for every k.
 *
 * @import {Plan} from "#app/types.js"
 * @import {Laid, LaidKind} from "#app/gradient.js"
 */

export const WAYS = /** @type {const} */ (["by", "radius", "norm"]);

/** @type {LaidKind} */
export const bound = {
  fields: {
    rescaled: (name) => name === null || typeof name === "string", // which one is rescaled
    fit: (fit) => fit === "all" || fit === "measured", // what the axis holds
    rescaledTo: (way) => WAYS.includes(way),
    layer: (name) => name === null || typeof name === "string", // of a state of several names this one, the others held
  },
  ofState: true,
  withoutLoss: true,
  isWhole: true,
  drawsBoth: true,
  isAhead: true,
  question: ({ plan, laid, place, checking }) => {
    const isState = plan.edges.some(({ from, shift }) => shift !== 0 && from === laid.node);
    const layer = layerIn(plan, laid);
    return {
      t: place.t,
      ...(layer
        ? { node: layer, layer }
        : isState && plan.equations.some(({ name }) => name === laid.node)
          ? { node: laid.node }
          : {}),
      ...(checking ? { check: place.k } : {}),
    };
  },
};

/**
 * The chosen layer, where its state has others too.
 *
 * @param {Plan} plan
 * @param {Laid} laid
 * @returns {string | null}
 */
export function layerIn({ equations, sweeps }, { layer }) {
  const delayed = equations.filter((equation) => equation.delayed).map(({ name }) => name);
  const sweep = sweeps.find(({ nodes }) => nodes.includes(String(layer)));
  const names = delayed.filter((name) => sweep?.nodes.includes(name));
  return names.length > 1 && names.includes(String(layer)) ? String(layer) : null;
}
