/**
 * Everything in an opened step that is no arrow: glyphs of operations, vectors, names, values and gradients.
 *
 * @import {Box, Scene, Vector, Words} from "#app/types.js"
 * @import {Standing, OpenedFrame} from "#app/layout/opened/frame.js"
 * @import {Room} from "#app/layout/opened/labels.js"
 * @import {Glance} from "#app/layout/opened/values.js"
 */

import { lettersOf, rectOf } from "#app/layout/opened/labels.js";
import {
  brief,
  equationNamed,
  flowOf,
  isBack,
  isReached,
  normOf,
  printed,
  shapeText,
  standsOn,
} from "#app/layout/opened/values.js";
import { rampOf } from "#app/layout/ramp.js";
import { symbolAt } from "#app/layout/symbols.js";

/**
 * @typedef {object} Marks
 * @property {Vector[]} vectors
 * @property {Box[]} boxes
 * @property {Words[]} words
 * @property {NonNullable<Scene["notes"]>} notes
 * @property {Box[]} outlines
 */

/** @typedef {"values" | "norms" | "shapes"} Show */

/**
 * @param {Glance} glance
 * @param {OpenedFrame} frame
 * @param {number} left
 * @param {Show} show
 * @returns {Marks}
 */
export function marksOf(glance, frame, left, show) {
  /** @type {Marks} */
  const marks = { vectors: [], boxes: [], words: [], notes: [], outlines: [] };
  for (const one of frame.standing.values()) {
    const reached = isReached(glance, one.stand);
    const moved = { ...one, x: one.x + left };
    if (one.stand.kind === "operation") operation(marks, glance, moved, reached, show, left);
    else if (one.stand.kind === "vector") vector(marks, glance, moved, reached);
    numbers(marks, glance, moved, reached, show, left);
  }
  return marks;
}

/**
 * @param {Marks} marks
 * @param {Glance} glance
 * @param {Standing} one
 * @param {boolean} reached
 * @param {Show} show
 * @param {number} left
 */
function operation(marks, glance, one, reached, show, left) {
  const { stand, x, y, beside } = one;
  const glyph = /** @type {import("#app/state/openedglyph.js").Glyph} */ (stand.glyph);
  const isRound = glyph.shape === "circle";
  const role = reached ? `role-${glyph.role}` : "unreached";
  const names = glyph.parameter ?? undefined;
  marks.boxes.push({
    key: `glyph-${stand.key}`,
    tone: `glyph ${role}`,
    ...rectOf(one),
    radius: isRound ? 15 : 6,
    names,
  });
  const isProduct = glyph.shape === "product";
  if (glance.asked === stand.key) marks.outlines.push(around(one));
  const tone = `glyph ${role}`;
  marks.notes.push({ key: `glyph-${stand.key}`, tex: glyph.tex, x, y: isProduct ? y - 8 : y, tone, names });
  if (isProduct && reached) {
    const text = show === "shapes" ? shapeText(glance.run.plan, stand) : printed(standsOn(glance, stand), glance.unit);
    marks.words.push({ key: `in-${stand.key}`, tone: "value inside", x, y: y + 10, text, anchor: "middle" });
  }
  glyph.beside.forEach((parameter, k) => {
    const room = beside[k];
    if (!room || !reached) return;
    const right = room.anchor === "end" ? room.x + room.width : room.x;
    const at = left + (room.anchor === "end" ? right : room.x + room.width / 2);
    const tensor = glance.run.parameters.get(parameter.name);
    const text = show === "shapes" ? (tensor?.shape.join("×") ?? "") : printed(tensor?.values, glance.unit);
    const middle = left + room.x + room.width / 2;
    marks.notes.push({
      key: `with-${stand.key}-${k}`,
      tex: parameter.tex,
      x: middle,
      y: room.y + 8,
      tone: `beside letters-${lettersOf(parameter.tex)} role-${parameter.role}`,
      names: parameter.name,
    });
    marks.words.push({
      key: `with-${stand.key}-${k}`,
      tone: `value role-${parameter.role}`,
      x: room.anchor === "end" ? middle : at,
      y: room.y + 25,
      text,
      anchor: "middle",
    });
  });
}

/**
 * The outline of what is asked about.
 *
 * @param {Standing} one
 * @returns {Box}
 */
function around(one) {
  const { x, y, width, height } = rectOf(one);
  return {
    key: "outline-asked",
    tone: "outline",
    x: x - 4,
    y: y - 4,
    width: width + 8,
    height: height + 8,
    radius: 10,
  };
}

/**
 * @param {Marks} marks
 * @param {Glance} glance
 * @param {Standing} one
 * @param {boolean} reached
 */
function vector(marks, glance, one, reached) {
  const { run, t, unit } = glance;
  const { stand } = one;
  const equation = equationNamed(run.plan, stand.name);
  const series = run.values.get(stand.name);
  const rect = rectOf(one);
  const values = reached ? standsOn(glance, stand) : null;
  marks.vectors.push({ key: `open-${stand.name}`, node: stand.name, t, ...rect, values, ...rampOf(equation, series) });
  if (!values) {
    marks.boxes.push({ key: `later-${stand.key}`, tone: "later", ...rect, radius: 2 });
    return;
  }
  const chosen = values.length === 1 ? 0 : unit;
  if (chosen >= values.length) return;
  const each = rect.height / values.length;
  const tall = Math.max(5, each);
  const y = rect.y + (chosen + 0.5) * each - tall / 2;
  const { key } = stand;
  marks.outlines.push({
    key: `unit-${key}`,
    tone: "unit",
    x: rect.x - 4,
    y,
    width: rect.width + 8,
    height: tall,
    radius: 1,
  });
}

/**
 * Name, value and gradient in the rooms kept for them.
 *
 * @param {Marks} marks
 * @param {Glance} glance
 * @param {Standing} one
 * @param {boolean} reached
 * @param {Show} show
 * @param {number} left
 */
function numbers(marks, glance, one, reached, show, left) {
  const { stand, upper, lower, named } = one;
  const { run, t, unit } = glance;
  const { key, name, shift } = stand;
  if (upper && named && stand.kind !== "bars") {
    const tex = symbolAt(run.plan, name, t + (stand.kind === "entry" ? shift : 0));
    const x = left + (upper.anchor === "end" ? upper.x + upper.width - named - 46 : upper.x);
    marks.notes.push({ key: `name-${key}`, tex, x, y: upper.y + 8, tone: reached ? "name" : "name unreached" });
  }
  if (upper && reached) {
    const text = show === "shapes" ? shapeText(run.plan, stand) : printed(standsOn(glance, stand), unit);
    marks.words.push({ key: `value-${key}`, tone: "value", ...anchored(upper, left, named), text });
  }
  if (!lower || show === "shapes") return;
  const grad = gradientOf(glance, one);
  if (!grad) return;
  const text = show === "norms" ? `‖${brief(normOf(grad))}‖` : printed(grad, unit);
  marks.words.push({ key: `grad-${key}`, tone: "value grad", ...anchored(lower, left, 0), text });
}

/**
 * What the loss wants of it: all of it for what stands here, for what came in what goes back out.
 *
 * @param {Glance} glance
 * @param {Standing} one
 */
function gradientOf(glance, { stand }) {
  if (stand.kind === "entry") {
    return flowOf(
      glance,
      glance.graph.links.filter(({ from }) => from === stand.key),
    );
  }
  return isBack(glance, stand) ? (glance.step?.nodes.get(stand.id)?.grad ?? null) : null;
}

/**
 * @param {Room} room
 * @param {number} left
 * @param {number} named pixels of the name before it
 * @returns {{x: number, y: number, anchor: "start" | "end"}}
 */
function anchored({ x, y, width, anchor }, left, named) {
  return { x: left + (anchor === "end" ? x + width : x + named), y: y + 9, anchor };
}
