/** What stands in a line. */
export type Inline =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "code"; readonly text: string }
  | { readonly kind: "emphasis" | "strong" | "struck"; readonly content: readonly Inline[] }
  | { readonly kind: "link"; readonly address: string; readonly content: readonly Inline[] }
  | { readonly kind: "break" };

const depthLimit = 6;
/** Of one paragraph, in UTF-16 units; what is longer is plain text. */
const markupLimit = 16_384;

/** One alternative for each piece of markup, tried at each place in this order. Each looks ahead no further than its own end. */
const piece = new RegExp(
  [
    "\\\\([!-/:-@[-`{-~])", // 1: an escaped mark
    "(`+)(?!`)", // 2: the begin of code
    "(!?)\\[([^\\[\\]]{0,1000})\\]\\(\\s*<?([^\\s<>()]{1,2000})>?(?:\\s+\"[^\"]{0,200}\")?\\s*\\)", // 3, 4, 5: a link, or a picture
    "<((?:https?:\\/\\/|mailto:)[^\\s<>]{1,2000})>", // 6: a bare address between brackets
    "(https?:\\/\\/[^\\s<>\"')\\]]{1,2000}[^\\s<>\"')\\].,:;!?])", // 7: a bare address
    "(\\*\\*|__|~~|\\*|_)(?=\\S)", // 8: the begin of emphasis
    "(?: {2,20}|\\\\)\\n", // a break
  ].join("|"),
  "g",
);

/** The address of a link if it may be followed: http and https only. */
export function safeAddress(address: string): string | undefined {
  if (!/^https?:\/\//i.test(address)) return undefined;
  try {
    const { href, protocol, username, password } = new URL(address);
    // An address with a name in front of its host leads elsewhere than it seems.
    return (protocol === "http:" || protocol === "https:") && username === "" && password === "" ? href : undefined;
  } catch {
    return undefined;
  }
}

/** Reads what stands in a line. Total; the time it takes grows with the text's length only. */
export function inlineOf(text: string, depth = 0): Inline[] {
  if (depth >= depthLimit || text.length > markupLimit) return text === "" ? [] : [{ kind: "text", text }];
  const found: Inline[] = [];
  let plain = "";
  let at = 0;
  const push = (inline: Inline, end: number) => {
    if (plain !== "") found.push({ kind: "text", text: plain });
    plain = "";
    found.push(inline);
    at = end;
  };
  // Marks that have no end further on are looked for once only.
  const endless = new Set<string>();
  while (at < text.length) {
    piece.lastIndex = at;
    const match = piece.exec(text);
    if (!match) break;
    const start = match.index;
    plain += text.slice(at, start);
    const [whole, escaped, ticks, picture, label, address, between, bare, mark] = match;
    const end = start + whole!.length;
    at = end;
    if (escaped !== undefined) plain += escaped;
    else if (ticks !== undefined) {
      const close = endless.has(ticks) ? -1 : closingTicks(text, end, ticks);
      if (close < 0) endless.add(ticks);
      if (close < 0) plain += ticks;
      else push({ kind: "code", text: codeIn(text.slice(end, close)) }, close + ticks.length);
    } else if (address !== undefined) {
      const safe = safeAddress(address);
      // A picture from elsewhere would tell elsewhere who reads; its words stay.
      if (safe && !picture) push({ kind: "link", address: safe, content: inlineOf(label!, depth + 1) }, end);
      else plain += label!;
    } else if (between !== undefined || bare !== undefined) {
      const shown = between ?? bare!;
      const safe = safeAddress(shown);
      if (safe) push({ kind: "link", address: safe, content: [{ kind: "text", text: shown }] }, end);
      else plain += shown;
    } else if (mark !== undefined) {
      const close = isBeginning(text, start, mark) && !endless.has(mark) ? closingMark(text, end, mark) : -1;
      if (close < 0 && isBeginning(text, start, mark)) endless.add(mark);
      if (close < 0) plain += mark;
      else push({ kind: mark === "~~" ? "struck" : mark.length === 2 ? "strong" : "emphasis", content: inlineOf(text.slice(end, close), depth + 1) }, close + mark.length);
    } else if (whole!.endsWith("\n")) push({ kind: "break" }, end);
  }
  plain += text.slice(at);
  if (plain !== "") found.push({ kind: "text", text: plain });
  return found;
}

/** Code may stand apart from its ticks by a space. */
function codeIn(text: string): string {
  const line = text.replace(/\n/g, " ");
  return line.startsWith(" ") && line.endsWith(" ") && line.trim() !== "" ? line.slice(1, -1) : line;
}

function closingTicks(text: string, from: number, ticks: string): number {
  for (let at = text.indexOf(ticks, from); at >= 0; ) {
    let end = at;
    while (text[end] === "`") end++;
    if (end - at === ticks.length) return at;
    at = text.indexOf(ticks, end);
  }
  return -1;
}

/** An underscore within a word is one. */
function isBeginning(text: string, at: number, mark: string): boolean {
  return !mark.startsWith("_") || at === 0 || !/[\p{L}\p{N}_]/u.test(text[at - 1]!);
}

function closingMark(text: string, from: number, mark: string): number {
  for (let at = text.indexOf(mark, from + 1); at >= 0; at = text.indexOf(mark, at + 1)) {
    const next = text[at + mark.length] ?? " ";
    // One star of two does not end what one star began.
    if (mark.length === 1 && (next === mark || text[at - 1] === mark)) continue;
    if (/\S/.test(text[at - 1]!) && text[at - 1] !== "\\" && (!mark.startsWith("_") || !/[\p{L}\p{N}_]/u.test(next))) return at;
  }
  return -1;
}
