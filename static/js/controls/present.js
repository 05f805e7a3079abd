/**
 * Presentation mode: the whole screen for the graph, letters and lines larger, the rest of the page away. Where the
 * browser has no full screen (or refuses it), the page's own window is filled.
 *
 * @import {Shown} from "#app/controls/zoom.js"
 * @import {Page} from "#app/state/page.js"
 */

import { zoom } from "#app/controls/zoom.js";
import { words } from "#app/words/page.js";
import { effect, html } from "#vendor/preact.js";

/**
 * @param {Page} page
 * @param {HTMLElement} stage has the focus while presenting
 */
export function keepPresenting(page, stage) {
  const root = document.documentElement;
  /** @type {Element | null} */
  let cameFrom = null;
  effect(() => {
    const presenting = page.presenting.value;
    if (presenting === root.classList.contains("presenting")) return;
    if (presenting) cameFrom = document.activeElement;
    root.classList.toggle("presenting", presenting);
    if (presenting) fill(root);
    else empty();
    focusOn(presenting || !(cameFrom instanceof HTMLElement) || cameFrom === document.body ? stage : cameFrom);
  });
  document.addEventListener("fullscreenchange", () => {
    if (!document.fullscreenElement) page.presenting.value = false; // Esc, where the browser takes it
  });
}

/** @param {HTMLElement} root */
function fill(root) {
  if (navigator.userActivation?.isActive === false) return; // the browser would refuse, aloud
  root.requestFullscreen?.().catch(() => {}); // refused: the window is filled, which is as good
}

function empty() {
  if (document.fullscreenElement) document.exitFullscreen().catch(() => {});
}

/** @param {HTMLElement} element */
function focusOn(element) {
  element.focus({ preventScroll: true });
}

const CORNERS = "M1 1h5v2H3v3H1zM10 1h5v5h-2V3h-3zM1 10h2v3h3v2H1zM13 10h2v5h-5v-2h3z";

/**
 * How the stage is seen: zoom, presentation mode, and the list of keys.
 *
 * @param {{page: Page, scene: Shown}} props
 */
export function ViewButtons({ page, scene }) {
  const button = (
    /** @type {string} */ label,
    /** @type {string} */ key,
    /** @type {() => void} */ act,
    /** @type {unknown} */ sign,
  ) =>
    html`<button type="button" class="tight" aria-keyshortcuts=${key} title=${`${label} (${key})`} aria-label=${label} onClick=${act}>${sign}</button>`;
  return html`
    <span class="joined zoom" role="group" aria-label=${words.zoom}>
      ${button(words.zoomOut, "-", () => zoom(page, scene, -1), "−")}
      ${button(words.zoomUsual, "0", () => zoom(page, scene, 0), "0")}
      ${button(words.zoomIn, "+", () => zoom(page, scene, 1), "+")}
      ${button(words.present, "F", () => (page.presenting.value = true), html`<svg class="sign" viewBox="0 0 16 16" aria-hidden="true"><path d=${CORNERS} /></svg>`)}
      ${button(words.keys, "?", () => (page.help.value = true), "?")}
    </span>
  `;
}

/** What leads out of presentation mode without a keyboard. @param {{page: Page}} props */
export function LeaveButton({ page }) {
  if (!page.presenting.value) return null;
  return html`<button type="button" aria-keyshortcuts="Escape" title=${`${words.leave} (Esc)`} aria-label=${words.leave} onClick=${() => (page.presenting.value = false)}>✕</button>`;
}
