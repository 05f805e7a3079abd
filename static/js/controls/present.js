/**
 * Presentation mode: the whole screen for the graph, letters and lines larger, the rest of the page away. Where the
 * browser has no full screen (or refuses it), the page's own window is filled.
 *
 * @import {Page} from "#app/state/page.js"
 */

import { ZoomButtons } from "#app/controls/zoom.js";
import { words } from "#app/strings.js";
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
  root.requestFullscreen?.().catch(() => {}); // refused: the window is filled, which is as good
}

function empty() {
  if (document.fullscreenElement) document.exitFullscreen().catch(() => {});
}

/** @param {HTMLElement} element */
function focusOn(element) {
  element.focus({ preventScroll: true });
}

/**
 * What opens presentation mode and the list of keys; on a phone the zoom as well.
 *
 * @param {{page: Page, scene: import("#app/controls/zoom.js").Shown}} props
 */
export function ViewButtons({ page, scene }) {
  return html`
    <${ZoomButtons} page=${page} scene=${scene} />
    <button type="button" class="tight" aria-keyshortcuts="F" title=${`${words.present} (F)`} onClick=${() => (page.presenting.value = true)}>${words.present}</button>
    <button type="button" class="tight" aria-haspopup="dialog" title=${words.keys} aria-label=${words.keys} onClick=${() => (page.help.value = true)}>?</button>
  `;
}

/** What leads out of presentation mode without a keyboard. @param {{page: Page}} props */
export function LeaveButton({ page }) {
  if (!page.presenting.value) return null;
  return html`<button type="button" aria-keyshortcuts="Escape" title=${`${words.leave} (Esc)`} aria-label=${words.leave} onClick=${() => (page.presenting.value = false)}>✕</button>`;
}
