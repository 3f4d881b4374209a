import type { AskedPoll } from "../../sync/lesson.js";
import type { Answer, PollContent } from "../../wire/index.js";
import { button, h } from "../element.js";
import type { RoomContext } from "../room-context.js";
import { say } from "../words.js";
import { icons } from "./icons.js";
import { nameIn } from "./names.js";
import { answerText, chosenIn, digits, optionTexts } from "./poll-options.js";

/** Who answered what, for those who may know it: folded until it is wanted. */
export class WhoAnswered {
  private poll: string | undefined;

  /** `changed` is called when it is opened or folded. */
  constructor(private readonly room: RoomContext, private readonly changed: () => void) {}

  /** What changes its looks. */
  state(poll: AskedPoll | undefined): unknown {
    const { lesson } = this.room;
    if (this.poll !== undefined && this.poll !== poll?.key) this.close();
    return poll && this.poll === poll.key && [lesson.ballotsOf(poll.key), lesson.ballotsOf(poll.key)?.map(({ participant }) => lesson.nameOf(participant))];
  }

  element(poll: AskedPoll): HTMLElement | undefined {
    const { lesson } = this.room;
    if (!lesson.mayKnow(poll)) return undefined;
    const isOpen = this.poll === poll.key;
    const fold = button(icons.people, say("whoAnswered"), () => {
      if (isOpen) this.close();
      else lesson.followBallots((this.poll = poll.key) as typeof poll.key, true);
      this.changed();
    }, { class: "plain", word: true, "aria-expanded": `${isOpen}` });
    return h("section", { class: "who-answered" }, fold, isOpen && this.list(poll));
  }

  close(): void {
    if (this.poll !== undefined) this.room.lesson.followBallots(this.poll as AskedPoll["key"], false);
    this.poll = undefined;
  }

  private list({ key, content }: AskedPoll): HTMLElement {
    const { lesson } = this.room;
    const ballots = lesson.ballotsOf(key);
    if (!ballots) return h("p", { class: "quiet", role: "status" }, say("answersComing"));
    if (ballots.length === 0) return h("p", { class: "quiet" }, say("nobodyAnswered"));
    const names = nameIn(lesson);
    const groups = new Map<string, string[]>(content.options.length > 0 || content.pollKind === "truth" ? optionTexts(content).map((text) => [text, []]) : []);
    for (const { participant, neighbour, answer } of ballots) {
      const who = neighbour === undefined ? names(participant) : say("besideName", { name: neighbour, beside: names(participant) });
      for (const said of saidIn(answer, content)) groups.set(said, [...(groups.get(said) ?? []), who]);
    }
    return h("dl", {}, ...[...groups].filter(([, people]) => people.length > 0).flatMap(([said, people]) => [
      h("dt", { dir: "auto" }, said, h("span", { class: "number quiet" }, ` ${digits(people.length)}`)),
      h("dd", {}, ...people.map((name) => h("bdi", {}, name))),
    ]));
  }
}

/** The answers under which a person stands: each of several. */
function saidIn(answer: Answer, content: PollContent): string[] {
  if (answer.kind === "words") return [...answer.words];
  if (answer.kind === "spot") return [say("poll.spot")];
  if (content.pollKind === "ranking") return [answerText(answer, content)];
  const texts = optionTexts(content);
  const chosen = chosenIn(answer);
  return chosen.length > 0 ? chosen.map((option) => texts[option] ?? "") : [answerText(answer, content)];
}
