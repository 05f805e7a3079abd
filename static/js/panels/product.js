/**
 * The nearest zoom: a product of the opened step written out, with where it goes beside it.
 *
 * @import {ProductScene} from "#app/types.js"
 * @import {Glance} from "#app/layout/opened/values.js"
 * @import {Looked} from "#app/layout/product/sight.js"
 * @import {Page} from "#app/state/page.js"
 */

import { createProduct } from "#app/draw/product.js";
import { theme } from "#app/draw/theme.js";
import { glanceAt } from "#app/layout/opened/values.js";
import { largerFor } from "#app/layout/presented.js";
import { numberAt, productScene } from "#app/layout/product/scene.js";
import { sightOf } from "#app/layout/product/sight.js";
import { ProductBar } from "#app/panels/productbar.js";
import { ProductReading } from "#app/panels/productline.js";
import { ProductWay } from "#app/panels/productway.js";
import { reveal, revealEntry } from "#app/state/hidden.js";
import { openedAt, openedSteps } from "#app/state/opened.js";
import { chooseEntry, openedProduct } from "#app/state/product.js";
import { product as words } from "#app/words/product.js";
import { computed, effect, html, render, signal } from "#vendor/preact.js";

/** @typedef {{glance: Glance, looked: Looked}} Written what is written out */

/** @typedef {{page: Page, written: import("#vendor/preact.js").Signal<Written | null>, pointed: import("#vendor/preact.js").Signal<Pointed>}} Props */

/** @typedef {{kind: string, row: number, column: number} | null} Pointed the number under the pointer */

/**
 * @param {Page} page
 * @param {HTMLElement} root
 */
export function mountProduct(page, root) {
  const [bar, numbers, line, way] = ["bar", "numbers", "line", "way"].map((name) => {
    const part = root.appendChild(document.createElement("div"));
    part.className = `product-${name}`;
    return part;
  });
  const figure = numbers.appendChild(document.createElement("div"));
  figure.className = "figure-of-product";
  numbers.tabIndex = 0; // scrolls where the numbers need more room than there is
  numbers.role = "group";
  numbers.ariaLabel = words.numbers;
  const written = whatIsWritten(page);
  const pointed = signal(/** @type {Pointed} */ (null));
  const props = { page, written, pointed };
  render(html`<${ProductBar} ...${props} />`, bar);
  render(html`<${ProductReading} ...${props} />`, line);
  render(html`<${ProductWay} ...${props} />`, way);
  drawNumbers(page, root, numbers, figure, props);
}

/**
 * As large as everything else on the stage of a projector.
 *
 * @param {HTMLElement} root
 */
function largerOn({ clientWidth, clientHeight }) {
  return largerFor(clientWidth, clientHeight);
}

/**
 * While the server is asked for the next step, the picture before stays.
 *
 * @param {Page} page
 */
function whatIsWritten(page) {
  /** @type {Written | null} */
  let last = null;
  return computed(() => {
    const [run, itinerary, cursor, view] = [page.run.value, page.itinerary.value, page.cursor.value, page.view.value];
    const [product, opening] = [openedProduct(page), page.opening.value];
    page.steps.value;
    if (!run || !itinerary?.stops[cursor] || !product) {
      last = null;
      return null;
    }
    const glance = glanceAt({ run, itinerary, cursor, view, opening, stepOf: openedSteps(page) });
    const isSame = last?.looked.reading.product.id === product.id && last.glance.run.plan === run.plan;
    const looked = sightOf(glance, product, view);
    if (!glance.step && isSame && last) {
      return { ...last, looked: { ...last.looked, reading: { ...last.looked.reading, waiting: true } } };
    }
    last = { glance, looked };
    return last;
  });
}

/**
 * @param {Page} page
 * @param {HTMLElement} root
 * @param {HTMLElement} frame
 * @param {HTMLElement} figure
 * @param {Props} props
 */
function drawNumbers(page, root, frame, figure, { written, pointed }) {
  const draw = createProduct(figure);
  const room = signal({ width: 0, height: 0 });
  new ResizeObserver(() => {
    const { clientWidth: width, clientHeight: height } = frame;
    if (width !== room.peek().width || height !== room.peek().height) room.value = { width, height };
  }).observe(frame);
  /** @type {ProductScene | null} */
  let scene = null;
  effect(() => {
    const [found, { width, height }, presenting] = [written.value, room.value, page.presenting.value];
    if (!found || width < 50) return;
    const { reading, writes, column } = found.looked;
    page.followed.value = column;
    scene = productScene({ ...found.looked, width, height, larger: presenting ? largerOn(root) : 1 });
    draw(scene, theme.value, {
      matrix: writes === "share" ? null : reading.matrix.values,
      left: writes === "share" ? reading.delta : null,
      top: writes === "share" ? reading.operand : null,
    });
  });
  const find = (/** @type {MouseEvent} */ { clientX, clientY }) => {
    const { left, top } = figure.getBoundingClientRect();
    return scene && numberAt(scene, clientX - left, clientY - top);
  };
  figure.addEventListener("click", (event) => {
    const found = find(event);
    if (!found) return;
    const [row, column] = [found.row, found.column].map((at) => (at < 0 ? undefined : at));
    chooseEntry(page, { row, column });
    showHidden(page, found);
  });
  figure.addEventListener("pointermove", (event) => {
    const found = find(event);
    pointed.value = found && { kind: found.kind, row: found.row, column: found.column };
  });
  figure.addEventListener("pointerleave", () => {
    pointed.value = null;
  });
}

/**
 * A click on a number that is hidden shows it.
 *
 * @param {Page} page
 * @param {NonNullable<Pointed>} found
 */
function showHidden(page, { kind, row, column }) {
  const [product, plan, itinerary, stop] = [openedProduct(page), page.plan.peek(), page.itinerary.peek(), page.stop.peek()]; // biome-ignore format: one line
  const { veil } = page;
  if (!product || !plan || !itinerary || !stop || !veil.peek()) return;
  const { matrix, operand } = product;
  if (kind === "matrix" && matrix.name && veil.peek()?.hidesEntry(matrix.name, [row, column])) {
    revealEntry(page, { parameter: matrix.name, at: [row, column] });
  } else if (kind === "operand") {
    const node = plan.nodes.find(({ id }) => id === operand.node)?.name;
    if (node) reveal(page, { node, t: openedAt(itinerary, stop) + operand.shift, unit: column });
  }
}
