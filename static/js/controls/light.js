/**
 * Point at a name anywhere, or bring the focus to it, and it lights up everywhere. Whatever shows a name carries it in
 * `data-names`; here the names that are meant become a rule, and CSS does the rest. A click pins a parameter.
 *
 * @import {Scene} from "#app/types.js"
 * @import {Page} from "#app/state/page.js"
 */

import { cellAt } from "#app/layout/hit.js";
import { litNames, togglePin } from "#app/state/lit.js";
import { effect } from "#vendor/preact.js";

const NOT_PINNED = ".code, .glyph"; // where a click means something else: writing, opening a product
const PINNED = 0.5; // what is pinned stays for long: the rest must stay legible

/**
 * @param {Page} page
 * @param {import("#vendor/preact.js").Signal<Scene | null>} scene
 * @param {HTMLElement} drawing where cells are painted, not elements
 */
export function keepLit(page, scene, drawing) {
  const sheet = new CSSStyleSheet();
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
  effect(() => sheet.replaceSync(rules(litNames(page), page.lit.value ? 1 : PINNED)));

  let focused = /** @type {string | null} */ (null);
  const point = (/** @type {string | null} */ names) => {
    page.lit.value = names ?? focused;
  };
  addEventListener("focusin", ({ target }) => {
    const isMeant = target instanceof Element && target.matches(":focus-visible"); // a click has pointed already
    focused = isMeant ? namesAt(target) : null;
    if (isMeant) point(focused);
  });
  addEventListener("focusout", () => {
    focused = null;
    point(null);
  });
  const drags = (/** @type {PointerEvent} */ { pointerType, buttons }) => pointerType === "mouse" && buttons > 0;
  addEventListener("pointerover", (event) => {
    if (!drags(event)) point(namesAt(event.target));
  });
  document.documentElement.addEventListener("pointerleave", () => point(null));
  drawing.addEventListener("pointermove", (event) => {
    if (drags(event) || namesAt(event.target)) return;
    const { left, top } = drawing.getBoundingClientRect();
    const now = scene.peek();
    point((now && cellAt(now, event.clientX - left, event.clientY - top)?.node) ?? null);
  });
  addEventListener("click", (event) => {
    if (event.defaultPrevented || !(event.target instanceof Element) || event.target.closest(NOT_PINNED)) return;
    if (togglePin(page, namesAt(event.target))) event.preventDefault();
  });
}

/** @param {EventTarget | null} target */
function namesAt(target) {
  const named = target instanceof Element ? target.closest("[data-names]") : null;
  return named?.getAttribute("data-names") || null;
}

/**
 * @param {string | null} names between spaces
 * @param {number} dimmed how far everything else steps back
 */
function rules(names, dimmed) {
  if (!names) return "";
  const those = names.split(" ").map((name) => `[data-names~=${CSS.escape(name)}]`);
  return `:root { --any-lit: ${dimmed} } ${those.join(", ")} { --lit: 1 }`;
}
