/** The classroom as this client has it: replicas that fold events as Sources/Classroom does. What it does without at first is in `rest.ts`. */
export * from "./item-key.js";
export * from "./page-stroke.js";
export * from "./page-history.js";
export { Page, type PageChange } from "./page.js";
export * from "./room-core.js";
export { Roster } from "./roster.js";
export * from "./topic-replicas.js";
export { transformed } from "./transformed.js";
