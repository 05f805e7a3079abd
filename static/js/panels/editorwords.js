/**
 * What the editor offers: the names of the text, and the functions with what each is. A press writes it at the caret.
 *
 * @import {OfferedFunction} from "#app/types.js"
 */

import { editorWords } from "#app/words/editor.js";
import { html } from "#vendor/preact.js";

/** @param {{names: string[], functions: OfferedFunction[], put: (text: string) => void}} props */
export function EditorWords({ names, functions, put }) {
  const keep = (/** @type {Event} */ event) => event.preventDefault(); // the caret stays in the text
  return html`
    <div class="editor-words">
      <h3>${editorWords.names}</h3>
      <div class="row" onMouseDown=${keep}>
        ${names.map((name) => html`<button key=${name} type="button" class="tight code" data-names=${name} onClick=${() => put(name)}>${name}</button>`)}
      </div>
      <h3>${editorWords.functions}</h3>
      <ul class="functions" onMouseDown=${keep}>
        ${functions.map(
          ({ name, about }) =>
            html`<li key=${name}><button type="button" class="tight code" onClick=${() => put(`${name}(`)}>${name}</button> <span>${about}</span></li>`,
        )}
      </ul>
    </div>
  `;
}
