/**
 * The transport: first, previous, play, next, last, and how fast.
 *
 * @import {Page} from "#app/state/page.js"
 */

import { togglePlaying } from "#app/controls/player.js";
import { figure } from "#app/layout/figures.js";
import { goTo } from "#app/state/page.js";
import { isBackward, stopAt } from "#app/state/stops.js";
import { passName, stopName } from "#app/words/moments.js";
import { words } from "#app/words/page.js";
import { html } from "#vendor/preact.js";

const SIGNS = {
  first: "M2 2h2v12H2zM14 2v12L5 8z",
  previous: "M12 2v12L3 8z",
  next: "M4 2v12l9-6z",
  last: "M12 2h2v12h-2zM2 2v12l9-6z",
};
const SPEEDS = [0.5, 1, 2, 4, 8, 16];

/** @param {{page: Page}} props */
export function Transport({ page }) {
  const at = page.place.value;
  const last = (page.course.value?.stops.length ?? 1) - 1;
  const playing = page.playing.value;
  const go = (/** @type {number} */ to) => () => {
    page.playing.value = false;
    goTo(page, to);
  };
  const button = (
    /** @type {string} */ label,
    /** @type {string} */ path,
    /** @type {number} */ to,
    /** @type {boolean} */ off,
  ) =>
    html`<button type="button" class="tight" aria-label=${label} title=${label} aria-disabled=${off} onClick=${go(to)}>
      <svg class="sign" viewBox="0 0 16 16" aria-hidden="true"><path d=${path} /></svg>
    </button>`;
  return html`
    <div class="buttons joined" role="group" aria-label=${words.transport}>
      ${button(words.first, SIGNS.first, 0, at <= 0)} ${button(words.previous, SIGNS.previous, at - 1, at <= 0)}
      <button type="button" class="tight play" aria-pressed=${playing} onClick=${() => togglePlaying(page)}>
        ${playing ? words.pause : words.play}
      </button>
      ${button(words.next, SIGNS.next, at + 1, at >= last)} ${button(words.last, SIGNS.last, last, at >= last)}
    </div>
    <select
      class="speed"
      aria-label=${words.speed}
      title=${words.speed}
      value=${page.speed.value}
      onChange=${(/** @type {Event} */ event) => {
        page.speed.value = Number(/** @type {HTMLSelectElement} */ (event.target).value);
      }}
    >
      ${SPEEDS.map((speed) => html`<option value=${speed}>${speed === 0.5 ? "½" : speed}×</option>`)}
    </select>
  `;
}

/** Which way the pass goes, and where it stands. @param {{page: Page}} props */
export function Direction({ page }) {
  const { value: stop } = page.moment;
  const { value: course } = page.course;
  if (!stop || !course) return html`<span class="where"></span>`;
  const back = isBackward(stop);
  const left = stop.direction < 0;
  const turn = (/** @type {"forward" | "backward"} */ kind) => () => {
    page.playing.value = false;
    const t = stop.t || (stop.kind === "loss" ? course.T : 1);
    const to = stopAt(course, t, kind);
    if (to >= 0) goTo(page, to);
  };
  const twoWay = course.walks.some(({ kind }) => kind === "backward");
  return html`
    <span class=${`where ${back ? "backward" : "forward"} ${course.T < 1000 ? "" : "long"}`.trim()}>
      ${left ? "◀\uFE0E " : ""}${stopName(stop, course.T, figure(page.run.value?.loss, page.run.value?.hidesTotal ?? false))}${left ? "" : " ▶\uFE0E"}
      ${stop.walks > 1 ? html`<small>${passName(stop)}</small>` : null}
    </span>
    <span class="directions joined" role="group" aria-label=${words.transport}>
      <button type="button" class="tight forward" aria-pressed=${!back} onClick=${turn("forward")}>${words.forward}</button>
      <button type="button" class="tight backward" aria-pressed=${back} disabled=${!twoWay} onClick=${turn("backward")}>${words.backward}</button>
    </span>
  `;
}
