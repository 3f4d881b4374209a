import type { Pace, Reaction } from "../../wire/index.js";

const face = "M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM9 9.5h.01M15 9.5h.01";

/** Signs, in the order in which they are offered. */
export const reactions: Record<Reaction, string> = {
  applause: "M9 13.5L5.2 9.7a1.4 1.4 0 0 1 2-2l4 4M9.3 9.8L6.8 7.3a1.4 1.4 0 0 1 2-2l4.6 4.6M12 8.5l-1.4-1.4a1.4 1.4 0 0 1 2-2l5 5V8.2a1.4 1.4 0 0 1 2.8 0v5.3a7 7 0 0 1-7 7c-2.4 0-3.8-1.1-5.2-2.5L3.9 13.7a1.4 1.4 0 0 1 2-2l2.4 2.4M16.5 2v2M20.5 3.5l-1.3 1.4",
  thumbUp: "M7 11v9H4v-9zM7 11l4-8a2 2 0 0 1 2 2v4.5h5.3a2 2 0 0 1 2 2.4l-1.3 6.5a2 2 0 0 1-2 1.6H7",
  thumbDown: "M7 13V4H4v9zM7 13l4 8a2 2 0 0 0 2-2v-4.5h5.3a2 2 0 0 0 2-2.4L19 5.6A2 2 0 0 0 17 4H7",
  laugh: `${face}M7.5 13.5h9a4.5 4.5 0 0 1-9 0z`,
  surprise: `${face}M12 17.5a2 2 0 1 0 0-4 2 2 0 0 0 0 4z`,
  heart: "M12 20S4 15 4 9.5A4.2 4.2 0 0 1 12 7.6a4.2 4.2 0 0 1 8 1.9C20 15 12 20 12 20z",
  confused: `${face}M8.5 16.2c2-1.7 4.5-2 7-1`,
};

/** How the pace may feel, in the order in which it is offered. */
export const paces: Record<Exclude<Pace, "fine">, string> = {
  tooFast: "M5 6l6 6-6 6M13 6l6 6-6 6",
  tooSlow: "M7 3h10M7 21h10M8 3v4l4 5 4-5V3M8 21v-4l4-5 4 5v4",
  lost: "M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM12 15.5a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7zM5.7 5.7l3.8 3.8M14.5 14.5l3.8 3.8M18.3 5.7l-3.8 3.8M9.5 14.5l-3.8 3.8",
};

export const paceKinds = Object.keys(paces) as (keyof typeof paces)[];
export const reactionKinds = Object.keys(reactions) as Reaction[];
