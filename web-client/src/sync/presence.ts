import type { AttendanceView, CountsView, Pace, PaceView, ParticipantHandle, Place, Right, Role, ServerMessage, TopicHandle, TopicKind, View } from "../wire/index.js";
import type { Command } from "../wire/rest.generated.js";
import { paceLimit } from "../wire/views.generated.js";
import type { TopicReplicas } from "../classroom/index.js";
import type { Edge } from "./edge.js";
import type { ClientMessage } from "../wire/index.js";
import type { Attended, PacePoint, Person, Presence } from "./lesson.js";

/** What presence may use of the session. */
export interface PresenceHost {
  readonly edge: Edge;
  readonly replicas: TopicReplicas;
  readonly counts: CountsView | undefined;
  roomTime(): number;
  give(command: Command): void;
  send(message: ClientMessage): void;
  topicOf(kind: TopicKind): TopicHandle | undefined;
  /** Loads what attendance and feelings are made of, then follows. */
  follow(...kinds: TopicKind[]): void;
  unfollow(kind: TopicKind): void;
  /** Whether what is here of a topic is as the server has it. */
  isLoaded(kind: TopicKind): boolean;
  changed(): void;
}

export interface PresencePart {
  readonly lesson: Presence;
  people(): Person[];
  view(view: View, isDifference: boolean): void;
  receive(message: ServerMessage): void;
  /** The connection is a new one. */
  lost(): void;
}

/** How long a feeling counts, as Sources/Classroom/Views/Feelings.swift (rule G3). */
const feelingTime = 60_000;
const nameLimit = 255;
/** Milliseconds after which a name that did not come is asked for again. */
const askAgain = 5_000;

/** Who is here, how they are called, how the lesson feels to them, and what they may do. */
export function startPresence(host: PresenceHost): PresencePart {
  const { replicas, edge } = host;
  const names = new Map<ParticipantHandle, string>();
  /** Whose names are as the server has them: it says when they change, on this connection. */
  const fresh = new Set<ParticipantHandle>();
  /** Asked for, and when: what was asked while the link was down is asked again. */
  const asked = new Map<ParticipantHandle, number>();
  let wanted: ParticipantHandle[] = [];
  let felt: { pace: Pace; until: number } | undefined;
  let curve: readonly PacePoint[] = [];
  let attendance: AttendanceView | undefined;

  /** What is known is shown until it is here again. */
  const forget = (): void => {
    asked.clear();
    fresh.clear();
    wanted = [];
  };

  const ask = (): void => {
    const people = wanted.splice(0, nameLimit);
    if (people.length === 0) return;
    host.send({ kind: "fetchNames", people });
    edge.after(askAgain, () => people.some((who) => !fresh.has(who)) && host.changed());
    if (wanted.length > 0) edge.after(200, ask);
  };

  /** Names are asked for as they are needed: who reads the chat pays for those who wrote in it, not for all who come and go. */
  const nameOf = (who: ParticipantHandle): string | undefined => {
    const listed = replicas.roster.person(who)?.name;
    if (listed !== undefined && host.isLoaded("roster")) return listed;
    if (!fresh.has(who) && edge.now() - (asked.get(who) ?? -askAgain) >= askAgain) {
      asked.set(who, edge.now());
      if (wanted.push(who) === 1) edge.after(30, ask);
    }
    return names.get(who) ?? listed;
  };

  const grantsOf = (who: ParticipantHandle): Right[] => replicas.core.grants.filter(({ participant }) => participant === who).map(({ right }) => right);
  const ofPeople = (command: Extract<Command, { kind: "people" }>["command"]): void => host.give({ kind: "people", command });

  const lesson: Presence = {
    nameOf,
    grantsOf,
    grant: (participant, right, on) => ofPeople({ kind: on ? "grant" : "takeBack", participant, right }),
    setRole: (participant, role: Role) => ofPeople({ kind: "setRole", participant, role }),
    removePerson: (participant, ban) => ofPeople({ kind: "remove", participant, ban }),
    admit: (participant) => ofPeople({ kind: "admit", participant }),
    followOwn: () => host.follow("personal"),
    sit: (place: Place) => ofPeople({ kind: "sit", place }),
    react: (reaction) => host.send({ kind: "signal", signal: { kind: "reaction", reaction, count: 1 } }),
    feel(pace) {
      felt = pace === "fine" ? undefined : { pace, until: edge.now() + feelingTime };
      host.send({ kind: "signal", signal: { kind: "pace", pace } });
      if (felt) edge.after(feelingTime + 50, host.changed);
      host.changed();
    },
    get feeling() {
      return felt && felt.until > edge.now() ? felt.pace : "fine";
    },
    followPace: () => host.follow("pace"),
    get paceCurve() { return curve; },
    followAttendance(on) {
      if (on) return host.follow("attendance");
      host.unfollow("attendance");
      attendance = undefined;
    },
    get attendance() {
      return attendance?.people.map(({ participant, here, joined, since, earlier, hands, answers }): Attended => ({
        participant, here, joined, left: here ? undefined : since, stay: earlier + (here ? Math.max(0, host.roomTime() - since) : 0), hands, answers,
      }));
    },
  };

  return {
    lesson,
    people: () =>
      replicas.roster.people.map(({ participant, name, role, place, device, here, banned }) => {
        const grants = grantsOf(participant);
        return { participant, name, role, place, device, here, banned, grants, mayWrite: grants.includes("write") };
      }),
    view(view, isDifference) {
      if (view.kind === "pace") curve = isDifference ? longer(curve, view) : view.steps;
      else if (view.kind === "attendance") attendance = isDifference && attendance ? merged(attendance, view) : view;
      else return;
      host.changed();
    },
    receive(message) {
      if (message.kind !== "names") return;
      // None: some changed while the link was full.
      if (message.names.length === 0) forget();
      for (const { participant, name } of message.names) {
        names.set(participant, name);
        fresh.add(participant);
      }
      host.changed();
    },
    lost: forget,
  };
}

/** The later curve, as Sources/Classroom/Views/View+Difference.swift. */
function longer(old: readonly PacePoint[], { steps }: PaceView): PacePoint[] {
  const both = new Map([...old, ...steps].map((step) => [step.at, step]));
  return [...both.values()].sort((one, other) => one.at - other.at).slice(-paceLimit);
}

/** The later attendance, as Sources/Classroom/Views/View+Difference.swift. */
function merged(old: AttendanceView, change: AttendanceView): AttendanceView {
  const people = new Map([...old.people, ...change.people].map((one) => [one.participant, one]));
  return { people: [...people.values()].sort((one, other) => one.participant - other.participant) };
}
