/**
 * What the colours of a scene mean, read off the scene itself: which ramps it shows, how far they reach, and of which
 * nodes; where lanes show something else than the vectors, they have lines of their own.
 *
 * @import {RampName, Scene} from "#app/types.js"
 */

/** @typedef {{key: string, place: "all" | "lanes", ramp: RampName, limit: number, nodes: string[]}} Look */

/**
 * @param {Pick<Scene, "vectors" | "lanes">} scene
 * @param {Set<string>} names of equations, and the loss
 * @returns {Look[]}
 */
export function looksOf({ vectors, lanes }, names) {
  const inVectors = new Map(
    vectors.filter(({ t }) => t >= 1).map(({ node, ramp, limit }) => [node, `${ramp} ${limit}`]),
  );
  /** @type {Map<string, Look>} */
  const found = new Map();
  for (const { node, ramp, limit } of [...vectors.filter(({ t }) => t >= 1), ...lanes]) {
    if (!names.has(node)) continue;
    const place =
      inVectors.size && (inVectors.get(node) ?? `${ramp} ${limit}`) !== `${ramp} ${limit}` ? "lanes" : "all";
    const key = `${place} ${ramp} ${limit} ${node === "loss"}`;
    const known = found.get(key);
    if (!known) found.set(key, { key, place, ramp, limit, nodes: [node] });
    else if (!known.nodes.includes(node)) known.nodes.push(node);
  }
  return [...found.values()].sort((a, b) => Number(a.place === "lanes") - Number(b.place === "lanes"));
}
