/**
 * Two runs in one picture of the gradient: A's part and B's on the same axes, each with its letter.
 *
 * @import {Caption} from "#app/types.js"
 * @import {LaidGround} from "#app/gradient.js"
 */

import { besideWords as said } from "#app/words/beside.js";

/** @typedef {"a" | "b" | undefined} Side undefined: there is one run */

const LINE = 20; // pixels from A's line to B's, where they stand one above the other

/**
 * @param {LaidGround} ground
 * @returns {{side: Side, ground: LaidGround}[]}
 */
export function sidesOf(ground) {
  if (!ground.other) return [{ side: undefined, ground }];
  return [
    { side: "a", ground },
    { side: "b", ground: ground.other },
  ];
}

/**
 * Of both the one whose steps go further: the axis goes as far.
 *
 * @param {LaidGround} ground
 */
export function longer(ground) {
  const { plan, other } = ground;
  return other && other.plan.T > plan.T ? other : ground;
}

/** A's keys are those of a run by itself. @param {Side} side @param {string} key */
export function keyOn(side, key) {
  return side === "b" ? `b-${key}` : key;
}

/** @param {Side} side @param {string} text */
export function namedOn(side, text) {
  return side ? `${said[side]} ${text}` : text;
}

/** @param {Side} side @param {string} tex */
export function texOn(side, tex) {
  return side ? String.raw`\textsf{${said[side]}}\;\;${tex}` : tex;
}

/**
 * What is chosen, of both in one line, or where that is too short one above the other.
 *
 * @param {LaidGround} ground
 * @param {(ground: LaidGround) => Caption} titleOf
 * @returns {Caption[]}
 */
export function titlesOf(ground, titleOf) {
  if (!ground.other) return [titleOf(ground)];
  const [own, others] = sidesOf(ground).map(({ side, ground: one }) => {
    const caption = titleOf({ ...one, other: ground.other, compact: true });
    return {
      ...caption,
      pieces: caption.pieces.map((piece, n) => (n ? piece : { ...piece, tex: texOn(side, piece.tex) })),
    };
  });
  if (!ground.compact) {
    const [first, ...more] = others.pieces;
    return [{ ...own, pieces: [...own.pieces, { ...first, tex: String.raw`\quad ${first.tex}` }, ...more] }];
  }
  return [
    { ...own, y: own.y - LINE / 2 },
    { ...others, key: `${others.key}-b`, y: others.y + LINE / 2 },
  ];
}
