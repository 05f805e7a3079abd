/**
 * SVG paths of arrows that run along the axes: their points, round corners, heads.
 */

/** @typedef {[number, number]} Point */

/**
 * A line through points with round corners, ending in a head at the last one.
 *
 * @param {Point[]} points
 * @param {number} width
 * @param {number} [radius]
 * @returns {{d: string, head: string}}
 */
export function arrowThrough(points, width, radius = 7) {
  const last = points.length - 1;
  const [dx, dy] = direction(points[last - 1], points[last]);
  const tip = points[last];
  const { length, half } = headSize(width);
  const stop = /** @type {Point} */ ([tip[0] - dx * (length - 1), tip[1] - dy * (length - 1)]);
  return { d: rounded([...points.slice(0, -1), stop], radius), head: headAt(tip, [dx, dy], length, half) };
}

/**
 * A curve that leaves and arrives horizontally.
 *
 * @param {Point} from
 * @param {Point} to
 * @param {number} width
 */
export function arrowAcross(from, to, width) {
  if (Math.abs(from[1] - to[1]) < 0.5) return arrowThrough([from, to], width);
  const way = Math.sign(to[0] - from[0]) || 1;
  const { length, half } = headSize(width);
  const stop = to[0] - way * (length - 1);
  const bend = (from[0] + stop) / 2;
  const d = `M${at(from)}C${at([bend, from[1]])} ${at([bend, to[1]])} ${at([stop, to[1]])}`;
  return { d, head: headAt(to, [way, 0], length, half) };
}

/** @param {number} width */
export function headSize(width) {
  return { length: 6.5 + width * 0.9, half: 3 + width * 0.65 };
}

/**
 * @param {Point} tip
 * @param {Point} way
 * @param {number} length
 * @param {number} half
 */
export function headAt([x, y], [dx, dy], length, half) {
  const base = /** @type {Point} */ ([x - dx * length, y - dy * length]);
  const left = /** @type {Point} */ ([base[0] - dy * half, base[1] + dx * half]);
  const right = /** @type {Point} */ ([base[0] + dy * half, base[1] - dx * half]);
  return `M${at([x, y])}L${at(left)}L${at(right)}Z`;
}

/**
 * A line without a head.
 *
 * @param {Point[]} points
 * @param {number} radius
 */
export function rounded(points, radius) {
  let d = `M${at(points[0])}`;
  for (let k = 1; k < points.length - 1; k += 1) {
    const [before, corner, after] = [points[k - 1], points[k], points[k + 1]];
    const r = Math.min(radius, distance(before, corner) / 2, distance(corner, after) / 2);
    d += `L${at(towards(corner, before, r))}Q${at(corner)} ${at(towards(corner, after, r))}`;
  }
  return `${d}L${at(points[points.length - 1])}`;
}

/**
 * @param {Point} from
 * @param {Point} to
 * @returns {Point} of length one
 */
function direction(from, to) {
  const length = distance(from, to) || 1;
  return [(to[0] - from[0]) / length, (to[1] - from[1]) / length];
}

/**
 * @param {Point} from
 * @param {Point} to
 * @param {number} by
 * @returns {Point}
 */
function towards(from, to, by) {
  const [dx, dy] = direction(from, to);
  return [from[0] + dx * by, from[1] + dy * by];
}

/**
 * @param {Point} a
 * @param {Point} b
 */
function distance(a, b) {
  return Math.hypot(b[0] - a[0], b[1] - a[1]);
}

/** @param {Point} point */
function at([x, y]) {
  return `${Math.round(x * 10) / 10},${Math.round(y * 10) / 10}`;
}
