/**
 * Finds ways for the arrows of an opened step: along a lattice, around everything that stands there, with few bends.
 * What leaves one place shares its way as far as it goes; different ones may cross but never run on each other.
 *
 * @typedef {import("#app/layout/paths.js").Point} Point
 */

import { GRID } from "#app/layout/opened/rows.js";

/** @typedef {{x: number, y: number, width: number, height: number}} Rect */
/** @typedef {{cell: number, way: 0 | 1, tip: Point}} Port  way 0: horizontal; tip on the border of what it belongs to */
/** @typedef {{key: string, from: string, out: Port[], into: Port[]}} Wish */
/** @typedef {{key: string, from: string, points: Point[]}} Way */

const [BEND, CROSS, NEAR, TAKEN, OWN] = [30, 10, 14, 80, 1];
const STEP = 8; // cost of one cell; whole numbers keep the order of the search the same everywhere
const BEFORE = 11; // free pixels left of and above anything: a gradient runs right of and below its arrow
const AFTER = 3;

/**
 * @param {{width: number, top: number, bottom: number}} area
 * @param {Rect[]} obstacles
 */
export function lattice({ width, top, bottom }, obstacles) {
  const columns = Math.floor(width / GRID) + 1;
  const rows = Math.floor((bottom - top) / GRID) + 1;
  const blocked = new Uint8Array(columns * rows);
  const used = [new Int16Array(columns * rows).fill(-1), new Int16Array(columns * rows).fill(-1)];
  const reserved = new Uint8Array(columns * rows); // before the sides of something: better not to pass there
  const ports = new Set();
  for (const { x, y, width: w, height: h } of obstacles) {
    for (let j = Math.max(0, ceil(y - BEFORE - top)); j * GRID + top < y + h + AFTER && j < rows; j += 1) {
      for (let i = Math.max(0, ceil(x - BEFORE)); i * GRID < x + w + AFTER && i < columns; i += 1)
        blocked[j * columns + i] = 1;
    }
  }
  const point = (/** @type {number} */ cell) =>
    /** @type {Point} */ ([(cell % columns) * GRID, Math.floor(cell / columns) * GRID + top]);

  /**
   * The ports of something: where an arrow may leave or reach its four sides.
   *
   * @param {Rect} rect
   * @param {string} sides of "news"
   * @returns {Port[]}
   */
  const portsOf = ({ x, y, width: w, height: h }, sides) => {
    const [middleX, middleY] = [x + w / 2, y + h / 2];
    const i = Math.round(middleX / GRID);
    const j = Math.round((middleY - top) / GRID);
    /** @type {Record<string, [number, number, 0 | 1, Point]>} */
    const all = {
      n: [i, Math.floor((y - BEFORE - top) / GRID), 1, [middleX, y]],
      s: [i, Math.ceil((y + h + AFTER - top) / GRID), 1, [middleX, y + h]],
      w: [Math.floor((x - BEFORE) / GRID), j, 0, [x, middleY]],
      e: [Math.ceil((x + w + AFTER) / GRID), j, 0, [x + w, middleY]],
    };
    return [...sides].flatMap((side) => {
      const [column, row, way, tip] = all[side];
      if (column < 0 || row < 0 || column >= columns || row >= rows) return [];
      const cell = row * columns + column;
      if (blocked[cell]) return [];
      reserved[cell] = 1;
      return [{ cell, way, tip }];
    });
  };

  /**
   * Where something enters or leaves through the frame's side.
   *
   * @param {"left" | "right"} side
   * @param {number} y
   * @returns {Port}
   */
  const gate = (side, y) => {
    const row = Math.round((y - top) / GRID);
    const column = side === "left" ? 0 : columns - 1;
    return { cell: row * columns + column, way: 0, tip: [side === "left" ? 0 : width, y] };
  };

  /** @type {Map<string, {number: number, cells: Map<number, Point[]>}>} what leaves one place: its cells, with the way there */
  const trees = new Map();
  const heap = createHeap();
  const cost = new Int32Array(columns * rows * 2);
  const before = new Int32Array(columns * rows * 2);

  /**
   * @param {Wish} wish
   * @returns {Way | null} null: there is no way
   */
  const route = ({ key, from, out, into }) => {
    const tree = trees.get(from) ?? { number: trees.size, cells: new Map() };
    trees.set(from, tree);
    cost.fill(0x7fffffff);
    heap.clear();
    const push = (/** @type {number} */ state, /** @type {number} */ spent, /** @type {number} */ parent) => {
      if (spent >= cost[state]) return;
      cost[state] = spent;
      before[state] = parent;
      heap.push(spent, state);
    };
    if (tree.cells.size) {
      for (const cell of tree.cells.keys())
        for (const way of [0, 1]) if (free(cell, way, tree.number)) push(cell * 2 + way, 0, -1);
    }
    {
      const more = tree.cells.size ? TAKEN : 0; // better to leave where the others leave
      out.forEach(({ cell, way }, k) => {
        if (!free(cell, way, tree.number)) return;
        push(cell * 2 + way, more + (ports.has(cell) ? TAKEN : 0) + k, -1);
      });
    }
    const goals = new Map(into.map((port) => [port.cell * 2 + port.way, port]));
    let [best, spentBest] = [-1, 0x7fffffff];
    while (heap.size()) {
      const [spent, state] = heap.pop();
      if (spent >= spentBest) break;
      if (spent > cost[state]) continue;
      const goal = goals.get(state);
      if (goal) {
        const total = spent + (ports.has(goal.cell) ? TAKEN : 0);
        if (total < spentBest) [best, spentBest] = [state, total];
      }
      const [cell, way] = [state >> 1, state & 1];
      if (free(cell, 1 - way, tree.number)) push(cell * 2 + 1 - way, spent + BEND, state);
      const i = cell % columns;
      const sides = way ? [cell - columns, cell + columns] : [i > 0 ? cell - 1 : -1, i < columns - 1 ? cell + 1 : -1];
      for (const next of sides) {
        if (next < 0 || next >= blocked.length || blocked[next]) continue;
        if (!free(next, way, tree.number)) continue;
        const across = used[1 - way][next];
        const crossing = across >= 0 && across !== tree.number ? CROSS : 0;
        const own = tree.cells.has(next) && tree.cells.has(cell) ? OWN : STEP;
        const dear = reserved[next] && !goals.has(next * 2 + way) ? CROSS : 0;
        push(next * 2 + way, spent + own + crossing + dear + beside(next, way, tree.number), state);
      }
    }
    if (best < 0) return null;
    const goal = /** @type {Port} */ (goals.get(best));
    return take(key, from, tree, best, goal, out);
  };

  const free = (/** @type {number} */ cell, /** @type {number} */ way, /** @type {number} */ mine) =>
    used[way][cell] < 0 || used[way][cell] === mine;

  /**
   * Whether another one runs close by in the same direction.
   *
   * @param {number} cell
   * @param {number} way
   * @param {number} mine
   */
  const beside = (cell, way, mine) => {
    let price = 0;
    for (const k of [1, 2]) {
      const off = k * (way ? 1 : columns);
      for (const other of [cell - off, cell + off]) {
        if (other < 0 || other >= blocked.length) continue;
        const there = used[way][other];
        if (there >= 0 && there !== mine) price += NEAR / k;
      }
    }
    return price;
  };

  /**
   * @param {string} key
   * @param {string} from
   * @param {{number: number, cells: Map<number, Point[]>}} tree
   * @param {number} end
   * @param {Port} goal
   * @param {Port[]} out
   * @returns {Way}
   */
  const take = (key, from, tree, end, goal, out) => {
    /** @type {number[]} */
    const cells = [];
    for (let state = end; state >= 0; state = before[state]) {
      const cell = state >> 1;
      if (cells.at(-1) !== cell) cells.push(cell);
      if (used[state & 1][cell] < 0) used[state & 1][cell] = tree.number;
    }
    cells.reverse();
    for (let k = 1; k < cells.length - 1; k += 1) {
      const bends = Math.abs(cells[k + 1] - cells[k]) !== Math.abs(cells[k] - cells[k - 1]);
      if (bends) used[0][cells[k]] = used[1][cells[k]] = tree.number;
    }
    const known = tree.cells.get(cells[0]);
    const start = out.find(({ cell }) => cell === cells[0]);
    /** @type {Point[]} */
    let points = known ?? (start ? [start.tip, point(cells[0])] : [point(cells[0])]);
    if (!known && start) ports.add(start.cell);
    tree.cells.set(cells[0], points);
    for (const cell of cells.slice(1)) {
      points = [...points, point(cell)];
      if (!tree.cells.has(cell)) tree.cells.set(cell, points);
      else points = /** @type {Point[]} */ (tree.cells.get(cell));
    }
    ports.add(goal.cell);
    return { key, from, points: straightened([...points, goal.tip]) };
  };
  /**
   * Keeps the short way between two neighbours free of others.
   *
   * @param {string} from
   * @param {Point[]} points
   */
  const claim = (from, [[x0, y0], [x1, y1]]) => {
    const tree = trees.get(from) ?? { number: trees.size, cells: new Map() };
    trees.set(from, tree);
    const way = y0 === y1 ? 0 : 1;
    for (let j = Math.ceil((Math.min(y0, y1) - top) / GRID); j * GRID + top <= Math.max(y0, y1); j += 1) {
      for (let i = Math.ceil(Math.min(x0, x1) / GRID); i * GRID <= Math.max(x0, x1); i += 1) {
        used[way][j * columns + i] = tree.number;
        ports.add(j * columns + i);
      }
    }
  };
  return { portsOf, gate, route, claim };
}

/** @param {number} pixels */
function ceil(pixels) {
  return Math.floor(pixels / GRID) + 1;
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

/** The cheapest first; of equals, the one that came first. */
function createHeap() {
  /** @type {[number, number, number][]} */
  let items = [];
  let count = 0;
  const less = (/** @type {number} */ a, /** @type {number} */ b) =>
    items[a][0] < items[b][0] || (items[a][0] === items[b][0] && items[a][1] < items[b][1]);
  const swap = (/** @type {number} */ a, /** @type {number} */ b) => {
    [items[a], items[b]] = [items[b], items[a]];
  };
  return {
    clear: () => {
      items = [];
      count = 0;
    },
    size: () => items.length,
    push: (/** @type {number} */ spent, /** @type {number} */ state) => {
      items.push([spent, count, state]);
      count += 1;
      let at = items.length - 1;
      while (at > 0 && less(at, (at - 1) >> 1)) {
        swap(at, (at - 1) >> 1);
        at = (at - 1) >> 1;
      }
    },
    /** @returns {[number, number]} */
    pop: () => {
      const [spent, , state] = items[0];
      const last = /** @type {[number, number, number]} */ (items.pop());
      if (items.length) {
        items[0] = last;
        let at = 0;
        for (;;) {
          const [left, right] = [2 * at + 1, 2 * at + 2];
          let least = at;
          if (left < items.length && less(left, least)) least = left;
          if (right < items.length && less(right, least)) least = right;
          if (least === at) break;
          swap(at, least);
          at = least;
        }
      }
      return [spent, state];
    },
  };
}
