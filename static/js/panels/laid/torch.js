/**
 * The PyTorch code that makes the gradient that is shown: asked for when it is opened.
 *
 * @import {Props} from "#app/panels/laid.js"
 */

import { lay } from "#app/state/laid/acts.js";
import { codeWords as said } from "#app/words/gradient/truncation.js";
import { html, useEffect, useState } from "#vendor/preact.js";

const SHOWN = 2000; // ms that the button says it is done

/** @param {Props} props */
export function Torch({ page, shown, laid }) {
  const lines = /** @type {string[] | undefined} */ (shown.answer.message.torch);
  const [isCopied, setCopied] = useState(false);
  useEffect(() => {
    if (!isCopied) return;
    const timer = setTimeout(() => setCopied(false), SHOWN);
    return () => clearTimeout(timer);
  }, [isCopied]);
  const text = (lines ?? []).join("\n");
  const copy = () => navigator.clipboard?.writeText(text).then(() => setCopied(true));
  const turn = (/** @type {Event} */ { currentTarget }) => {
    const { open } = /** @type {HTMLDetailsElement} */ (currentTarget);
    if (open !== Boolean(laid.torch)) lay(page, { torch: open });
  };
  return html`
    <details class="laid-part" open=${Boolean(laid.torch)} onToggle=${turn}>
      <summary>${said.title}</summary>
      ${
        lines && laid.torch
          ? html`<button type="button" class="tight" onClick=${copy}>${isCopied ? said.copied : said.copy}</button>
            <span class="heard" role="status">${isCopied ? said.copied : ""}</span>
            ${text.includes("load_file") ? html`<p class="quiet small">${said.file}</p>` : null}
            <pre class="laid-code" tabindex="0" aria-label=${said.title}>${text}</pre>`
          : null
      }
    </details>
  `;
}
