/**
 * One's own equations. A mistake is marked at its line and column, in the text itself; what was typed stays.
 *
 * @import {Mistake} from "#app/types.js"
 * @import {Page} from "#app/state/page.js"
 */

import { Reason } from "#app/panels/reason.js";
import { setUp } from "#app/state/page.js";
import { useRested } from "#app/state/rested.js";
import { words } from "#app/strings.js";
import { html } from "#vendor/preact.js";

const REST = 400;

/** @param {{page: Page}} props */
export function Editor({ page }) {
  const { net, text } = page.setup.value;
  const shown = net
    ? (page.library.value.find(({ name }) => name === net)?.text ?? page.plan.value?.net.text ?? "")
    : text;
  const [typed, listen] = useRested(shown, (value) => setUp(page, { net: "", text: value }), REST);
  const { value: mistake } = page.mistake;
  const lines = typed.split("\n");
  return html`
    <div class="editor">
      <div class="sheet">
        <pre class="marks" aria-hidden="true">${marked(lines, mistake)}</pre>
        <textarea
          aria-label=${words.equations}
          aria-invalid=${Boolean(mistake?.line)}
          spellcheck="false"
          autocapitalize="off"
          wrap="off"
          rows=${Math.max(6, Math.min(18, lines.length + 1))}
          value=${typed}
          onInput=${listen}
          onScroll=${(/** @type {Event} */ event) => follow(/** @type {HTMLElement} */ (event.target))}
        ></textarea>
      </div>
      <div role="alert">${mistake?.line ? html`<div class="notice mistake"><${Reason} mistake=${mistake} /></div>` : null}</div>
      <p class="quiet hint">${words.editHint}</p>
    </div>
  `;
}

/**
 * The text again, invisible behind the field, with the place of the mistake underlined.
 *
 * @param {string[]} lines
 * @param {Mistake | null} mistake
 */
function marked(lines, mistake) {
  return lines.flatMap((line, k) => {
    if (mistake?.line !== k + 1) return [`${line}\n`];
    const letters = Array.from(line);
    const start = Math.max(0, Math.min(letters.length, (mistake.column ?? 1) - 1));
    const end = Math.max(start + 1, wordEnd(letters, start));
    return [
      letters.slice(0, start).join(""),
      html`<mark>${letters.slice(start, end).join("") || " "}</mark>`,
      `${letters.slice(end).join("")}\n`,
    ];
  });
}

/**
 * @param {string[]} letters
 * @param {number} start
 */
function wordEnd(letters, start) {
  let end = start;
  while (end < letters.length && /[\p{L}\p{N}_]/u.test(letters[end])) end += 1;
  return end;
}

/** @param {HTMLElement} field */
function follow(field) {
  const marks = field.previousElementSibling;
  if (!marks) return;
  marks.scrollTop = field.scrollTop;
  marks.scrollLeft = field.scrollLeft;
}
