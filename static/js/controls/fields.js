/**
 * The fields of the set-up: each keeps what is typed, takes effect when typing rests, and says beside itself why it
 * was refused.
 *
 * @import {Mistake} from "#app/types.js"
 */

import { useRested } from "#app/state/rested.js";
import { html, useId } from "#vendor/preact.js";

const REST = 300; // ms without a key

/** @param {{label: string, value: number, min: string, step: string, wrong?: boolean, send: (to: number) => void}} props */
export function NumberField({ label, value, min, step, wrong = false, send }) {
  const sound = (/** @type {string} */ text) => {
    if (text.trim() !== "" && Number.isFinite(Number(text))) send(Number(text));
  };
  const [typed, listen] = useRested(String(value), sound, REST);
  return html`
    <label class="field number"><span>${label}</span>
      <input type="number" min=${min} step=${step} value=${typed} aria-invalid=${wrong} onInput=${listen} />
    </label>
  `;
}

/** @param {{label: string, value: string, wrong?: boolean, placeholder?: string, send: (typed: string) => void}} props */
export function LineField({ label, value, wrong = false, placeholder, send }) {
  const [typed, listen] = useRested(value, send, REST);
  return html`
    <label class="field line"><span>${label}</span>
      <input type="text" value=${typed} placeholder=${placeholder} spellcheck="false" autocomplete="off" autocapitalize="off" dir="auto" aria-invalid=${wrong} onInput=${listen} />
    </label>
  `;
}

/** @param {{label: string, value: string, wrong?: boolean, hint?: string, numeric?: boolean, send: (typed: string) => void}} props */
export function AreaField({ label, value, wrong = false, hint, numeric = false, send }) {
  const id = useId();
  const [typed, listen] = useRested(value, send, REST);
  const rows = Math.max(3, Math.min(8, typed.split("\n").length + 1));
  return html`
    <label class="field area"><span>${label}</span>
      <textarea class=${numeric ? "numeric" : ""} rows=${rows} wrap=${numeric ? "off" : "soft"} spellcheck="false" autocapitalize="off" dir=${numeric ? "ltr" : "auto"} aria-invalid=${wrong} aria-describedby=${hint ? id : undefined} value=${typed} onInput=${listen}></textarea>
    </label>
    ${hint ? html`<p class="quiet hint" id=${id}>${hint}</p>` : null}
  `;
}

/**
 * @param {{label: string, value: string, options: [string, string][], wide?: boolean, send: (value: string) => void}} props
 */
export function PickField({ label, value, options, wide = false, send }) {
  const pick = (/** @type {Event} */ event) => send(/** @type {HTMLSelectElement} */ (event.target).value);
  return html`
    <label class=${wide ? "field pick wide" : "field pick"}><span>${label}</span>
      <select value=${value} onChange=${pick}>
        ${options.map(([key, words]) => html`<option key=${key} value=${key}>${words}</option>`)}
      </select>
    </label>
  `;
}

/** @param {{mistake: Mistake | null}} props why the fields above were refused */
export function Refused({ mistake }) {
  return html`<div role="alert">${mistake ? html`<p class="refused">${mistake.message.split("\n")[0]}</p>` : null}</div>`;
}
