import type { EventStamp, ParticipantHandle, RosterEntry, RosterEvent, RosterState } from "../wire/index.js";

/** Everybody who is or was here. The fold of its events, as Sources/Classroom/Roster.swift. */
export class Roster {
  /** In the order of first joining. */
  private readonly entries = new Map<ParticipantHandle, RosterEntry>();

  /** As a snapshot says; without one, empty. */
  constructor(state?: RosterState) {
    for (const entry of state?.people ?? []) this.entries.set(entry.participant, entry);
  }

  /** As a snapshot says it. */
  get state(): RosterState {
    return { people: this.people };
  }

  get people(): RosterEntry[] {
    return Array.from(this.entries.values());
  }

  person(participant: ParticipantHandle): RosterEntry | undefined {
    return this.entries.get(participant);
  }

  /** Folds one event in. Total: an event about nobody known changes nothing. Returns who changed. */
  apply(event: RosterEvent, { time }: EventStamp): ParticipantHandle | undefined {
    if (event.kind === "interrupted") return undefined;
    const { participant } = event;
    const entry = this.entries.get(participant);
    if (event.kind === "joined") {
      const { role, place, device, name } = event;
      this.entries.set(participant, { participant, role, place, device, here: true, banned: entry?.banned ?? false, since: time, name });
    } else if (entry) this.entries.set(participant, changed(entry, event, time));
    return participant;
  }
}

function changed(entry: RosterEntry, event: Exclude<RosterEvent, { kind: "joined" | "interrupted" }>, time: number): RosterEntry {
  switch (event.kind) {
    case "left": return { ...entry, here: false, since: time };
    case "renamed": return { ...entry, name: event.name };
    case "roleSet": return { ...entry, role: event.role };
    case "sat": return { ...entry, place: event.place };
    case "removed": return { ...entry, here: false, banned: event.ban, since: time };
    case "admitted": return { ...entry, banned: false };
  }
}
