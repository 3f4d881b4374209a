/** What somebody who is signed in sees of the house, as Sources/Server/HTTP/DeskAnswer.swift says it. Times are seconds since 1970. */
export interface HouseState {
  me?: { name: string; login: string; isOwner: boolean; hasPassword: boolean; isByKey: boolean };
  /** Where others find this server. */
  place: string;
  rooms: { code: string; name: string; created: number; keeper?: string }[];
  invitations: { id: number; name: string; ends: number }[];
  lecturers: { id: number; name: string; login: string }[];
  signIns: { id: number; device: string; used: number; isThis: boolean; room?: string }[];
}

export const refusals = [
  "badRequest", "anotherOrigin", "signInNeeded", "wrongPassword", "notAllowed", "noSuchRoom", "noSuchScreen", "badName", "badLogin", "badPassword", "loginTaken",
  "invitationGone", "tooMany", "tooManyAttempts", "busy", "notStored", "offline",
] as const;
export type Refusal = (typeof refusals)[number];

/** The house does not do what was asked. */
export class Refused extends Error {
  constructor(
    readonly refusal: Refusal,
    /** Seconds until asking again makes sense. */
    readonly wait: number,
  ) {
    super(refusal);
  }
}

export async function house(): Promise<HouseState> {
  return ask<HouseState>("house");
}

/** Asks the house for something: `post("rooms", { name })`. */
export async function post<Answer = unknown>(path: string, request: Record<string, unknown> = {}): Promise<Answer> {
  return ask<Answer>(path, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(request) });
}

async function ask<Answer>(path: string, options?: RequestInit): Promise<Answer> {
  let answer: Response;
  let body: unknown;
  try {
    answer = await fetch(`/api/${path}`, { credentials: "same-origin", cache: "no-store", ...options });
    body = await answer.json();
  } catch {
    throw new Refused("offline", 0);
  }
  if (answer.ok) return body as Answer;
  const named = (body as { error?: string }).error;
  throw new Refused(refusals.find((one) => one === named) ?? "badRequest", Number(answer.headers.get("Retry-After") ?? 0));
}
