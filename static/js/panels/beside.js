/**
 * The second run's stage and the plot under both: drawn with the first run's scene, so that all is drawn once a frame.
 *
 * @import {Scene} from "#app/types.js"
 * @import {Standing} from "#app/layout/jointcurve.js"
 * @import {Page} from "#app/state/page.js"
 */

import { createStage } from "#app/draw/stage.js";
import { palette } from "#app/draw/theme.js";
import { cellAt } from "#app/layout/hit.js";
import { jointCurve } from "#app/layout/jointcurve.js";
import { layOut } from "#app/layout/stage.js";
import { setLength } from "#app/panels/stage.js";
import { askBeside, isComparing, isTogether } from "#app/state/beside.js";
import { foldOf } from "#app/state/folding.js";
import { litBeside } from "#app/state/lit.js";
import { canDraw } from "#app/state/parts.js";
import { effect, signal, untracked } from "#vendor/preact.js";

/**
 * @param {Page} page
 * @param {import("#vendor/preact.js").Signal<Scene | null>} first the first run's scene
 * @param {{drawing: HTMLElement, plot: HTMLElement}} places
 * @returns {{scene: import("#vendor/preact.js").Signal<Scene | null>, plot: import("#vendor/preact.js").Signal<Scene | null>}} both null where the two do not stand together
 */
export function mountBeside(page, first, { drawing, plot }) {
  const scene = signal(/** @type {Scene | null} */ (null));
  const under = signal(/** @type {Scene | null} */ (null));
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
    under.value = jointCurve({ sides, moment, view, stage: { axis, gutter, larger }, width, height: high });
    draw.plot(under.value, palette.value, own);
    return next;
  };
  effect(() => {
    const high = height.value;
    const isShown = first.value?.shared && high > 0 && isTogether(page) && canDraw(page);
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
    askBeside(page, cell);
    event.preventDefault();
  });
  return { scene, plot: under };
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
