/** The words that all views of the gradient share. */

export const laidWords = {
  title: "The gradient shown as",
  read: "How to read it",
  lacks: {
    loss: "This net has no loss line: there is no gradient to lay open. Add one, for example: loss = squared_error(yhat, y)",
    input: "This net reads no x: there is no input that it could remember. Choose a net that reads x, or another view.",
  },
};
