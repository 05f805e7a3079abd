/**
 * A number to slide or to type: what is typed and is none is said in words, and nothing moves.
 */

import { figure } from "#app/layout/figures.js";
import { changeWords } from "#app/words/change.js";
import { html, useState } from "#vendor/preact.js";

const LARGEST = 1e100; // beyond it nothing is told apart any more

/** @param {{label: string, value: number | undefined, range: [number, number], bounds?: [number, number] | null, send: (to: number) => void}} props bounds: what can come out of it by itself */
export function Slider({ label, value, range, bounds = null, send }) {
  const [moved, setMoved] = useState(/** @type {{range: [number, number], value: number} | null} */ (null));
  const [wrong, setWrong] = useState("");
  const [low, high] = moved?.range ?? range; // does not move under the hand
  const now = moved?.value ?? value ?? 0;
  const listen = (/** @type {Event} */ event) => {
    const { value: text, validity } = /** @type {HTMLInputElement} */ (event.target);
    const to = Number(text);
    if (text.trim() === "" || Number.isNaN(to) || validity.badInput) return setWrong(changeWords.noNumber);
    if (Math.abs(to) > LARGEST) return setWrong(changeWords.tooLarge(text));
    setWrong("");
    setMoved({ range: [Math.min(low, to), Math.max(high, to)], value: to });
    send(to);
  };
  const isOutside = bounds !== null && value !== undefined && (now < bounds[0] || now > bounds[1]);
  return html`
    <div class="slider" onPointerup=${() => setMoved(null)} onFocusout=${() => setMoved(null)}>
      <span>${label}</span>
      <input type="range" min=${low} max=${high} step=${(high - low) / 200} value=${now} aria-label=${label} onInput=${listen} />
      <input type="number" step="any" value=${rounded(now)} aria-label=${label} aria-invalid=${wrong ? "true" : undefined} onChange=${listen} />
    </div>
    ${wrong ? html`<p class="warning" role="status">${wrong}</p>` : null}
    ${isOutside && !wrong ? html`<p class="quiet">${changeWords.outside(figure(bounds[0]), figure(bounds[1]))}</p>` : null}
  `;
}

/**
 * @param {number | undefined} value
 * @returns {[number, number]} a range for a number that has none of its own
 */
export function around(value = 0) {
  const reach = Math.max(1, 2 * Math.abs(Number.isFinite(value) ? value : 0));
  return [-reach, reach];
}

/** @param {number} value */
function rounded(value) {
  return Number.isFinite(value) ? Number(value.toPrecision(4)) : "";
}
