/**
 * Finds ways for the arrows of an opened step: along a lattice, around everything that stands there, with few bends.
 * What leaves one place shares its way as far as it goes; different ones may cross but never run on each other.
 *
 * @import {Lattice, Port} from "#app/layout/opened/lattice.js"
 * @import {Point} from "#app/layout/paths.js"
 */

import { createHeap } from "#app/layout/opened/heap.js";
import { GRID } from "#app/layout/opened/rows.js";

/** @typedef {{key: string, from: string, out: Port[], into: Port[]}} Wish */
/** @typedef {{key: string, from: string, points: Point[]}} Way */
/** @typedef {{number: number, cells: Map<number, Point[]>}} Tree  what leaves one place: its cells, with the way there */

const [BEND, CROSS, TAKEN, OWN] = [30, 10, 80, 1];
const STEP = 8; // cost of one cell; whole numbers keep the order of the search the same everywhere
const FAR = 0x7fffffff;

export class Routes {
  /** @param {Lattice} lattice */
  constructor(lattice) {
    this.lattice = lattice;
    /** @type {Set<number>} */
    this.ports = new Set(); // cells where an arrow leaves or arrives
    /** @type {Map<string, Tree>} */
    this.trees = new Map();
    this.heap = createHeap();
    this.cost = new Int32Array(lattice.size * 2); // by state: a cell and a direction
    this.before = new Int32Array(lattice.size * 2);
  }

  /**
   * Keeps the short way between two neighbours free of others.
   *
   * @param {string} from
   * @param {Point[]} points
   */
  claim(from, [[x0, y0], [x1, y1]]) {
    const { top, columns, used } = this.lattice;
    const { number } = this.treeOf(from);
    const way = y0 === y1 ? 0 : 1;
    for (let j = Math.ceil((Math.min(y0, y1) - top) / GRID); j * GRID + top <= Math.max(y0, y1); j += 1) {
      for (let i = Math.ceil(Math.min(x0, x1) / GRID); i * GRID <= Math.max(x0, x1); i += 1) {
        used[way][j * columns + i] = number;
        this.ports.add(j * columns + i);
      }
    }
  }

  /**
   * @param {Wish} wish
   * @returns {Way | null} null: there is no way
   */
  route({ key, from, out, into }) {
    const tree = this.treeOf(from);
    const goals = new Map(into.map((port) => [port.cell * 2 + port.way, port]));
    this.begin(tree, out);
    const end = this.search(tree, goals);
    if (end < 0) return null;
    const goal = /** @type {Port} */ (goals.get(end));
    const points = this.grow(tree, this.occupy(tree, end), out);
    this.ports.add(goal.cell);
    return { key, from, points: straightened([...points, goal.tip]) };
  }

  /**
   * @param {string} from
   * @returns {Tree}
   */
  treeOf(from) {
    const tree = this.trees.get(from) ?? { number: this.trees.size, cells: new Map() };
    this.trees.set(from, tree);
    return tree;
  }

  /**
   * Begins a search: anywhere on the tree, or at a port.
   *
   * @param {Tree} tree
   * @param {Port[]} out
   */
  begin({ number, cells }, out) {
    this.cost.fill(FAR);
    this.heap.clear();
    for (const cell of cells.keys()) {
      for (const way of [0, 1]) if (this.lattice.isFree(cell, way, number)) this.reach(cell * 2 + way, 0, -1);
    }
    const more = cells.size ? TAKEN : 0; // better to leave where the others leave
    out.forEach(({ cell, way }, k) => {
      if (!this.lattice.isFree(cell, way, number)) return;
      this.reach(cell * 2 + way, more + (this.ports.has(cell) ? TAKEN : 0) + k, -1);
    });
  }

  /**
   * @param {number} state
   * @param {number} spent
   * @param {number} parent the state before it; −1: none
   */
  reach(state, spent, parent) {
    if (spent >= this.cost[state]) return;
    this.cost[state] = spent;
    this.before[state] = parent;
    this.heap.push(spent, state);
  }

  /**
   * @param {Tree} tree
   * @param {Map<number, Port>} goals by state
   * @returns {number} the goal that costs least; −1: none is reached
   */
  search(tree, goals) {
    let [best, least] = [-1, FAR];
    while (this.heap.size()) {
      const [spent, state] = this.heap.pop();
      if (spent >= least) break;
      if (spent > this.cost[state]) continue;
      const goal = goals.get(state);
      if (goal) {
        const total = spent + (this.ports.has(goal.cell) ? TAKEN : 0);
        if (total < least) [best, least] = [state, total];
      }
      this.expand(tree, goals, state, spent);
    }
    return best;
  }

  /**
   * Reaches what is next to a state: the other direction, and the cells before and behind.
   *
   * @param {Tree} tree
   * @param {Map<number, Port>} goals
   * @param {number} state
   * @param {number} spent
   */
  expand({ number, cells }, goals, state, spent) {
    const { lattice } = this;
    const { columns, blocked, reserved, used, size } = lattice;
    const [cell, way] = [state >> 1, state & 1];
    if (lattice.isFree(cell, 1 - way, number)) this.reach(cell * 2 + 1 - way, spent + BEND, state);
    const i = cell % columns;
    const sides = way ? [cell - columns, cell + columns] : [i > 0 ? cell - 1 : -1, i < columns - 1 ? cell + 1 : -1];
    for (const next of sides) {
      if (next < 0 || next >= size || blocked[next]) continue;
      if (!lattice.isFree(next, way, number)) continue;
      const across = used[1 - way][next];
      const crossing = across >= 0 && across !== number ? CROSS : 0;
      const own = cells.has(next) && cells.has(cell) ? OWN : STEP;
      const dear = reserved[next] && !goals.has(next * 2 + way) ? CROSS : 0;
      this.reach(next * 2 + way, spent + own + crossing + dear + lattice.priceBeside(next, way, number), state);
    }
  }

  /**
   * Takes the way that was found, so that no other runs on it, nor through its bends.
   *
   * @param {Tree} tree
   * @param {number} end
   * @returns {number[]} its cells, from where it leaves
   */
  occupy({ number }, end) {
    const { used } = this.lattice;
    /** @type {number[]} */
    const cells = [];
    for (let state = end; state >= 0; state = this.before[state]) {
      const cell = state >> 1;
      if (cells.at(-1) !== cell) cells.push(cell);
      if (used[state & 1][cell] < 0) used[state & 1][cell] = number;
    }
    cells.reverse();
    for (let k = 1; k < cells.length - 1; k += 1) {
      const bends = Math.abs(cells[k + 1] - cells[k]) !== Math.abs(cells[k] - cells[k - 1]);
      if (bends) used[0][cells[k]] = used[1][cells[k]] = number;
    }
    return cells;
  }

  /**
   * Adds a branch to a tree, which keeps for each cell the way there.
   *
   * @param {Tree} tree
   * @param {number[]} cells
   * @param {Port[]} out
   * @returns {Point[]} from the tip of the port where the tree leaves
   */
  grow(tree, cells, out) {
    const known = tree.cells.get(cells[0]);
    const start = out.find(({ cell }) => cell === cells[0]);
    /** @type {Point[]} */
    let points = known ?? (start ? [start.tip, this.lattice.point(cells[0])] : [this.lattice.point(cells[0])]);
    if (!known && start) this.ports.add(start.cell);
    tree.cells.set(cells[0], points);
    for (const cell of cells.slice(1)) {
      points = [...points, this.lattice.point(cell)];
      if (!tree.cells.has(cell)) tree.cells.set(cell, points);
      else points = /** @type {Point[]} */ (tree.cells.get(cell));
    }
    return points;
  }
}

/**
 * Without the points that lie between two others.
 *
 * @param {Point[]} points
 * @returns {Point[]}
 */
export function straightened(points) {
  return points.filter(([x, y], k) => {
    if (k === 0 || k === points.length - 1) return true;
    const [[x0, y0], [x1, y1]] = [points[k - 1], points[k + 1]];
    return !((x0 === x && x === x1) || (y0 === y && y === y1));
  });
}
