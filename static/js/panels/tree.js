/**
 * The graph as a tree to walk through with the arrow keys: for those who do not see the stage. It shows itself while
 * it has the focus. Enter goes to a step, or asks about a number.
 *
 * @import {Item, Open, Place} from "#app/state/tree.js"
 * @import {Page} from "#app/state/page.js"
 */

import { placeTold } from "#app/panels/told.js";
import { reveal } from "#app/state/hidden.js";
import { choose, goTo } from "#app/state/page.js";
import { isBackward, stopAt } from "#app/state/stops.js";
import { indexOf, itemsOf, moved } from "#app/state/tree.js";
import { words } from "#app/words/page.js";
import { effect, html, render } from "#vendor/preact.js";

const REST = 200; // ms: where nobody reads it, it follows when the playhead rests

/**
 * @param {Page} page
 * @param {HTMLElement} root
 */
export function mountTree(page, root) {
  /** @type {Place} */
  let place = { level: 1, t: 1, node: "", unit: 0 };
  /** @type {Open} */
  let open = { net: false, step: null, node: null };
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;

  const draw = () => {
    const [run, itinerary] = [page.run.peek(), page.itinerary.peek()];
    if (!run || !itinerary) return;
    const hadFocus = root.contains(document.activeElement);
    ({ place, open } = sound(place, open, run.plan));
    const items = itemsOf(run.plan, place, open);
    const current = page.stop.peek()?.t ?? 0;
    const tell = (/** @type {Item} */ item) => placeTold(run, itinerary, page.cursor.peek(), item);
    render(list(items, indexOf(items, place), current, tell), root);
    if (hadFocus) /** @type {HTMLElement | null} */ (root.querySelector("[tabindex='0']"))?.focus();
  };

  effect(() => {
    page.run.value;
    page.cursor.value;
    clearTimeout(timer);
    timer = setTimeout(draw, root.contains(document.activeElement) ? 0 : REST);
  });

  /** @param {KeyboardEvent} event */
  const onKey = (event) => {
    const run = page.run.peek();
    if (!run || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Enter" || event.key === " ") act(page, place);
    else if (!KEYS.has(event.key)) return;
    event.preventDefault();
    const next = moved(event.key, itemsOf(run.plan, place, open), place, open, run.plan);
    if (next) ({ place, open } = next);
    draw();
  };
  root.addEventListener("keydown", onKey);
  root.addEventListener("click", ({ target }) => {
    const item = target instanceof Element ? target.closest("[data-place]") : null;
    if (!(item instanceof HTMLElement)) return;
    place = JSON.parse(item.dataset.place ?? "");
    act(page, place);
    draw();
  });
}

const KEYS = new Set(["ArrowDown", "ArrowUp", "ArrowLeft", "ArrowRight", "Home", "End"]);

/**
 * @param {Item[]} items
 * @param {number} active
 * @param {number} current step of the playhead
 * @param {(item: Item) => string} tell
 */
function list(items, active, current, tell) {
  return html`
    <ul class="tree" role="tree" aria-label=${words.tree}>
      ${items.map(
        (item, k) => html`
          <li
            key=${k}
            role="treeitem"
            class=${`level-${item.level}`}
            tabindex=${k === active ? 0 : -1}
            data-place=${JSON.stringify({ level: item.level, t: item.t, node: item.node, unit: item.unit })}
            aria-level=${item.level}
            aria-posinset=${item.position}
            aria-setsize=${item.of}
            aria-expanded=${item.expanded === null ? undefined : item.expanded}
            aria-current=${item.level === 2 && item.t === current ? "step" : undefined}
          >${tell(item)}</li>
        `,
      )}
    </ul>
  `;
}

/**
 * A place that the net now shown has.
 *
 * @param {Place} place
 * @param {Open} open
 * @param {import("#app/types.js").Plan} plan
 */
function sound(place, open, plan) {
  const names = [...plan.rows, "x"];
  const t = Math.min(place.t, plan.T);
  const known = names.includes(place.node);
  const level = known ? place.level : /** @type {1 | 2} */ (Math.min(2, place.level));
  const size = plan.equations.find(({ name }) => name === place.node)?.size ?? plan.input?.size ?? 1;
  const unit = Math.min(place.unit, size - 1);
  const step = open.step !== null && open.step <= plan.T ? open.step : null;
  const node = open.node !== null && names.includes(open.node) ? open.node : null;
  return { place: { level, t, node: known ? place.node : names[0], unit }, open: { ...open, step, node } };
}

/**
 * @param {Page} page
 * @param {Place} place
 */
function act(page, { level, t, node, unit }) {
  const [course, stop] = [page.course.peek(), page.moment.peek()];
  if (!course || !stop || level === 1) return;
  if (level > 2) choose(page, { node, t, unit });
  if (level > 3) reveal(page, { node, t, unit });
  if (level > 2) return;
  goTo(page, stopAt(course, t, isBackward(stop) ? "backward" : "forward"));
}
