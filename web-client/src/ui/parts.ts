import { speakMore } from "./words.js";

/** What is loaded when it is needed, with its words. A failed load can be tried again. */
export async function more() {
  return (await Promise.all([import("./more/index.js"), speakMore()]))[0];
}

export async function draw() {
  return (await Promise.all([import("./draw/index.js"), speakMore()]))[0];
}
