import assert from "node:assert/strict";
import test from "node:test";
import { inlineOf, safeAddress, type Inline } from "../src/ui/lab/markdown-inline.js";
import { parseMarkdown, type Block } from "../src/ui/lab/markdown.js";
import { Seeded } from "./wire-seeded.js";

const text = (inline: readonly Inline[]): string => inline.map((part) => (part.kind === "break" ? "\n" : "content" in part ? text(part.content) : part.text)).join("");
const one = (markdown: string): Block => {
  const [block, ...others] = parseMarkdown(markdown);
  assert.deepEqual(others, []);
  return block!;
};
const words = (...parts: string[]): Inline[] => parts.map((part) => ({ kind: "text", text: part }));

test("headings, paragraphs and rules are told apart", () => {
  assert.deepEqual(parseMarkdown("# One\nText\ngoes on\n\n---\n### Three ###\n####### seven"), [
    { kind: "heading", level: 1, content: words("One") },
    { kind: "paragraph", content: words("Text\ngoes on") },
    { kind: "rule" },
    { kind: "heading", level: 3, content: words("Three") },
    { kind: "paragraph", content: words("####### seven") },
  ]);
});

test("code keeps every character, and an open fence goes to the end", () => {
  assert.deepEqual(one("```sh\n# no *heading*\n\n  <b>\n```"), { kind: "code", language: "sh", text: "# no *heading*\n\n  <b>" });
  assert.deepEqual(one("~~~\n```\nopen"), { kind: "code", language: "", text: "```\nopen" });
});

test("task items are the steps of the sheet, numbered through all lists", () => {
  const blocks = parseMarkdown("- [ ] first\n- no step\n- [x] second\n  - [ ] third, inside\n\nText\n\n1. [ ] fourth");
  const steps: (number | undefined)[] = [];
  const visit = (list: readonly Block[]): void => list.forEach((block) => block.kind === "list" && block.items.forEach((item) => (steps.push(item.step), visit(item.blocks))));
  visit(blocks);
  assert.deepEqual(steps, [0, undefined, 1, 2, 3]);
});

test("an item holds paragraphs and code that are indented", () => {
  const list = one("- [ ] Serve it\n\n  ```sh\n  python3 -m http.server\n  ```\n- next");
  assert.equal(list.kind, "list");
  if (list.kind !== "list") return;
  assert.deepEqual(list.items.map(({ blocks }) => blocks.map(({ kind }) => kind)), [["paragraph", "code"], ["paragraph"]]);
  assert.deepEqual(list.items[0]!.blocks[1], { kind: "code", language: "sh", text: "python3 -m http.server" });
});

test("numbered lists keep their first number", () => {
  const list = one("3. c\n4. d");
  assert.equal(list.kind === "list" && list.start, 3);
});

test("a table has as many cells in each row as in its head", () => {
  assert.deepEqual(one("| a | b |\n|---|:-:|\n| 1 | 2 | 3 |\n| 4 |"), { kind: "table", head: [words("a"), words("b")], rows: [[words("1"), words("2")], [words("4"), []]] });
});

test("emphasis, code and links stand in lines", () => {
  assert.deepEqual(inlineOf("**a** *b* `c*` ~~d~~ [e](https://f.example/g) snake_case_name \\*h\\*"), [
    { kind: "strong", content: words("a") }, ...words(" "), { kind: "emphasis", content: words("b") }, ...words(" "), { kind: "code", text: "c*" }, ...words(" "),
    { kind: "struck", content: words("d") }, ...words(" "), { kind: "link", address: "https://f.example/g", content: words("e") }, ...words(" snake_case_name *h*"),
  ]);
  assert.deepEqual(inlineOf("see https://a.example/b."), [...words("see "), { kind: "link", address: "https://a.example/b", content: words("https://a.example/b") }, ...words(".")]);
});

test("raw HTML is text and pictures are their words", () => {
  assert.deepEqual(one("<script>alert(1)</script>"), { kind: "paragraph", content: words("<script>alert(1)</script>") });
  assert.deepEqual(inlineOf("![tracker](https://evil.example/x.png)"), words("tracker"));
});

test("links lead to http and https only", () => {
  for (const address of ["javascript:alert(1)", "JaVaScRiPt:alert(1)", " javascript:alert(1)", "data:text/html,x", "vbscript:x", "file:///etc/passwd", "//evil.example", "/path", "https://user:word@evil.example/", "https://", "http://[", "blob:https://a.example/b"])
    assert.equal(safeAddress(address), undefined, address);
  assert.equal(safeAddress("HTTPS://a.example/ü"), "https://a.example/%C3%BC");
  assert.deepEqual(inlineOf("[x](javascript:alert(1))"), words("[x](javascript:alert(1))"));
  assert.deepEqual(inlineOf("[x](javascript:alert)"), words("x"));
});

const kinds = { block: ["heading", "paragraph", "code", "quote", "list", "table", "rule"], inline: ["text", "code", "emphasis", "strong", "struck", "link", "break"] };

/** Whether a sheet holds nothing but what it may, however it came about. */
function check(blocks: readonly Block[]): void {
  const inline = (parts: readonly Inline[]): void => {
    for (const part of parts) {
      assert(kinds.inline.includes(part.kind), part.kind);
      if (part.kind === "link") assert(/^https?:\/\/[^/@]+/.test(part.address));
      if ("content" in part) inline(part.content);
      else if (part.kind !== "break") assert.equal(typeof part.text, "string");
    }
  };
  for (const block of blocks) {
    assert(kinds.block.includes(block.kind), block.kind);
    if (block.kind === "heading") assert(block.level >= 1 && block.level <= 6);
    if (block.kind === "heading" || block.kind === "paragraph") inline(block.content);
    if (block.kind === "quote") check(block.blocks);
    if (block.kind === "list") block.items.forEach((item) => check(item.blocks));
    if (block.kind === "table") for (const row of [block.head, ...block.rows]) row.forEach(inline);
  }
}

const pieces = ["#", " ", "\n", "\n\n", "- ", "- [ ] ", "* ", "1. ", "> ", "```", "~~~", "`", "**", "*", "_", "__", "~~", "|", "|-|-|", "---", "[", "](", ")", "![", "<", ">", "<script>", "</script>", "<img src=x onerror=alert(1)>", "javascript:", "https://a.example/", "http://", "&lt;", "&#x6a;", "\\", "\t", "    ", "\0", "\u2028", "\u202e", "سلام", "漢字", "😀", "a", "word ", "\"", "'", "(", "data:text/html,"];

test("no text makes anything but what a sheet may hold", () => {
  // Seeds that failed once are kept here.
  for (const seed of [...Array(3_000).keys()]) {
    const random = new Seeded(seed);
    const markdown = Array.from({ length: random.below(120) }, () => pieces[random.below(pieces.length)]!).join("");
    check(parseMarkdown(markdown));
  }
});

test("the work grows with the text's length only", () => {
  // Each of these took time by the square of its length in some renderer of Markdown; 64 kB of it would then hold up the page for minutes.
  const size = 65_000;
  for (const unit of ["*", "_", "`", "[", "![", "](", "<", "> ", "- ", "# ", "~", "|", " ", "a*", "**a", "`a", "http://", "https://a.", "\\", "- [ ] ", "1. ", "*a_", "[a](", "a\n", "#", "\t"]) {
    const markdown = unit.repeat(Math.ceil(size / unit.length)).slice(0, size);
    check(parseMarkdown(markdown));
    check(parseMarkdown(`# ${markdown}x`));
    check(parseMarkdown(`\`\`\`${markdown}\`x`));
  }
});

test("what is not markup is shown as it is", () => {
  for (const seed of [...Array(300).keys()]) {
    const random = new Seeded(seed);
    const plain = Array.from({ length: 1 + random.below(40) }, () => "abc xyz.,:;سلام漢"[random.below(17)]!).join("").trim();
    if (plain === "") continue;
    assert.equal(text(inlineOf(plain)), plain);
  }
});
