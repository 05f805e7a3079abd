/**
 * The second run's stage and the plot under both: drawn with the first run's scene, so that all is drawn once a frame.
 *
 * @import {Cell, Run, Scene} from "#app/types.js"
 * @import {Standing} from "#app/layout/jointcurve.js"
 * @import {Page} from "#app/state/page.js"
 */

import { createStage } from "#app/draw/stage.js";
import { palette } from "#app/draw/theme.js";
import { cellAt } from "#app/layout/hit.js";
import { jointCurve } from "#app/layout/jointcurve.js";
import { layOut } from "#app/layout/stage.js";
import { setLength } from "#app/panels/stage.js";
import { isComparing, isTogether } from "#app/state/beside.js";
import { foldOf } from "#app/state/folding.js";
import { litNames, litParameters } from "#app/state/lit.js";
import { choose } from "#app/state/page.js";
import { effect, signal, untracked } from "#vendor/preact.js";

/**
 * @param {Page} page
 * @param {import("#vendor/preact.js").Signal<Scene | null>} first the first run's scene
 * @param {{drawing: HTMLElement, plot: HTMLElement}} places
 * @returns {import("#vendor/preact.js").Signal<Scene | null>}
 */
export function mountBeside(page, first, { drawing, plot }) {
  const scene = signal(/** @type {Scene | null} */ (null));
  const height = signal(0); // of the plot
  /** @type {{stage: ReturnType<typeof createStage>, plot: ReturnType<typeof createStage>} | null} */
  let draw = null; // made when first needed
  const frame = /** @type {HTMLElement} */ (plot.parentElement);
  new ResizeObserver(() => {
    height.value = frame.clientHeight;
  }).observe(frame);

  effect(() => {
    document.body.classList.toggle("comparing", isComparing(page));
    document.body.classList.toggle("together", isTogether(page));
  });
  const render = (/** @type {number} */ high) => {
    const { beside } = page;
    const [run, itinerary, own, stops] = [
      beside.run.value,
      beside.itinerary.value,
      page.run.value,
      page.itinerary.value,
    ];
    const [moment, seen, { width, height: room }] = [page.moment.value, page.view.value, page.room.value];
    if (!run || !itinerary || !own || !stops || !moment) return null;
    const cursor = beside.cursor.value;
    const view = { ...seen, cell: page.asked.value ?? seen.cell, fold: foldOf(seen, page.moving.value) };
    const [presenting, lit, together] = [
      page.presenting.value,
      litBeside(page, run),
      { plan: own.plan, moment, isSecond: true },
    ];
    const stands = { run, itinerary, cursor: Math.max(0, cursor) };
    const next = layOut({ ...stands, view, width, height: room, presenting, lit, together });
    draw ??= { stage: createStage(drawing), plot: createStage(plot) };
    draw.stage(next, palette.value, run);
    const { larger, gutter, shared: axis = next.axis } = next;
    for (const element of [drawing, plot]) setLength(element, "--larger", String(larger));
    /** @type {[Standing, Standing]} */
    const sides = [{ run: own, itinerary: stops, cursor: page.cursor.value }, stands];
    draw.plot(
      jointCurve({ sides, moment, view, stage: { axis, gutter, larger }, width, height: high }),
      palette.value,
      own,
    );
    return next;
  };
  effect(() => {
    const high = height.value;
    const isShown = first.value?.shared && high > 0 && isTogether(page);
    palette.value;
    page.asked.value;
    scene.value = isShown ? untracked(() => render(high)) : null;
  });
  scrollTogether(/** @type {HTMLElement} */ (drawing.parentElement));
  drawing.addEventListener("click", (event) => {
    const { left, top } = drawing.getBoundingClientRect();
    const now = scene.peek();
    const cell = now && cellAt(now, event.clientX - left, event.clientY - top);
    if (!cell) return;
    ask(page, cell);
    event.preventDefault();
  });
  return scene;
}

/**
 * Where the rows need more height than there is, one scrolls with the other.
 *
 * @param {HTMLElement} frame of the second
 */
function scrollTogether(frame) {
  const first = /** @type {HTMLElement} */ (document.getElementById("stage"));
  const follow = (/** @type {HTMLElement} */ one, /** @type {HTMLElement} */ other) => () => {
    if (other.scrollTop !== one.scrollTop) other.scrollTop = one.scrollTop;
  };
  frame.addEventListener("scroll", follow(frame, first), { passive: true });
  first.addEventListener("scroll", follow(first, frame), { passive: true });
}

/**
 * A number of B is asked about in both; one that A does not have is shown in the table alone.
 *
 * @param {Page} page
 * @param {Cell} cell
 */
function ask(page, cell) {
  const plan = page.plan.peek();
  const size = cell.node === "x" ? plan?.input?.size : plan?.equations.find(({ name }) => name === cell.node)?.size;
  const isOurs = plan && size !== undefined && cell.unit < size && cell.t <= plan.T;
  page.asked.value = isOurs ? null : cell;
  if (isOurs) choose(page, cell);
}

/**
 * What is lit, as far as B has it.
 *
 * @param {Page} page
 * @param {Run} run
 */
function litBeside(page, { plan }) {
  const names = litNames(page);
  const known = new Set(plan.parameters.map(({ name }) => name));
  return { names, parameters: litParameters(page).filter((name) => known.has(name)) };
}
