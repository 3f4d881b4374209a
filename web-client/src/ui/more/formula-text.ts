/** What formulas are made of (MathML Core); any other element in them is taken for what stands inside it. */
const elements = new Set(["math", "mrow", "mi", "mn", "mo", "mtext", "ms", "mspace", "mfrac", "msqrt", "mroot", "msub", "msup", "msubsup", "munder", "mover", "munderover", "mmultiscripts", "mprescripts", "none",
  "mtable", "mtr", "mtd", "mpadded", "mphantom", "menclose", "mfenced", "mstyle", "semantics"]);
/** Notes for other programs: not shown. */
const notes = new Set(["annotation", "annotation-xml", "script", "style"]);
/** Looks only: nothing that loads, links or listens. */
const attributes = new Set(["display", "mathvariant", "stretchy", "fence", "separator", "form", "accent", "accentunder", "lspace", "rspace", "minsize", "maxsize", "largeop", "movablelimits", "linethickness", "columnalign", "rowalign",
  "columnspan", "rowspan", "notation", "open", "close", "width", "height", "depth", "displaystyle", "scriptlevel"]);
const entities: Record<string, string> = { lt: "<", gt: ">", amp: "&", quot: "\"", apos: "'", nbsp: "\u00a0" };
const formula = /(<math(?:\s[^<>]*)?>[^]*?<\/math\s*>)/i;
const token = /<(\/?)([a-z][a-z-]*)((?:\s[^<>]*)?)>|[^<]+|</gi;
const attribute = /([a-z]+)\s*=\s*(?:"([^"<>]*)"|'([^'<>]*)')/gi;
const depthLimit = 40;

/** A text with its formulas drawn. They are written in MathML between the words; whatever else it holds is text. */
export function formulaText(text: string): (Node | string)[] {
  return text.split(formula).map((part, index) => (index % 2 === 1 ? drawn(part) : part)).filter((part) => part !== "");
}

/** The same for those who hear it, and where only letters have a place. */
export function plainText(text: string): string {
  return text.split(formula).map((part, index) => (index % 2 === 1 ? ` ${(drawn(part).textContent ?? "").trim()} ` : part)).join("").replace(/ {2,}/g, " ").trim();
}

/** Built from what is known, piece by piece: no parser of the browser's sees what others wrote. */
function drawn(source: string): Element {
  const root = document.createElementNS("http://www.w3.org/1998/Math/MathML", "math");
  const open: { name: string; element: Element }[] = [{ name: "math", element: root }];
  let note: string | undefined;
  for (const [whole = "", slash, name = "", given = ""] of source.matchAll(token)) {
    const kind = name.toLowerCase();
    const inner = open[open.length - 1]!.element;
    if (note !== undefined) {
      if (slash && kind === note) note = undefined;
    } else if (kind === "") {
      const text = whole.replace(/&(#\d{1,6}|#x[\da-f]{1,6}|\w{2,6});/gi, (one, entity: string) => characterOf(entity) ?? one);
      if (text.trim() !== "") inner.append(text.trim());
    } else if (notes.has(kind)) note = slash || given.endsWith("/") ? undefined : kind;
    else if (!elements.has(kind)) continue;
    else if (slash) {
      // What is not closed in its turn ends with what holds it.
      const at = open.map((one) => one.name).lastIndexOf(kind);
      if (at > 0) open.length = at;
    } else if (kind === "math") dressed(root, given);
    else if (open.length < depthLimit) {
      const made = dressed(document.createElementNS(root.namespaceURI, kind), given);
      inner.append(made);
      if (!given.endsWith("/")) open.push({ name: kind, element: made });
    }
  }
  return root;
}

function dressed(element: Element, given: string): Element {
  for (const [, name, value, other] of given.matchAll(attribute)) {
    const text = value ?? other ?? "";
    if (attributes.has(name!.toLowerCase()) && text.length <= 32) element.setAttribute(name!.toLowerCase(), text);
  }
  return element;
}

function characterOf(entity: string): string | undefined {
  if (!entity.startsWith("#")) return entities[entity];
  const code = /^#x/i.test(entity) ? parseInt(entity.slice(2), 16) : Number(entity.slice(1));
  return code > 31 && code <= 0x10ffff && (code < 0xd800 || code > 0xdfff) ? String.fromCodePoint(code) : undefined;
}
