/**
 * Typeset names over the drawing: HTML, because KaTeX makes HTML. Each is rendered once and then only moved.
 *
 * @typedef {object} Note
 * @property {string} key
 * @property {string} tex
 * @property {string} word
 * @property {number} x
 * @property {number} y
 * @property {string} tone
 * @property {string} [names] what lights up with it
 */

import { typeset } from "#app/draw/formula.js";

/**
 * @param {HTMLElement} parent
 * @returns {(notes: Note[]) => void}
 */
export function createOverlay(parent) {
  /** @type {Map<string, {element: HTMLElement, look: string, place: string}>} */
  const kept = new Map();
  return (notes) => {
    const gone = new Set(kept.keys());
    for (const note of notes) {
      gone.delete(note.key);
      const look = `${note.tex} ${note.word}`;
      let entry = kept.get(note.key);
      if (!entry) {
        entry = { element: parent.appendChild(document.createElement("span")), look: "", place: "" };
        kept.set(note.key, entry);
      }
      if (entry.look !== look) {
        write(entry.element, note);
        entry.look = look;
      }
      move(entry, note);
    }
    for (const key of gone) {
      kept.get(key)?.element.remove();
      kept.delete(key);
    }
  };
}

/**
 * @param {HTMLElement} element
 * @param {Note} note
 */
function write(element, { tex, word }) {
  const name = document.createElement("span");
  typeset(name, tex);
  element.replaceChildren(name);
  if (!word) return;
  const beside = document.createElement("span");
  beside.className = "word";
  beside.textContent = word;
  element.append(beside);
}

/**
 * @param {{element: HTMLElement, place: string}} entry
 * @param {Note} note
 */
function move(entry, { x, y, tone, names }) {
  const place = `translate(${x}px, ${y}px)`;
  if (entry.place === place && entry.element.className === `note ${tone}`) return;
  entry.place = place;
  if (names) entry.element.dataset.names = names;
  entry.element.className = `note ${tone}`;
  entry.element.style.transform = place;
}
