/**
 * The hints at the end of a text, folded away in the editor, and the button that shows them.
 *
 * @import {Mistake} from "#app/types.js"
 */

import { countOfHints, hintsOf, mustShow, withHints, withoutHints } from "#app/state/hints.js";
import { editorWords } from "#app/words/editor.js";
import { html, useEffect, useRef, useState } from "#vendor/preact.js";

/** @typedef {ReturnType<typeof useHints>} Hints */

/**
 * @param {string} text all of it
 * @param {Mistake | null} mistake
 */
export function useHints(text, mistake) {
  const [isOpen, setOpen] = useState(false);
  const known = useRef({ text: "", hints: "" });
  if (known.current.text !== text) known.current = { text, hints: hintsOf(text) }; // from elsewhere: not as typed here
  const { hints } = known.current;
  const above = withoutHints(text, hints);
  const must = hints !== "" && mustShow(above, mistake);
  useEffect(() => {
    if (must) setOpen(true);
  }, [must]);
  const isHidden = hints !== "" && !isOpen && !must;
  return {
    shown: isHidden ? above : text,
    count: countOfHints(hints),
    isOpen: !isHidden,
    turn: () => {
      known.current = { text, hints: hintsOf(text) };
      setOpen(isHidden);
    },
    /** @param {Event} event what was typed, as the whole text */
    whole: (event) => {
      const { value } = /** @type {HTMLTextAreaElement} */ (event.target);
      const whole = isHidden ? withHints(value, hints) : value;
      known.current = { text: whole, hints: whole.endsWith(hints) ? hints : hintsOf(whole) };
      return whole;
    },
  };
}

/** @param {{hints: Hints}} props */
export function HintsButton({ hints }) {
  if (!hints.count) return null;
  return html`<button type="button" class="tight" aria-expanded=${hints.isOpen} onClick=${hints.turn}>${editorWords.hints(hints.count, hints.isOpen)}</button>`;
}
