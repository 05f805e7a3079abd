/** The words of the notations; their titles and notes come with the plan. */

export const notationWords = {
  title: "Notation",
  asWritten: "as written",
  editing: "The text keeps its own names; the notation renames them everywhere else.",
};
