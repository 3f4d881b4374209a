/** Labs and their machines: loaded when the first is opened. */
import { provideLabs } from "../wire/labs.generated.js";
import type { EventStamp, ItemRef, LabDisplay, LabEvent, LabState, Machine, ParticipantHandle, TopicState } from "../wire/index.js";
import { isSame, nameOf } from "./chat.js";
import { provideTopicFold } from "./later-folds.js";

provideLabs();
provideTopicFold((state, event, stamp) => (event.kind === "lab" ? { kind: "lab", ...foldLab(labOf(state), event.event, stamp) } : state), "lab");

const machineLimit = 511;
const listLimit = 255;
const portLimit = 15;

export const labOf = (state: TopicState | undefined): LabState =>
  state?.kind === "lab" ? state : { template: "", title: "", steps: 0, sheet: "", dissolved: false, machines: [] };

/** A lab after an event, as Sources/Classroom/Labs/Lab.swift (rule R15). */
export function foldLab(state: LabState, event: LabEvent, stamp: EventStamp): LabState {
  const change = (ref: ItemRef, act: (machine: Machine) => Partial<Machine>): LabState => {
    const name = nameOf(ref, stamp);
    return { ...state, machines: state.machines.map((machine) => (isSame(machine.name, name) ? { ...machine, ...act(machine) } : machine)) };
  };
  switch (event.kind) {
    case "prepared": {
      const { template, title, steps, sheet } = event;
      return { ...state, template, title, steps, sheet };
    }
    case "machineAdded": return withMachine(state, event, stamp);
    case "machineStarting": return change(event.machine, () => ({ state: "starting", cause: "program", reason: "" }));
    case "machineRunning": return change(event.machine, () => ({ state: "running" }));
    case "machineStopped": return change(event.machine, () => ({ state: "stopped", cause: event.cause }));
    case "machineFailed": return change(event.machine, () => ({ state: "failed", cause: event.cause, reason: event.reason }));
    case "keyboardAsked": return change(event.machine, ({ driver, queue }) => {
      const who = event.participant;
      return driver === who || queue.includes(who) || queue.length >= listLimit ? {} : { queue: [...queue, who] };
    });
    case "keyboardGiven": return { ...state, machines: state.machines.map((machine) => (isSame(machine.name, nameOf(event.machine, stamp)) ? withDriver(machine, event.participant) : machine)) };
    case "keyboardLeft": return { ...state, machines: state.machines.map((machine) => (isSame(machine.name, nameOf(event.machine, stamp)) ? without(machine, event.participant) : machine)) };
    case "keyboardRuled": return change(event.machine, () => ({ keyboard: event.keyboard }));
    case "resized": return change(event.machine, () => ({ columns: event.columns, rows: event.rows }));
    case "stepChecked": return change(event.machine, ({ done }) => ({ done: withNumber(done, event.step, event.done) }));
    case "assigned": return assigned(state, event.machine, event.participant, stamp);
    case "portAllowed": return change(event.machine, ({ ports }) => {
      const others = ports.filter((port) => port !== event.port);
      return { ports: event.allowed && others.length < portLimit ? withNumber(ports, event.port, true) : others };
    });
    case "dissolved": return { ...withDisplay(state, undefined), dissolved: true, machines: state.machines.map((machine) => ({ ...withDriver(machine, undefined), state: "stopped", queue: [] })) };
    case "broadcastTyped": return state;
    case "shown": return withDisplay(state, event.machine ? { machine: nameOf(event.machine, stamp) } : {});
    case "hidden": return withDisplay(state, undefined);
  }
}

function withMachine(state: LabState, event: Extract<LabEvent, { kind: "machineAdded" }>, stamp: EventStamp): LabState {
  const { screen, metrics, keyboard, title } = event;
  const name = nameOf(event.machine, stamp);
  if (state.machines.length >= machineLimit || state.machines.some((machine) => isSame(machine.name, name))) return state;
  const machine: Machine = { name, screen, metrics, state: "stopped", keyboard, columns: 80, rows: 24, queue: [], group: [], done: [], ports: [], title, cause: "program", reason: "" };
  return { ...state, machines: [...state.machines, machine] };
}

function withDisplay({ display: _, ...state }: LabState, display: LabDisplay | undefined): LabState {
  return display ? { ...state, display } : state;
}

function withDriver({ driver: _, ...machine }: Machine, who: ParticipantHandle | undefined): Machine {
  const queue = machine.queue.filter((waiting) => waiting !== who);
  return who === undefined ? { ...machine, queue } : { ...machine, queue, driver: who };
}

function without(machine: Machine, who: ParticipantHandle): Machine {
  const queue = machine.queue.filter((waiting) => waiting !== who);
  return machine.driver === who ? withDriver({ ...machine, queue }, undefined) : { ...machine, queue };
}

/** Numbers in order, with or without one. */
function withNumber<N extends number>(numbers: readonly N[], number: N, isIn: boolean): N[] {
  const others = numbers.filter((other) => other !== number);
  return isIn ? [...others, number].sort((one, other) => one - other) : others;
}

/** One person belongs to one group. */
function assigned(state: LabState, ref: ItemRef, who: ParticipantHandle, stamp: EventStamp): LabState {
  const name = nameOf(ref, stamp);
  const chosen = state.machines.find((machine) => isSame(machine.name, name));
  if (!chosen || chosen.group.length >= listLimit || chosen.group.includes(who)) return state;
  const machines = state.machines.map((machine) => {
    const others = machine.group.filter((member) => member !== who);
    return { ...machine, group: machine === chosen ? [...others, who] : others };
  });
  return { ...state, machines };
}
