/**
 * The pictures of the stage that are loaded later, by what they show: a part of the page (parts/) puts its own here
 * when it has come. Nobody lays one out before: state/parts.js tells whether what is looked at has come.
 *
 * @import {Scene} from "#app/types.js"
 */

/** @type {Record<"opened" | "graph" | "gradient", (sight: any) => Omit<Scene, "larger">>} */
export const pictures = { opened: notYet, graph: notYet, gradient: notYet };

/** @returns {never} */
function notYet() {
  throw new Error("a picture is laid out before its part has come");
}
