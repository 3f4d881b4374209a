import type { Hand } from "../board/board.js";
import { h } from "../element.js";
import type { RoomContext } from "../room-context.js";
import { EraserContact, LaserContact, PenContact, type Contact } from "./contacts.js";
import { judge, type Habits } from "./palm.js";
import { styleOf, type ToolBox } from "./pens.js";

export type Tool = "pen0" | "pen1" | "pen2" | "highlighter" | "eraser" | "laser";

/** How far an eraser reaches, in CSS pixels: by strokes, by area. */
const reach = { strokes: 10, area: 28 };

/** What pointers do on the board: several pens and fingers write at once, a palm does nothing, fingers beside a pen move the paper. */
export class Writer implements Hand {
  private readonly contacts = new Map<number, { contact: Contact; event: PointerEvent; travel: number }>();
  private readonly habits: Habits = { penTime: undefined, penIsDown: false, writing: 0, lastTouch: undefined, moving: 0 };
  private readonly moving = new Set<number>();
  private readonly ring = h("div", { class: "ring", hidden: true });
  tool: Tool = "pen0";

  constructor(
    private readonly room: RoomContext,
    private box: ToolBox,
  ) {
    room.board.append(this.ring);
  }

  get cursor(): string {
    return this.tool;
  }

  close(): void {
    this.ring.remove();
  }

  setBox(box: ToolBox): void {
    this.box = box;
  }

  down(event: PointerEvent): boolean {
    const page = this.room.shown;
    if (!page) return false;
    const { habits } = this;
    const verdict = judge({ kind: event.pointerType, size: Math.max(event.width, event.height), time: event.timeStamp }, habits);
    if (event.pointerType === "pen") {
      habits.penTime = event.timeStamp;
      habits.penIsDown = true;
    }
    if (verdict === "ignore") return true;
    if (verdict === "pinch") this.yield();
    if (verdict !== "write") {
      this.moving.add(event.pointerId);
      habits.moving = this.moving.size;
      return false;
    }
    if (event.pointerType === "touch") habits.lastTouch = { time: event.timeStamp, travel: 0 };
    const contact = this.begin(page, event);
    this.contacts.set(event.pointerId, { contact, event, travel: 0 });
    habits.writing = this.contacts.size;
    this.showRing(event);
    return true;
  }

  move(event: PointerEvent): void {
    if (event.pointerType === "pen") this.habits.penTime = event.timeStamp;
    const held = this.contacts.get(event.pointerId);
    if (this.tool === "eraser" && event.pointerType !== "touch") this.showRing(event);
    if (!held) return;
    held.travel += Math.hypot(event.clientX - held.event.clientX, event.clientY - held.event.clientY);
    held.event = event;
    if (this.habits.lastTouch) this.habits.lastTouch.travel = held.travel;
    const events = event.getCoalescedEvents?.() ?? [];
    held.contact.move(events.length > 0 ? events : [event]);
    this.showRing(event);
  }

  up(event: PointerEvent): void {
    this.end(event, (contact) => contact.up());
  }

  cancel(event: PointerEvent): void {
    // A pointer that the system takes away while it writes was a palm or a gesture; what is long is kept.
    const held = this.contacts.get(event.pointerId);
    this.end(event, (contact) => (held && held.travel > 40 ? contact.up() : contact.cancel()));
  }

  private end(event: PointerEvent, act: (contact: Contact) => void): void {
    if (event.pointerType === "pen") {
      this.habits.penIsDown = false;
      this.habits.penTime = event.timeStamp;
    }
    const held = this.contacts.get(event.pointerId);
    if (this.contacts.delete(event.pointerId) && held) act(held.contact);
    this.moving.delete(event.pointerId);
    this.habits.writing = this.contacts.size;
    this.habits.moving = this.moving.size;
    if (event.pointerType !== "mouse" || this.tool !== "eraser") this.ring.hidden = true;
  }

  /** The finger that wrote hardly anything belongs to a pinch. */
  private yield(): void {
    for (const [id, { contact, event }] of this.contacts) {
      contact.cancel();
      this.room.board.pan(event);
      this.moving.add(id);
    }
    this.contacts.clear();
    this.habits.writing = 0;
  }

  private begin(page: NonNullable<RoomContext["shown"]>, event: PointerEvent): Contact {
    const { room, box } = this;
    // A pen turned round, or with its eraser's button.
    const tool = (event.buttons & 32) !== 0 ? "eraser" : this.tool;
    switch (tool) {
      case "eraser": return new EraserContact(room, page, box.byArea, box.byArea ? reach.area : reach.strokes, event);
      case "laser": return new LaserContact(room, event);
      case "highlighter": return new PenContact(room, page, styleOf("highlighter", box.highlighter), event);
      default: return new PenContact(room, page, styleOf("pen", box.pens[Number(tool.slice(3))]!), event);
    }
  }

  private showRing(event: PointerEvent): void {
    this.ring.hidden = this.tool !== "eraser";
    if (this.ring.hidden) return;
    const { x, y } = this.room.board.at(event);
    const radius = this.box.byArea ? reach.area : reach.strokes;
    this.ring.style.cssText = `width:${2 * radius}px;height:${2 * radius}px;transform:translate(${x - radius}px,${y - radius}px)`;
  }
}
