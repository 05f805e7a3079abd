/**
 * Words where the person looks: the server is away, a run is refused, a number is infinite. What they had stays.
 *
 * @import {Page} from "#app/state/page.js"
 */

import { Reason } from "#app/panels/reason.js";
import { partsMissed } from "#app/state/parts.js";
import { fieldOf } from "#app/state/refusal.js";
import { at } from "#app/state/series.js";
import { addressSentence, connectionSentence, nonfiniteSentence } from "#app/words/notices.js";
import { words } from "#app/words/page.js";
import { partsSentence } from "#app/words/parts.js";
import { setupWords } from "#app/words/setup.js";
import { html } from "#vendor/preact.js";

/**
 * The first number that is not finite.
 *
 * @param {import("#app/types.js").Run} run
 */
function firstBroken({ firstNonfinite, values, grads, losses }) {
  if (!firstNonfinite) return undefined;
  const { node, t, unit, pass } = firstNonfinite;
  if (node === "loss") return losses?.[t - 1];
  return at((pass === "forward" ? values : grads).get(node), t, unit);
}

/**
 * All the words that a net knows, where it was given one that it does not.
 *
 * @param {{page: Page, message: string}} props
 */
function Vocabulary({ page, message }) {
  const vocabulary = page.plan.value?.vocabulary;
  const isTheirs = page.ran.value?.weights === page.setup.value.weights; // those of the run that is still shown
  if (!vocabulary || !isTheirs || !message.includes("is not in the vocabulary")) return null;
  return html`<details class="known"><summary>${setupWords.known(vocabulary.length)}</summary><p>${vocabulary.join("  ")}</p></details>`;
}

/** @param {{page: Page, retry: () => void, fetchParts: () => void, save: (page: Page) => void}} props */
export function Notices({ page, retry, fetchParts, save }) {
  const away = connectionSentence(page.connection.value);
  const { value: mistake } = page.mistake;
  const { value: run } = page.run;
  const address = page.address.value;
  const missed = partsMissed(page);
  const isElsewhere = mistake?.line ? page.editing.value : page.more.value && fieldOf(mistake) !== null;
  const broken = run ? nonfiniteSentence(run, !Number.isNaN(firstBroken(run))) : "";
  return html`
    <div role="status">
      ${away ? html`<p class="notice away">${away} <button type="button" class="tight" onClick=${retry}>${words.tryNow}</button></p>` : null}
      ${missed.length ? html`<p class="notice missed">${partsSentence(missed)} <button type="button" class="tight" onClick=${fetchParts}>${words.tryNow}</button></p>` : null}
      ${
        address.kind === "fits"
          ? null
          : html`<p class="notice address">${addressSentence(address)}
            ${address.kind === "long" ? html`<button type="button" class="tight" onClick=${() => save(page)}>${setupWords.save}</button>` : null}
          </p>`
      }
      ${page.needed.value ? html`<p class="notice needed">${page.needed.value}</p>` : null}
      ${broken ? html`<p class="notice broken">${broken}</p>` : null}
    </div>
    <div role="alert">
      ${
        mistake && !isElsewhere
          ? html`<div class="notice mistake">
            <${Reason} mistake=${mistake} />
            <${Vocabulary} page=${page} message=${mistake.message} />
            ${mistake.line ? html`<button type="button" class="tight" onClick=${() => (page.editing.value = true)}>${words.edit}</button>` : null}
          </div>`
          : null
      }
    </div>
  `;
}
