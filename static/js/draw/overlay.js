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
 * @property {{tex: string, word: string}[]} [more] what goes on behind it
 */

import { typeset } from "#app/draw/formula.js";

/**
 * @param {HTMLElement} parent
 * @returns {(notes: Note[]) => void}
 */
export function createOverlay(parent) {
  /** @type {Map<string, {element: HTMLElement, look: string, names: string, place: string}>} */
  const kept = new Map();
  return (notes) => {
    const gone = new Set(kept.keys());
    for (const note of notes) {
      gone.delete(note.key);
      const pieces = [note, ...(note.more ?? [])];
      const look = pieces.map(({ tex, word }) => `${tex} ${word}`).join();
      let entry = kept.get(note.key);
      if (!entry) {
        entry = { element: parent.appendChild(document.createElement("span")), look: "", names: "", place: "" };
        kept.set(note.key, entry);
      }
      if (entry.look !== look) {
        write(entry, pieces);
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
 * Where only words are others than before (a step's numbers), nothing is typeset again.
 *
 * @param {{element: HTMLElement, names: string}} entry
 * @param {{tex: string, word: string}[]} pieces
 */
function write(entry, pieces) {
  const names = pieces.map(({ tex, word }) => `${tex} ${word !== ""}`).join();
  const words = pieces.flatMap(({ word }) => word || []);
  if (entry.names !== names) entry.element.replaceChildren(...pieces.flatMap(written));
  else for (const [k, beside] of entry.element.querySelectorAll(".word").entries()) beside.textContent = words[k];
  entry.names = names;
}

/** @param {{tex: string, word: string}} piece */
function written({ tex, word }) {
  const name = document.createElement("span");
  typeset(name, tex);
  if (!word) return [name];
  const beside = document.createElement("span");
  beside.className = "word";
  beside.textContent = word;
  return tex ? [name, beside] : [beside]; // an empty name would still keep its gap
}

/**
 * @param {{element: HTMLElement, place: string}} entry
 * @param {Note} note
 */
function move(entry, { x, y, tone, names }) {
  if (names && entry.element.dataset.names !== names) entry.element.dataset.names = names;
  const place = `translate(${x}px, ${y}px)`;
  if (entry.place === place && entry.element.className === `note ${tone}`) return;
  entry.place = place;
  entry.element.className = `note ${tone}`;
  entry.element.style.transform = place;
}
