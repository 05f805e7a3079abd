/**
 * A scene drawn larger: laid out for a small stage, then every length multiplied. What is no length (steps, units,
 * numbers) stays as it is.
 *
 *     magnify({ x: 10, t: 3, d: "M1,2L3,4" }, 2)   { x: 20, t: 3, d: "M2,4L6,8" }
 */

const LENGTHS = new Set(
  "x y width height left right radius pitch before after start end gutter x1 x2 y1 y2 top bottom room fold gap each below".split(
    " ",
  ),
);
const PATHS = new Set(["d", "head", "opening"]);
const EDGES = new Set(["edges", "across", "down"]); // of an axis, of a grid
const KEPT = new Set(["values", "series", "source", "reached", "lost", "cell", "to"]); // numbers of the run, and places in it

/**
 * @template Thing
 * @param {Thing} thing plain data
 * @param {number} by
 * @returns {Thing}
 */
export function magnify(thing, by) {
  if (Array.isArray(thing)) return /** @type {Thing} */ (thing.map((one) => magnify(one, by)));
  if (thing === null || typeof thing !== "object" || ArrayBuffer.isView(thing)) return thing;
  const entries = Object.entries(thing).map(([key, value]) => [key, grown(key, value, by)]);
  return /** @type {Thing} */ (Object.fromEntries(entries));
}

/**
 * @param {string} key
 * @param {unknown} value
 * @param {number} by
 */
function grown(key, value, by) {
  if (KEPT.has(key)) return value;
  if (typeof value === "number") return LENGTHS.has(key) ? value * by : value;
  if (EDGES.has(key) && isNumbers(value)) return value.map((length) => length * by);
  if (PATHS.has(key) && typeof value === "string") return grownPath(value, by);
  return magnify(value, by);
}

/**
 * @param {unknown} value
 * @returns {value is number[]}
 */
function isNumbers(value) {
  return Array.isArray(value) && value.every((one) => typeof one === "number");
}

/**
 * @param {string} d
 * @param {number} by
 */
function grownPath(d, by) {
  return d.replace(/-?\d+(?:\.\d+)?/g, (length) => String(Math.round(Number(length) * by * 10) / 10));
}
