/**
 * Why a text or a spec was refused: the reason, then the line it is in and a caret under the place.
 *
 * @import {Mistake} from "#app/types.js"
 */

import { html } from "#vendor/preact.js";

/** @param {{mistake: Mistake}} props */
export function Reason({ mistake }) {
  const [reason, ...lines] = mistake.message.split("\n");
  return html`
    <p>${reason}</p>
    ${lines.length ? html`<pre>${lines.map((line) => line.replace(/^ {4}/, "")).join("\n")}</pre>` : null}
  `;
}
