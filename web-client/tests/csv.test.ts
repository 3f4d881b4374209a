import assert from "node:assert/strict";
import test from "node:test";
import { cellOf, csvOf } from "../src/formats/csv.js";

test("a cell is read as it is and never computed", () => {
  const cells: [string, string][] = [
    ["Amina", "Amina"], ["", ""], ["=1+1", "'=1+1"], ["+44", "'+44"], ["-3", "'-3"], ["@home", "'@home"], ["＝1", "'＝1"], ["\tTab", "'\tTab"],
    ["a,b", '"a,b"'], ['say "hi"', '"say ""hi"""'], ['="x"', '"\'=""x"""'], ["two\r\nlines", '"two\r\nlines"'], ["فاطمة الزهراء", "فاطمة الزهراء"],
  ];
  for (const [text, cell] of cells) assert.equal(cellOf(text), cell);
});

test("a table begins with the mark that spreadsheets look for", () => {
  assert.equal(csvOf([["name", "minutes"], ["=cmd()", "3"]]), "\uFEFFname,minutes\r\n'=cmd(),3\r\n");
});
