/**
 * One's own equations, with line numbers. A mistake is marked at its line and column, in the text itself; what was
 * typed stays. The word being written is completed with Tab; Escape sends the offer away, and Tab leaves.
 *
 * @import {Mistake} from "#app/types.js"
 * @import {Page} from "#app/state/page.js"
 */

import { EditorWords } from "#app/panels/editorwords.js";
import { HintsButton, useHints } from "#app/panels/hints.js";
import { Reason } from "#app/panels/reason.js";
import { completion, cutAt, wordBefore } from "#app/state/completion.js";
import { setUp } from "#app/state/page.js";
import { useRested } from "#app/state/rested.js";
import { editorWords } from "#app/words/editor.js";
import { notationWords } from "#app/words/notation.js";
import { words } from "#app/words/page.js";
import { html, useEffect, useRef, useState } from "#vendor/preact.js";

const REST = 400;

/** @param {{page: Page, leave: (event: KeyboardEvent) => void}} props leave: what a key does that the field has no use for */
export function Editor({ page, leave }) {
  const { net, text, base } = page.setup.value;
  const library = page.library.value;
  const shown = net ? (library.find(({ name }) => name === net)?.text ?? page.plan.value?.net.text ?? "") : text;
  const run = (/** @type {string} */ value) => {
    const isSame = page.setup.peek().net === net; // another net may have been chosen meanwhile
    if (isSame) setUp(page, { net: "", text: value, base: net || base });
  };
  const [typed, listen] = useRested(shown, run, REST);
  const mistake = page.unread.value ?? page.mistake.value;
  const hints = useHints(typed, mistake);
  const [word, setWord] = useState("");
  const field = useRef(/** @type {HTMLTextAreaElement | null} */ (null));
  useEffect(() => {
    page.typed.value = typed;
  }, [typed]);
  useEffect(
    () => () => {
      page.typed.value = null;
    },
    [],
  );

  const names = namesOf(page);
  const offer = completion(word, typed, names, page.functions.value);
  const look = () => {
    const { value, selectionStart, selectionEnd } = /** @type {HTMLTextAreaElement} */ (field.current);
    setWord(selectionStart === selectionEnd ? wordBefore(value, selectionStart) : "");
  };
  const put = (/** @type {string} */ inserted) => {
    if (field.current) insert(field.current, inserted);
    setWord("");
  };
  const keys = (/** @type {KeyboardEvent} */ event) => {
    if (!offer || event.shiftKey || !["Tab", "Escape"].includes(event.key)) return;
    event.preventDefault();
    if (event.key === "Tab") put(offer.slice(word.length));
    else setWord("");
  };
  const type = (/** @type {Event} */ event) => {
    page.rewritten.value = null;
    listen(event, hints.whole(event));
    look();
  };
  const lines = hints.shown.split("\n");
  const isWrong = Boolean(mistake?.line);
  const title = library.find(({ name }) => name === base)?.title;
  return html`
    <div class="editor" onKeyDown=${leave}>
      <div class="sheet numbered">
        <pre class="numbers" aria-hidden="true">${lines.map((_, k) => html`<span class=${mistake?.line === k + 1 ? "wrong" : ""}>${`${k + 1}\n`}</span>`)}</pre>
        <pre class="marks" aria-hidden="true">${marked(hints.shown, mistake)}</pre>
        <textarea
          ref=${field}
          aria-label=${words.equations}
          aria-invalid=${isWrong}
          aria-describedby="editor-mistake editor-hint"
          spellcheck="false"
          autocapitalize="off"
          autocomplete="off"
          wrap="off"
          rows=${Math.max(6, Math.min(18, lines.length + 1))}
          value=${hints.shown}
          onInput=${type}
          onClick=${() => setWord("")}
          onBlur=${() => setWord("")}
          onKeyDown=${keys}
          onScroll=${(/** @type {Event} */ event) => follow(/** @type {HTMLElement} */ (event.target))}
        ></textarea>
      </div>
      <p class="offer" aria-live="polite">${offer ? editorWords.completes(offer) : ""}</p>
      <div role="alert" id="editor-mistake">${isWrong ? html`<div class="notice mistake"><${Reason} mistake=${mistake} /></div>` : null}</div>
      <p class="quiet hint" id="editor-hint">${words.editHint} ${page.plan.value?.notation ? `${notationWords.editing} ` : ""}${editorWords.leaves}</p>
      ${!net && title ? html`<button type="button" class="tight" onClick=${() => setUp(page, { net: base })}>${editorWords.reset(title)}</button>` : null}
      <${HintsButton} hints=${hints} />
      <${EditorWords} names=${names} functions=${page.functions.value} put=${put} />
    </div>
  `;
}

/**
 * Names that the text defines, as far as it could last be read.
 *
 * @param {Page} page
 */
function namesOf({ checked, plan }) {
  const { names, parameters } = checked.value ?? {
    names: plan.value?.equations.map(({ name }) => name) ?? [],
    parameters: plan.value?.parameters.map(({ name }) => name) ?? [],
  };
  return [...new Set(["x", "y", ...names, ...parameters])];
}

/**
 * The text again, invisible behind the field, with the place of the mistake underlined.
 *
 * @param {string} text
 * @param {Mistake | null} mistake
 */
function marked(text, mistake) {
  const cut = cutAt(text, mistake);
  if (!cut) return `${text}\n`;
  const [before, at, after] = cut;
  return [before, html`<mark>${at || " "}</mark>`, `${after}\n`];
}

/**
 * As if it were typed, so that it can be undone; a function's caret goes between its brackets.
 *
 * @param {HTMLTextAreaElement} field
 * @param {string} text
 */
function insert(field, text) {
  field.focus();
  const whole = text.endsWith("(") ? `${text})` : text;
  if (!document.execCommand("insertText", false, whole)) {
    field.setRangeText(whole, field.selectionStart, field.selectionEnd, "end");
    field.dispatchEvent(new Event("input", { bubbles: true }));
  }
  if (whole !== text) field.setSelectionRange(field.selectionEnd - 1, field.selectionEnd - 1);
}

/** @param {HTMLElement} field */
function follow(field) {
  for (const layer of field.parentElement?.querySelectorAll("pre") ?? []) {
    layer.scrollTop = field.scrollTop;
    if (layer.className === "marks") layer.scrollLeft = field.scrollLeft;
  }
}
