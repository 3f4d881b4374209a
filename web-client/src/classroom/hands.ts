import type { Event, EventStamp, HandEvent, HandState, ParticipantHandle } from "../wire/index.js";
import { foldPolls } from "./polls.js";
import { foldQuizzes } from "./quizzes.js";
import { nothingInCore, type CoreChange, type RoomCore } from "./room-core.js";

/** Folds an event of hands, polls or quizzes in. */
export function applyToTalk(core: RoomCore, event: Event, stamp: EventStamp): CoreChange {
  if (event.kind === "hand") core.hands = foldHands(core.hands, event.event, stamp);
  if (event.kind === "poll") core.polls = foldPolls(core.polls, event.event, stamp);
  if (event.kind === "quiz") core.quizzes = foldQuizzes(core.quizzes, event.event, stamp);
  return nothingInCore;
}

/** The queue after an event, as Sources/Classroom/Talk/RoomCore+Hands.swift (rule R6). */
export function foldHands(state: HandState, event: HandEvent, { time }: EventStamp): HandState {
  const without = (who: ParticipantHandle) => state.hands.filter(({ participant }) => participant !== who);
  switch (event.kind) {
    case "raised": {
      const { participant } = event;
      if (state.hands.some((hand) => hand.participant === participant)) return state;
      return { ...state, hands: [...state.hands, { participant, since: time }] };
    }
    case "lowered": return { ...state, hands: without(event.participant) };
    case "allLowered": return { ...state, hands: [], hall: 0 };
    case "calledOn": {
      const { participant, picked } = event;
      const wasHeard = state.heard.includes(participant);
      const isNewRound = picked && wasHeard && !state.hands.some((hand) => hand.participant === participant);
      const heard = isNewRound ? [] : state.heard;
      return { ...state, hands: without(participant), heard: wasHeard && !isNewRound ? heard : [...heard, participant] };
    }
    case "hallCounted": return { ...state, hall: event.count };
  }
}
