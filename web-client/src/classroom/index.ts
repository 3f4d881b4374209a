/** The classroom as this client has it: replicas that fold events as Sources/Classroom does. */
export * from "./item-key.js";
export * from "./page-stroke.js";
export * from "./page-history.js";
export { Page, type PageChange } from "./page.js";
export * from "./room-core.js";
export { Roster } from "./roster.js";
export * from "./topic-replicas.js";
export { composed, normal, transformed } from "./transform.js";
export { restyledObject, restyledStroke } from "./looks.js";
export { spliced } from "./text-splice.js";
export { fingerprint, fnv1a64 } from "./fingerprint.js";
