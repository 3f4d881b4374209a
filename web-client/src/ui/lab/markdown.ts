import { inlineOf, type Inline } from "./markdown-inline.js";

/** A block of a lab sheet. There is nothing else: no raw HTML, no pictures, no scripts, whatever the text says. */
export type Block =
  | { readonly kind: "heading"; readonly level: number; readonly content: readonly Inline[] }
  | { readonly kind: "paragraph"; readonly content: readonly Inline[] }
  | { readonly kind: "code"; readonly language: string; readonly text: string }
  | { readonly kind: "quote"; readonly blocks: readonly Block[] }
  | { readonly kind: "list"; readonly start: number | undefined; readonly items: readonly Item[] }
  | { readonly kind: "table"; readonly head: readonly (readonly Inline[])[]; readonly rows: readonly (readonly (readonly Inline[])[])[] }
  | { readonly kind: "rule" };

/** An item of a list. `step`: it is a task, the n-th of the sheet from 0, which can be checked. */
export interface Item {
  readonly step: number | undefined;
  readonly blocks: readonly Block[];
}

/** How deep quotes and lists may lie in each other; what is deeper is text. */
const depthLimit = 8;
/** Cells of a row of a table. */
const cellLimit = 32;

const fence = /^ {0,3}(`{3,}|~{3,})([^`]*)$/;
const heading = /^ {0,3}(#{1,6})(?=\s|$)/;
const rule = /^ {0,3}(?:(?:\*\s*){3,}|(?:-\s*){3,}|(?:_\s*){3,})$/;
const quote = /^ {0,3}> ?/;
const bullet = /^( {0,3})([-*+]|\d{1,9}[.)])(\s+|$)/;
const task = /^\[[ xX]\]\s+/;
const tableRule = /^ {0,3}\|?\s*:?-+:?\s*(\|\s*:?-+:?\s*)*\|?\s*$/;

/**
 * Reads Markdown as lab sheets have it, after CommonMark 0.31 and the tables and task items of GitHub. Total: any text is a sheet. The time it takes
 * grows with the text's length only.
 */
export function parseMarkdown(text: string): Block[] {
  return new Parser().blocks(text.replace(/\r\n?/g, "\n").replace(/\0/g, "\ufffd").replace(/\t/g, "    ").split("\n"), 0);
}

class Parser {
  private steps = 0;

  blocks(lines: readonly string[], depth: number): Block[] {
    const blocks: Block[] = [];
    for (let at = 0; at < lines.length; ) {
      if (lines[at]!.trim() === "") at++;
      else at = this.block(lines, at, depth, blocks);
    }
    return blocks;
  }

  /** Reads one block at line `at`; returns the line after it. */
  private block(lines: readonly string[], at: number, depth: number, blocks: Block[]): number {
    const line = lines[at]!;
    const fenced = fence.exec(line);
    if (fenced) return this.code(lines, at, fenced[1]!, fenced[2]!.trim().split(" ")[0]!, blocks);
    const titled = heading.exec(line);
    if (titled) blocks.push({ kind: "heading", level: titled[1]!.length, content: inlineOf(withoutHashes(line.trim().slice(titled[1]!.length).trim())) });
    else if (rule.test(line)) blocks.push({ kind: "rule" });
    else if (quote.test(line) && depth < depthLimit) return this.quote(lines, at, depth, blocks);
    else if (bullet.test(line) && depth < depthLimit) return this.list(lines, at, depth, blocks);
    else if (line.includes("|") && tableRule.test(lines[at + 1] ?? "") && lines[at + 1]!.includes("-")) return this.table(lines, at, blocks);
    else return this.paragraph(lines, at, depth, blocks);
    return at + 1;
  }

  private code(lines: readonly string[], at: number, mark: string, language: string, blocks: Block[]): number {
    const indent = indentOf(lines[at]!);
    const isEnd = (line: string) => line.trim().length >= mark.length && line.trim() === mark[0]!.repeat(line.trim().length);
    let end = at + 1;
    while (end < lines.length && !isEnd(lines[end]!)) end++;
    blocks.push({ kind: "code", language, text: lines.slice(at + 1, end).map((line) => line.replace(new RegExp(`^ {0,${indent}}`), "")).join("\n") });
    return end + 1;
  }

  private quote(lines: readonly string[], at: number, depth: number, blocks: Block[]): number {
    let end = at;
    while (end < lines.length && quote.test(lines[end]!)) end++;
    blocks.push({ kind: "quote", blocks: this.blocks(lines.slice(at, end).map((line) => line.replace(quote, "")), depth + 1) });
    return end;
  }

  private list(lines: readonly string[], at: number, depth: number, blocks: Block[]): number {
    const first = bullet.exec(lines[at]!)![2]!;
    const isNumbered = /\d/.test(first);
    const items: Item[] = [];
    while (at < lines.length) {
      const found = rule.test(lines[at]!) ? undefined : bullet.exec(lines[at]!);
      if (!found || /\d/.test(found[2]!) !== isNumbered) break;
      const [whole, before, sign] = found;
      const indent = Math.min(whole!.length, before!.length + sign!.length + 4);
      const least = Math.min(indent, before!.length + sign!.length + 1);
      const own = [lines[at]!.slice(indent)];
      at++;
      // What is indented belongs to the item, empty lines before it too; so does a line that goes on with its paragraph.
      while (at < lines.length) {
        const line = lines[at]!;
        const isDeeper = indentOf(line) >= least;
        const isLazy = own[own.length - 1]!.trim() !== "" && !startsBlock(line);
        if (line.trim() !== "" && !isDeeper && !isLazy) break;
        own.push(line.replace(new RegExp(`^ {0,${indent}}`), ""));
        at++;
      }
      items.push(this.item(own, depth));
    }
    blocks.push({ kind: "list", start: isNumbered ? Number.parseInt(first, 10) : undefined, items });
    return at;
  }

  private item(lines: string[], depth: number): Item {
    const step = task.test(lines[0]!) ? this.steps++ : undefined;
    if (step !== undefined) lines[0] = lines[0]!.replace(task, "");
    return { step, blocks: this.blocks(lines, depth + 1) };
  }

  private table(lines: readonly string[], at: number, blocks: Block[]): number {
    const head = cells(lines[at]!);
    let end = at + 2;
    while (end < lines.length && lines[end]!.trim() !== "" && lines[end]!.includes("|")) end++;
    const fit = (row: string[]) => head.map((_, index) => inlineOf(row[index] ?? ""));
    blocks.push({ kind: "table", head: fit(head), rows: lines.slice(at + 2, end).map((line) => fit(cells(line))) });
    return end;
  }

  private paragraph(lines: readonly string[], at: number, depth: number, blocks: Block[]): number {
    let end = at + 1;
    while (end < lines.length && lines[end]!.trim() !== "" && !(startsBlock(lines[end]!) && depth < depthLimit)) end++;
    blocks.push({ kind: "paragraph", content: inlineOf(lines.slice(at, end).map((line) => line.replace(/^ +/, "")).join("\n")) });
    return end;
  }
}

function indentOf(line: string): number {
  return line.length - line.trimStart().length;
}

function startsBlock(line: string): boolean {
  return fence.test(line) || heading.test(line) || rule.test(line) || quote.test(line) || bullet.test(line);
}

/** A heading may be closed by as many signs as its author likes. */
function withoutHashes(text: string): string {
  let end = text.length;
  while (text[end - 1] === "#") end--;
  return end === 0 || text[end - 1] === " " ? text.slice(0, end).trim() : text;
}

function cells(line: string): string[] {
  return line.trim().replace(/^\|/, "").replace(/\|$/, "").split(/(?<!\\)\|/, cellLimit).map((cell) => cell.trim().replace(/\\\|/g, "|"));
}
