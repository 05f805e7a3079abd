/** The words of the two checks of one number. */

export const checkWords = {
  check: "Check by complex step and central difference",
  told: "here",
  exact: "complex step",
  near: "central difference",
  none: "cannot be held apart",
  tooSmall: "too small for it",
  apart: (/** @type {string} */ error) => `apart by ${error}`,
};
