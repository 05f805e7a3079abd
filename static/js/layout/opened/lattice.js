/**
 * The ground on which the arrows of an opened step run: a lattice, what stands on it, and what already runs there.
 *
 * @import {Point} from "#app/layout/paths.js"
 */

import { GRID } from "#app/layout/opened/rows.js";

/** @typedef {{x: number, y: number, width: number, height: number}} Rect */
/** @typedef {{cell: number, way: 0 | 1, tip: Point}} Port  way 0: horizontal; tip on the border of what it belongs to */

const NEAR = 14; // cost of another one right beside
const BEFORE = 11; // free pixels left of and above anything: a gradient runs right of and below its arrow
const AFTER = 3;

export class Lattice {
  /**
   * @param {{width: number, top: number, bottom: number}} area
   * @param {Rect[]} obstacles
   */
  constructor({ width, top, bottom }, obstacles) {
    this.width = width;
    this.top = top;
    this.columns = Math.floor(width / GRID) + 1;
    this.rows = Math.floor((bottom - top) / GRID) + 1;
    this.size = this.columns * this.rows;
    this.blocked = new Uint8Array(this.size);
    const unused = () => new Int16Array(this.size).fill(-1);
    this.used = [unused(), unused()]; // by direction: the tree that runs there
    this.reserved = new Uint8Array(this.size); // before the sides of something: better not to pass there
    for (const obstacle of obstacles) this.block(obstacle);
  }

  /** @param {Rect} obstacle */
  block({ x, y, width, height }) {
    const { top, columns, rows } = this;
    for (let j = Math.max(0, ceil(y - BEFORE - top)); j * GRID + top < y + height + AFTER && j < rows; j += 1) {
      for (let i = Math.max(0, ceil(x - BEFORE)); i * GRID < x + width + AFTER && i < columns; i += 1)
        this.blocked[j * columns + i] = 1;
    }
  }

  /**
   * The ports of something: where an arrow may leave or reach its four sides.
   *
   * @param {Rect} rect
   * @param {string} sides of "news"
   * @returns {Port[]}
   */
  portsOf({ x, y, width, height }, sides) {
    const { top, columns, rows } = this;
    const [middleX, middleY] = [x + width / 2, y + height / 2];
    const i = Math.round(middleX / GRID);
    const j = Math.round((middleY - top) / GRID);
    /** @type {Record<string, [number, number, 0 | 1, Point]>} */
    const all = {
      n: [i, Math.floor((y - BEFORE - top) / GRID), 1, [middleX, y]],
      s: [i, Math.ceil((y + height + AFTER - top) / GRID), 1, [middleX, y + height]],
      w: [Math.floor((x - BEFORE) / GRID), j, 0, [x, middleY]],
      e: [Math.ceil((x + width + AFTER) / GRID), j, 0, [x + width, middleY]],
    };
    return [...sides].flatMap((side) => {
      const [column, row, way, tip] = all[side];
      if (column < 0 || row < 0 || column >= columns || row >= rows) return [];
      const cell = row * columns + column;
      if (this.blocked[cell]) return [];
      this.reserved[cell] = 1;
      return [{ cell, way, tip }];
    });
  }

  /**
   * Where something enters or leaves through the frame's side.
   *
   * @param {"left" | "right"} side
   * @param {number} y
   * @returns {Port}
   */
  gate(side, y) {
    const row = Math.round((y - this.top) / GRID);
    const column = side === "left" ? 0 : this.columns - 1;
    return { cell: row * this.columns + column, way: 0, tip: [side === "left" ? 0 : this.width, y] };
  }

  /**
   * @param {number} cell
   * @param {number} way
   * @param {number} mine
   */
  isFree(cell, way, mine) {
    return this.used[way][cell] < 0 || this.used[way][cell] === mine;
  }

  /**
   * What it costs that others run close by in the same direction.
   *
   * @param {number} cell
   * @param {number} way
   * @param {number} mine
   */
  priceBeside(cell, way, mine) {
    let price = 0;
    for (const k of [1, 2]) {
      const off = k * (way ? 1 : this.columns);
      for (const other of [cell - off, cell + off]) {
        if (other < 0 || other >= this.size) continue;
        const there = this.used[way][other];
        if (there >= 0 && there !== mine) price += NEAR / k;
      }
    }
    return price;
  }

  /**
   * @param {number} cell
   * @returns {Point}
   */
  point(cell) {
    return [(cell % this.columns) * GRID, Math.floor(cell / this.columns) * GRID + this.top];
  }
}

/** @param {number} pixels */
function ceil(pixels) {
  return Math.floor(pixels / GRID) + 1;
}
