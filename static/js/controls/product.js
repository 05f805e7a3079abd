/**
 * A product that stands written out: the block of the opened step grows into it; it closes where another net has no
 * such product; the number that is asked about goes along through the steps.
 *
 * @import {Page} from "#app/state/page.js"
 * @import {Shown} from "#app/controls/zoom.js"
 */

import { openedAt } from "#app/state/opened.js";
import { cellOf, closeProduct, openedProduct } from "#app/state/product.js";
import { productOf } from "#app/state/products.js";
import { effect } from "#vendor/preact.js";

const GROWS = 240; // ms
const still = matchMedia("(prefers-reduced-motion: reduce)");

/**
 * @param {Page} page
 * @param {Shown} scene
 * @param {{stage: HTMLElement, drawing: HTMLElement, product: HTMLElement}} places
 */
export function keepProduct(page, scene, { stage, drawing, product }) {
  /** @type {number | null} */
  let before = null;
  effect(() => {
    const now = openedProduct(page)?.id ?? null;
    if (now === before) return;
    const block = now !== null && before === null ? blockOf(scene, drawing, now) : null;
    const hadFocus = product.contains(document.activeElement);
    before = now;
    document.body.classList.toggle("product-open", now !== null);
    if (now === null && hadFocus) stage.focus({ preventScroll: true });
    if (now !== null) stage.scrollTo(0, 0);
    if (block && !still.matches) grow(product, block);
  });
  closeStrangers(page);
  goAlong(page);
}

/**
 * Where the product's block stands on the screen.
 *
 * @param {Shown} scene
 * @param {HTMLElement} drawing
 * @param {number} id
 */
function blockOf(scene, drawing, id) {
  const box = scene.peek()?.boxes.find(({ key }) => key === `glyph-o:${id}`);
  const { left, top, width } = drawing.getBoundingClientRect();
  return box && width > 0 ? { x: left + box.x, y: top + box.y, width: box.width, height: box.height } : null;
}

/**
 * @param {HTMLElement} element
 * @param {{x: number, y: number, width: number, height: number}} from
 */
function grow(element, from) {
  const to = element.getBoundingClientRect();
  const start = `translate(${from.x - to.x}px, ${from.y - to.y}px) scale(${from.width / to.width}, ${from.height / to.height})`;
  element.animate(
    [
      { transform: start, opacity: 0.2 },
      { opacity: 1, offset: 0.7 },
      { transform: "none", opacity: 1 },
    ],
    {
      duration: GROWS,
      easing: "cubic-bezier(0.2, 0.7, 0.2, 1)",
    },
  );
}

/**
 * A product that this net does not have (from a stranger's link), or that belongs to another net's text.
 *
 * @param {Page} page
 */
function closeStrangers(page) {
  /** @type {string | null} */
  let text = null;
  effect(() => {
    const plan = page.plan.value;
    if (!plan) return;
    const isOther = text !== null && plan.net.text !== text;
    text = plan.net.text;
    const { product, open } = page.view.peek();
    const isOpen = product !== null && product !== undefined;
    if (isOpen && (isOther || (open && !productOf(plan, product)))) closeProduct(page);
  });
}

/**
 * The number at the end of the open product's way is asked about at the step that stands open.
 *
 * @param {Page} page
 */
function goAlong(page) {
  effect(() => {
    const [itinerary, stop, product, plan] = [
      page.itinerary.value,
      page.stop.value,
      openedProduct(page),
      page.plan.value,
    ];
    const { cell } = page.view.value;
    if (!itinerary || !stop || !product || !plan || !cell) return;
    const t = openedAt(itinerary, stop);
    if (cell.t === t || cellOf(plan, product, cell, t, 0).node !== cell.node) return;
    page.view.value = { ...page.view.peek(), cell: { ...cell, t } };
  });
}
