/**
 * Words where the person looks: the server is away, a run is refused, a number is infinite. What they had stays.
 *
 * @import {Page} from "#app/state/page.js"
 */

import { Reason } from "#app/panels/reason.js";
import { connectionSentence, nonfiniteSentence, words } from "#app/strings.js";
import { html } from "#vendor/preact.js";

/** @param {{page: Page, retry: () => void}} props */
export function Notices({ page, retry }) {
  const away = connectionSentence(page.connection.value);
  const { value: mistake } = page.mistake;
  const { value: run } = page.run;
  const broken = run ? nonfiniteSentence(run) : "";
  return html`
    <div role="status">
      ${away ? html`<p class="notice away">${away} <button type="button" class="tight" onClick=${retry}>${words.tryNow}</button></p>` : null}
      ${broken ? html`<p class="notice broken">${broken}</p>` : null}
    </div>
    <div role="alert">
      ${
        mistake && !(mistake.line && page.editing.value)
          ? html`<div class="notice mistake">
            <${Reason} mistake=${mistake} />
            ${mistake.line ? html`<button type="button" class="tight" onClick=${() => (page.editing.value = true)}>${words.edit}</button>` : null}
          </div>`
          : null
      }
    </div>
  `;
}
