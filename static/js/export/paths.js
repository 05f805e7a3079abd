/**
 * Paths of SVG, moved, and as paths of TikZ. Straight lines with round corners become that again: their corners, and how round.
 *
 *     M0,0L8,0Q10,0 10,2L10,9   corners (0,0) (10,0) (10,9), round by 2
 */

/** @typedef {[number, number]} Point */
/** @typedef {{letter: string, points: Point[]}} Part a stroke and the points it names, the last one where it ends */

/**
 * @param {string} d with M L H V Q C Z, all absolute
 * @returns {Part[]}
 */
export function partsOf(d) {
  /** @type {Part[]} */
  const parts = [];
  let [x, y] = [0, 0];
  for (const [, letter, rest] of d.matchAll(/([MLHVQCZ])([^MLHVQCZ]*)/gu)) {
    const numbers = (rest.match(/-?\d*\.?\d+(?:e-?\d+)?/gu) ?? []).map(Number);
    /** @type {Point[]} */
    const points = [];
    if (letter === "H") points.push([numbers[0], y]);
    else if (letter === "V") points.push([x, numbers[0]]);
    else for (let k = 0; k + 1 < numbers.length; k += 2) points.push([numbers[k], numbers[k + 1]]);
    [x, y] = points.at(-1) ?? [x, y];
    parts.push({ letter: letter === "H" || letter === "V" ? "L" : letter, points });
  }
  return parts;
}

/**
 * The corners of a line that is straight between them.
 *
 * @param {Part[]} parts
 * @returns {{points: Point[], round: number} | null} null where it is a curve or several lines
 */
export function cornersOf(parts) {
  /** @type {Point[]} */
  const points = [];
  let round = 0;
  for (const [k, { letter, points: named }] of parts.entries()) {
    if (k ? !["L", "Q"].includes(letter) : letter !== "M") return null;
    if (letter === "Q") {
      const near = parts[k - 1].points.at(-1) ?? named[0];
      round = Math.max(round, Math.hypot(near[0] - named[0][0], near[1] - named[0][1]));
      if (parts[k - 1].letter === "L") points.pop(); // where the bend begins
      points.push(named[0]);
      if (parts[k + 1]?.letter !== "L") points.push(named[1]);
    } else points.push(...named);
  }
  return points.length > 1 ? { points, round } : null;
}

/**
 * @param {Part[]} parts
 * @param {(point: Point) => string} at
 * @returns {string}
 */
export function tikzPath(parts, at) {
  let before = /** @type {Point} */ ([0, 0]);
  return parts
    .map(({ letter, points }) => {
      const from = before;
      before = points.at(-1) ?? before;
      if (letter === "M") return at(points[0]);
      if (letter === "Z") return " -- cycle";
      if (letter === "C") return ` .. controls ${at(points[0])} and ${at(points[1])} .. ${at(points[2])}`;
      if (letter === "Q") {
        const [bend, to] = points;
        return ` .. controls ${at(between(from, bend))} and ${at(between(to, bend))} .. ${at(to)}`;
      }
      return points.map((point) => ` -- ${at(point)}`).join("");
    })
    .join("");
}

/** Two thirds of the way: a quadratic bend said as a cubic one. @param {Point} from @param {Point} to @returns {Point} */
function between([x, y], [to, down]) {
  return [x + (2 / 3) * (to - x), y + (2 / 3) * (down - y)];
}

/**
 * @param {string} d
 * @param {{x: number, y: number, scale: number}} to
 * @returns {string}
 */
export function movedPath(d, { x, y, scale }) {
  const at = (/** @type {Point} */ [px, py]) => `${round(x + scale * px)},${round(y + scale * py)}`;
  return partsOf(d)
    .map(({ letter, points }) => `${letter}${points.map(at).join(" ")}`)
    .join("");
}

/** @param {number} value */
function round(value) {
  return Math.round(value * 100) / 100;
}
