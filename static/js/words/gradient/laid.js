/** The words that all views of the gradient share. */

export const laidWords = {
  title: "The gradient shown as",
  read: "How to read it",
  noLoss:
    "This net has no loss line: there is no gradient to lay open. Add one, for example: loss = squared_error(yhat, y)",
};
