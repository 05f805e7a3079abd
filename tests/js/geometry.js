/** Paths as points, to see what they run through. */

/**
 * @param {string} d of M, L, H, V, C, Q with absolute coordinates
 * @returns {[number, number][]} points at most a few pixels apart
 */
export function sampled(d) {
  /** @type {[number, number][]} */
  const points = [];
  /** @type {[number, number]} */
  let now = [0, 0];
  for (const [, letter, rest] of d.matchAll(/([MLCQ])([^MLCQZ]*)/g)) {
    const numbers = rest
      .trim()
      .split(/[\s,]+/)
      .map(Number);
    if (letter === "M") now = [numbers[0], numbers[1]];
    else {
      const controls = [now, ...pairs(numbers)];
      for (let k = 0; k <= 40; k += 1) points.push(bezier(controls, k / 40));
      now = controls[controls.length - 1];
    }
  }
  return points;
}

/**
 * @param {number[]} numbers
 * @returns {[number, number][]}
 */
function pairs(numbers) {
  return Array.from({ length: numbers.length / 2 }, (_, k) => [numbers[2 * k], numbers[2 * k + 1]]);
}

/**
 * @param {[number, number][]} controls
 * @param {number} u
 * @returns {[number, number]}
 */
function bezier(controls, u) {
  if (controls.length === 1) return controls[0];
  const next = controls.slice(1).map(([x, y], k) => {
    const [x0, y0] = controls[k];
    return /** @type {[number, number]} */ ([x0 + u * (x - x0), y0 + u * (y - y0)]);
  });
  return bezier(next, u);
}
