/**
 * The words of the gallery: the rows of the lecture, in its order.
 */

/** @type {Record<number, string>} */
export const ROWS = {
  1: "Sequences of any length, one set of parameters",
  2: "A dynamical system",
  3: "Inputs, and a state that sums them up",
  4: "Unfolding",
  5: "Recurrence between hidden units",
  6: "Recurrence from output to hidden; teacher forcing",
  7: "One or many inputs, one or many outputs",
  8: "Losses over a sequence",
  9: "Back-propagation through time",
  10: "The gradient is a double sum",
  11: "The chain of Jacobians",
  12: "Vanishing and exploding gradients",
  13: "Gates: LSTM and GRU",
  14: "By hand, on the board",
};

export const exampleWords = {
  open: "Examples",
  title: "Ready examples",
  hint: "In the order of the lecture. Opening one sets everything; you can go back to what you had.",
  look: "What to look for",
  again: "As it was",
  back: "Back to what you had",
  previous: "Previous example",
  next: "Next example",
  dismiss: "Put this note away",
  now: "open now",
};
