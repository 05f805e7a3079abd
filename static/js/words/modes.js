/** The words of the stage's modes. */

export const modeWords = {
  title: "The stage shows",
  names: { columns: "Columns", graph: "Graph", board: "Board", gradient: "Gradient" },
  about: {
    columns: "Vectors over time, with lanes and gradients",
    graph: "The graph, folded and unfolded",
    board: "Everything written out with its numbers",
    gradient: "The gradient laid open",
  },
};
