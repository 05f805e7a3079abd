/**
 * One of a few: buttons that stand together, with what they choose before them.
 */

import { html } from "#vendor/preact.js";

/**
 * @template {string | number} Value
 * @param {{label: string, now: Value, choices: [Value, string][], choose: (value: Value) => void}} props
 */
export function Switch({ label, now, choices, choose }) {
  return html`
    <div class="choice"><span>${label}</span>
      <span class="joined" role="group" aria-label=${label}>
        ${choices.map(
          ([value, word]) =>
            html`<button type="button" class="tight" key=${value} aria-pressed=${value === now} onClick=${() => choose(value)}>${word}</button>`,
        )}
      </span>
    </div>
  `;
}
