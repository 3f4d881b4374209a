import type { Attended, PacePoint, Person, Presence } from "../src/sync/lesson.js";
import type { OutboxHandle, Pace, ParticipantHandle, Place, Reaction, Right, Role } from "../src/wire/index.js";
import { FakeQuizzing } from "./ui-fake-quizzing.js";

/** People and feelings without a server: everything is accepted at once. */
export abstract class FakePresence extends FakeQuizzing implements Presence {
  abstract people: Person[];
  feeling: Pace = "fine";
  paceCurve: PacePoint[] = [];
  attendance: Attended[] | undefined;

  nameOf(who: ParticipantHandle): string | undefined {
    return this.people.find(({ participant }) => participant === who)?.name;
  }
  grantsOf(who: ParticipantHandle): readonly Right[] {
    return this.people.find(({ participant }) => participant === who)?.grants ?? [];
  }
  grant(who: ParticipantHandle, right: Right, on: boolean): void {
    const grants = this.grantsOf(who).filter((one) => one !== right);
    if (on) grants.push(right);
    this.alterPerson(who, { grants, mayWrite: grants.includes("write") });
  }
  setRole(who: ParticipantHandle, role: Role): void {
    this.alterPerson(who, { role });
  }
  removePerson(who: ParticipantHandle, banned: boolean): void {
    this.alterPerson(who, { here: false, banned });
  }
  admit(who: ParticipantHandle): void {
    this.alterPerson(who, { banned: false });
  }
  sit(place: Place): void {
    this.alterPerson(this.me.participant, { place });
  }
  react(reaction: Reaction): void {
    this.tell({ kind: "signal", from: 0 as OutboxHandle, signal: { kind: "reaction", reaction, count: 1 } });
  }
  feel(pace: Pace): void {
    this.feeling = pace;
    this.tell({ kind: "talk" });
  }
  followOwn(): void {}
  followPace(): void {}
  followAttendance(): void {
    setTimeout(() => this.tell({ kind: "talk" }), 0);
  }

  private alterPerson(who: ParticipantHandle, fields: Partial<Person>): void {
    this.people = this.people.map((person) => (person.participant === who ? { ...person, ...fields } : person));
    this.tell({ kind: "people" });
  }
}
