/**
 * The nodes of a graph in TikZ: circles and squares have names, their letters stand in them, and lines that begin or
 * end at circles say so by name and angle: whoever moves a node moves its lines.
 *
 * @import {CircleShape, NameShape, Shape} from "#app/types.js"
 * @import {Part, Point} from "#app/export/paths.js"
 */

import { cornersOf, tikzPath } from "#app/export/paths.js";

const MANY = 8; // points of a line that a person would not set
const OFF = 1.2; // pixels by which a line may miss one of them
const BEND = 5; // pixels
const NEAR = 3; // pixels between a line's end and the node it belongs to

/** @typedef {{name: string, x: number, y: number, r: number}} Node */

/** @param {Shape[]} shapes */
export function createAnchors(shapes) {
  /** @type {Map<Shape, Node>} */
  const nodes = new Map();
  const taken = new Set();
  const add = (/** @type {Shape} */ shape, /** @type {string} */ wish, /** @type {Omit<Node, "name">} */ place) => {
    const plain =
      wish
        .normalize("NFD")
        .replaceAll(/[^A-Za-z0-9]+/gu, "-")
        .replace(/^-+|-+$/gu, "") || "node";
    let name = plain;
    for (let k = 2; taken.has(name); k += 1) name = `${plain}-${k}`;
    taken.add(name);
    nodes.set(shape, { ...place, name });
  };
  for (const shape of shapes) {
    if (shape.kind === "circle" && shape.name) add(shape, shape.name, shape);
    if (shape.kind === "rect" && shape.tone === "delay") {
      const { x, y, width, height, about = "" } = shape;
      add(shape, `delay ${about.split(",")[0]}`, { x: x + width / 2, y: y + height / 2, r: width / 2 });
    }
  }
  const names = shapes.filter((shape) => shape.kind === "name");
  /** @type {Map<Shape, NameShape>} */
  const letters = new Map();
  for (const [shape, { x, y }] of nodes) {
    const inside = shape.kind === "circle" && names.find((one) => Math.abs(one.x - x) < 1 && isMiddle(one, y));
    if (inside) letters.set(shape, inside);
  }
  const held = new Set(letters.values());
  const circles = [...nodes].filter(([{ kind }]) => kind === "circle").map(([, node]) => node); // squares stand over lines

  /** @param {Point} point */
  const nodeAt = ([x, y]) => circles.find((one) => Math.abs(distance(one, [x, y]) - one.r) < NEAR);

  return {
    /** @param {Shape} shape */
    named: (shape) => nodes.get(shape)?.name ?? null,
    /** @param {CircleShape} shape */
    inside: (shape) => letters.get(shape) ?? null,
    /** @param {NameShape} shape */
    holds: (shape) => held.has(shape),
    /**
     * @param {Part[]} parts
     * @param {(point: Point) => string} at
     * @returns {{path: string, round: number}}
     */
    path(parts, at) {
      const corners = cornersOf(parts);
      if (!corners) return { path: tikzPath(parts, at), round: 0 };
      const { points, round } = corners.points.length > MANY ? fewer(corners.points) : corners;
      const [first, last] = [points[0], points[points.length - 1]];
      const end = (/** @type {Point} */ point, /** @type {Point} */ next) => {
        const node = nodeAt(point);
        if (!node) return at(point);
        return pointsAt(node, point, next) ? `(${node.name})` : `(${node.name}.${angle(node, point)})`;
      };
      const inner = points.slice(1, -1).map((point) => ` -- ${at(point)}`);
      return { path: `${end(first, points[1])}${inner.join("")} -- ${end(last, points[points.length - 2])}`, round };
    },
  };
}

/** Whether a name stands around that height. @param {NameShape} name @param {number} y */
function isMiddle({ y: baseline, drop }, y) {
  return Math.abs(baseline - drop - y) < 1;
}

/**
 * A line that was drawn through many points, by those that a person would have set, with round corners.
 *
 * @param {Point[]} points
 */
function fewer(points) {
  return { points: simplified(points), round: BEND };
}

/**
 * Leaves out what lies on the line between two others (Douglas and Peucker).
 *
 * @param {Point[]} points
 * @returns {Point[]}
 */
function simplified(points) {
  if (points.length < 3) return points;
  const [[x, y], [tx, ty]] = [points[0], points[points.length - 1]];
  const long = Math.hypot(tx - x, ty - y) || 1;
  const offs = points.map(([px, py]) => Math.abs((tx - x) * (py - y) - (ty - y) * (px - x)) / long);
  const far = offs.indexOf(Math.max(...offs));
  if (offs[far] < OFF) return [points[0], points[points.length - 1]];
  return [...simplified(points.slice(0, far + 1)).slice(0, -1), ...simplified(points.slice(far))];
}

/** @param {Node} node @param {Point} point */
function distance({ x, y }, [px, py]) {
  return Math.hypot(px - x, py - y);
}

/** Degrees as TikZ counts them: upwards. @param {Node} node @param {Point} point */
function angle({ x, y }, [px, py]) {
  return Math.round((Math.atan2(y - py, px - x) * 180) / Math.PI);
}

/**
 * Whether a line from there, seen on, runs through the middle: TikZ then finds the border itself.
 *
 * @param {Node} node
 * @param {Point} point
 * @param {Point} next
 */
function pointsAt(node, point, next) {
  const turn = Math.abs(angle(node, point) - angle(node, next)) % 360;
  return Math.min(turn, 360 - turn) <= 2;
}
