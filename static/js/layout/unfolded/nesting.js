/**
 * The unfolding as a formula, for any net, from its edges alone:
 *
 *     s₃ = f(f(f(s₀; θ); θ); θ)                        a dynamical system
 *     h₃ = f(f(f(h₀, x₁; θ), x₂; θ), x₃; θ)            with inputs
 *     (c₂, h₂) = f(f(c₀, h₀, x₁; θ), x₂; θ)            several states
 *     g₁ = f(f(g₃, x₂; θ), x₁; θ)                      read backwards
 *
 * A state that is read two steps later is handed on as two: (h₂, h₁). Long nestings leave out their middle.
 *
 * @import {Plan} from "#app/types.js"
 */

import { texWidth } from "#app/layout/lettering.js";
import { symbolAt } from "#app/layout/symbols.js";

const LETTERS = 18;
/** By name, and as they are typeset. */
const LETTERS_OF_F = [["f", "f"], ["F", "F"], ["phi", String.raw`\varphi`], ["psi", String.raw`\psi`]]; // biome-ignore format: one line
const DEEPEST = 40; // levels that are ever written out

/**
 * @typedef {object} Nest what one direction hands on
 * @property {Plan} plan
 * @property {1 | -1} way 1: from earlier to later steps
 * @property {{name: string, lags: number}[]} states
 * @property {{name: string, shift: number}[]} inputs
 * @property {string} f
 * @property {string} theta "" where there are no parameters
 *
 * @typedef {{key: string, tex: string, width: number}} Written
 */

/**
 * @param {Plan} plan
 * @param {number} first step that has a column
 * @param {number} dealt columns that stand apart; 0: folded
 * @param {number} room in pixels
 * @param {boolean} [stacked] whether two stand one below the other
 * @returns {Written[]} one for each direction in which something is handed on
 */
export function nestings(plan, first, dealt, room, stacked = false) {
  const forwards = nestOf(plan, 1, 0);
  const nests = [forwards, nestOf(plan, -1, forwards ? 1 : 0)].filter((nest) => nest !== null);
  if (!nests.length) return [stateless(plan, first, dealt)].filter((one) => one !== null);
  const each = stacked ? room : (room - 24 * (nests.length - 1)) / nests.length;
  return nests.map((nest) => (dealt ? nested(nest, first, first - 1 + dealt, each) : onceFor(nest)));
}

/**
 * @param {Plan} plan
 * @param {1 | -1} way
 * @param {number} other functions that have a letter already
 * @returns {Nest | null}
 */
function nestOf(plan, way, other) {
  const names = new Set(plan.equations.map(({ name }) => name));
  const handed = (/** @type {number} */ sign) =>
    plan.edges.filter(({ from, shift }) => names.has(from) && Math.sign(shift) === sign);
  const own = handed(-way);
  if (!own.length) return null;
  const others = new Set(handed(way).map(({ from }) => from));
  const order = plan.rows.filter((name) => own.some(({ from }) => from === name));
  const states = order.map((name) => ({
    name,
    lags: Math.max(...own.filter(({ from }) => from === name).map(({ shift }) => Math.abs(shift))),
  }));
  return { plan, way, states, inputs: inputsOf(plan, order, others), ...signs(plan, other) };
}

/**
 * What the states read besides themselves, through whatever is computed on the way.
 *
 * @param {Plan} plan
 * @param {string[]} states
 * @param {Set<string>} others states of the other direction: given, as they are
 */
function inputsOf({ edges }, states, others) {
  const seen = new Set(states);
  const queue = [...states];
  /** @type {Map<string, {name: string, shift: number}>} */
  const inputs = new Map();
  for (let name = queue.shift(); name !== undefined; name = queue.shift()) {
    for (const { from, shift } of edges.filter(({ to }) => to === name)) {
      const isGiven = from === "x" || from === "y" || (others.has(from) && !states.includes(from));
      if (isGiven) inputs.set(`${from} ${shift}`, { name: from, shift });
      else if (!shift && !seen.has(from)) {
        seen.add(from);
        queue.push(from);
      }
    }
  }
  return [...inputs.values()].sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : b.shift - a.shift));
}

/**
 * Letters that the net itself does not use.
 *
 * @param {Plan} plan
 * @param {number} [other]
 */
function signs({ equations, parameters }, other = 0) {
  const taken = new Set([...equations, ...parameters].map(({ name }) => name));
  const f = LETTERS_OF_F.filter(([name]) => !taken.has(name))[other]?.[1];
  const theta = taken.has("theta") || taken.has("θ") ? String.raw`\Theta` : String.raw`\theta`;
  return { f: f ?? String.raw`\Phi`, theta: parameters.length ? theta : "" };
}

/**
 * @param {Plan} plan
 * @param {string} name
 * @param {number | string} t
 */
function sign(plan, name, t) {
  const k = plan.equations.findIndex((equation) => equation.name === name);
  const tex = symbolAt(plan, name, t);
  return { tex: String.raw`\htmlClass{node-${k < 0 ? name : k}}{${tex}}`, width: texWidth(tex, LETTERS) };
}

/** @typedef {{tex: string, width: number}} Piece */

/**
 * @param {(Piece | string)[]} pieces
 * @returns {Piece}
 */
function joined(pieces) {
  const all = pieces.map((piece) => (typeof piece === "string" ? { tex: piece, width: 0.42 * LETTERS } : piece));
  return { tex: all.map(({ tex }) => tex).join(""), width: all.reduce((sum, { width }) => sum + width, 0) };
}

/**
 * @param {Piece[]} pieces
 * @returns {(Piece | string)[]} with commas
 */
function listed(pieces) {
  return pieces.flatMap((piece, k) => (k ? [", ", piece] : [piece]));
}

/**
 * All that is handed on at step t.
 *
 * @param {Nest} nest
 * @param {number | null} t null: any step, t itself
 * @param {number} [later] steps from t
 */
function stateAt({ plan, way, states }, t, later = 0) {
  return states.flatMap(({ name, lags }) =>
    Array.from({ length: lags }, (_, back) => sign(plan, name, stepName(t, later - way * back))),
  );
}

/**
 * @param {number | null} t
 * @param {number} shift
 */
function stepName(t, shift) {
  if (t !== null) return t + shift;
  return shift ? `t${shift < 0 ? "-" : "+"}${Math.abs(shift)}` : "t";
}

/**
 * @param {Nest} nest
 * @param {Piece[]} inner
 * @param {number | null} t
 */
function applied({ plan, inputs, f, theta }, inner, t) {
  const given = inputs.map(({ name, shift }) => sign(plan, name, stepName(t, shift)));
  const held = theta ? ["; ", { tex: String.raw`\htmlClass{theta}{${theta}}`, width: 0.55 * LETTERS }] : [];
  return joined([{ tex: f, width: 0.6 * LETTERS }, "(", ...listed([...inner, ...given]), ...held, ")"]);
}

/**
 * @param {Nest} nest
 * @param {Piece[]} left
 * @param {Piece} right
 * @returns {Written}
 */
function equated({ way }, left, right) {
  const tuple = left.length > 1 ? ["(", ...listed(left), ")"] : left;
  return { key: `${way}`, ...joined([...tuple, { tex: " = ", width: 1.6 * LETTERS }, right]) };
}

/**
 * Folded: one step for all of them.
 *
 * @param {Nest} nest
 */
function onceFor(nest) {
  return equated(nest, stateAt(nest, null), applied(nest, stateAt(nest, null, -nest.way), null));
}

/**
 * @param {Nest} nest
 * @param {number} first
 * @param {number} last
 * @param {number} room
 * @returns {Written}
 */
function nested(nest, first, last, room) {
  const [from, to] = nest.way > 0 ? [1, last] : [last, first];
  const depth = Math.abs(to - from) + 1;
  if (depth <= DEEPEST) {
    const whole = written(nest, from, to, depth, 0);
    if (whole.width <= room) return whole;
  }
  for (let outer = Math.min(depth - 1, 12); outer > 1; outer -= 1) {
    const shorter = written(nest, from, to, 1, outer);
    if (shorter.width <= room) return shorter;
  }
  return written(nest, from, to, Math.min(1, depth), Math.min(1, depth - 1));
}

/**
 * @param {Nest} nest
 * @param {number} from the innermost step
 * @param {number} to the outermost one
 * @param {number} inner levels that are written at the start
 * @param {number} outer levels at the end; between them an ellipsis
 */
function written(nest, from, to, inner, outer) {
  const { way } = nest;
  let now = stateAt(nest, from - way);
  for (let k = 0; k < inner; k += 1) now = [applied(nest, now, from + way * k)];
  if (outer && inner + outer < Math.abs(to - from) + 1) {
    const dots = { tex: String.raw`\cdots`, width: 1.3 * LETTERS };
    now = [joined([dots, " ", ...now, " ", dots])];
  }
  for (let k = outer - 1; k >= 0; k -= 1) now = [applied(nest, now, to - way * k)];
  return equated(nest, stateAt(nest, to), now[0]);
}

/**
 * Nothing is handed on: the output of a step from what is given at it.
 *
 * @param {Plan} plan
 * @param {number} first
 * @param {number} dealt
 * @returns {Written | null}
 */
function stateless(plan, first, dealt) {
  const name = plan.rows[0];
  if (!name) return null;
  const inputs = inputsOf(plan, [name], new Set());
  const t = dealt ? first - 1 + dealt : null;
  /** @type {Nest} */
  const nest = { plan, way: 1, states: [{ name, lags: 1 }], inputs, ...signs(plan) };
  return { ...equated(nest, stateAt(nest, t), applied(nest, [], t)), key: "stateless" };
}
