/** Where the address leads. */
export interface Address {
  /** The room's code, as typed codes are compared; empty: none yet. */
  readonly room: string;
  /** The secret of a lecturer's link. */
  readonly ticket: Uint8Array | undefined;
}

/** Codes are read out, typed and copied: case, blanks and dashes do not count. */
export function tidyCode(typed: string): string {
  return typed.normalize("NFKC").replace(/[^\p{L}\p{N}]/gu, "").toUpperCase().slice(0, 32);
}

/** Reads `/r/CODE#k=SECRET`. */
export function readAddress(path: string, hash: string): Address {
  const code = /^\/r\/([^/]+)\/?$/.exec(path)?.[1] ?? "";
  const secret = /[#&]k=([\w-]+)/.exec(hash)?.[1];
  return { room: tidyCode(decoded(code)), ticket: secret === undefined ? undefined : fromBase64URL(secret) };
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return "";
  }
}

export function fromBase64URL(text: string): Uint8Array | undefined {
  try {
    return Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (letter) => letter.charCodeAt(0));
  } catch {
    return undefined;
  }
}
