/**
 * The choice of a loss: it rewrites lines of the net's text, and shows which.
 *
 * @import {Page} from "#app/state/page.js"
 * @import {Loss} from "#app/state/loss.js"
 */

import { PickField } from "#app/controls/fields.js";
import { lossOf, withLoss } from "#app/state/loss.js";
import { setUp } from "#app/state/page.js";
import { setupWords } from "#app/words/setup.js";
import { html, useState } from "#vendor/preact.js";

/** @param {{page: Page}} props */
export function LossChoice({ page }) {
  const [isPossible, setPossible] = useState(true);
  const { net, text, base } = page.setup.value;
  const now = net ? (page.library.value.find(({ name }) => name === net)?.text ?? "") : text;
  const kind = lossOf(now);
  const pick = (/** @type {string} */ to) => {
    const made = withLoss(now, /** @type {Loss} */ (to));
    setPossible(made !== null);
    if (!made || made.text === now) return;
    setUp(page, { net: "", text: made.text, base: net || base });
    page.rewritten.value = made.lines;
  };
  const { losses } = setupWords;
  const kinds = /** @type {const} */ (["softmax", "sigmoid", "squared", "none"]);
  const options = [...(kind ? [] : [["own", losses.own]]), ...kinds.map((one) => [one, losses[one]])];
  return html`
    <${PickField} label=${setupWords.loss} value=${kind ?? "own"} options=${options} send=${pick} />
    <div role="status">
      ${isPossible ? html`<${Rewritten} lines=${page.rewritten.value} />` : html`<p class="refused">${setupWords.lossByHand}</p>`}
    </div>
  `;
}

/** @param {{lines: string[] | null}} props */
function Rewritten({ lines }) {
  if (!lines) return null;
  if (!lines.length) return html`<p class="quiet hint">${setupWords.lossRemoved}</p>`;
  return html`<p class="quiet hint">${setupWords.rewritten}</p><pre class="rewritten">${lines.join("\n")}</pre>`;
}
