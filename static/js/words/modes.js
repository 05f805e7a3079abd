/** The words of the stage's modes. */

export const modeWords = {
  title: "The stage shows",
  names: { columns: "Columns", graph: "Graph", board: "Board" },
  about: {
    columns: "Vectors over time, with lanes and gradients",
    graph: "The graph, folded and unfolded",
    board: "Everything written out with its numbers",
  },
};
