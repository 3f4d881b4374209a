import type { Ballot, BallotEvent, BallotState } from "../wire/index.js";

const crowdLimit = 65_535;

/** A poll's votes after an event, as Sources/Classroom/Polls/BallotBox.swift (rule R9). Which words are hidden is not followed: only the server counts. */
export function foldBallots(state: BallotState, event: BallotEvent): BallotState {
  switch (event.kind) {
    case "voted": return { ...state, ballots: cast(state.ballots, event) };
    case "hallCounted": {
      const hall = [...state.hall];
      while (hall.length <= event.option) hall.push(0);
      hall[event.option] = event.count;
      return { ...state, hall };
    }
    case "wordApproved": return state;
  }
}

/** The vote takes the place of the voter's earlier one; one that is taken back leaves none. */
function cast(ballots: readonly Ballot[], { participant, neighbour, place, after, answer }: Extract<BallotEvent, { kind: "voted" }>): Ballot[] {
  const at = ballots.findIndex((one) => one.participant === participant && one.neighbour === neighbour);
  const ballot: Ballot = { participant, place, answer, ...(neighbour === undefined ? {} : { neighbour }), ...(after === undefined ? {} : { after }) };
  if (answer.kind === "nothing") return ballots.filter((_, index) => index !== at);
  if (at < 0) return ballots.length < crowdLimit ? [...ballots, ballot] : [...ballots];
  return ballots.map((one, index) => (index === at ? ballot : one));
}
