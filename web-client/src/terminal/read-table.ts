import { CellTable, type Link } from "./cell-table.js";
import { invalidText, outOfRange, type DifferenceReader } from "./difference-reader.js";
import { TerminalLimit } from "./limits.js";
import { paletteColor, standardColor, trueColor, underlines, type Color, type Style } from "./style.js";

/** Reads styles, clusters and links, each once (Sources/Terminal/CellTable+Decoding.swift). */
export function readTable(reader: DifferenceReader): CellTable {
  const table = new CellTable();
  const styleCount = reader.varint(reader.remaining);
  for (let index = 0; index < styleCount; index++) if (table.style(readStyle(reader)) !== index + 1) outOfRange();
  const clusterCount = reader.varint(reader.remaining);
  for (let index = 0; index < clusterCount; index++) if (table.cluster(readCluster(reader)) !== index) outOfRange();
  const linkCount = reader.varint(Math.min(reader.remaining, TerminalLimit.links));
  for (let index = 0; index < linkCount; index++) if (table.link(readLink(reader)) !== index + 1) outOfRange();
  if (table.styles.some(({ link }) => link > linkCount)) outOfRange();
  return table;
}

function readStyle(reader: DifferenceReader): Style {
  const fields = reader.byte();
  return {
    foreground: fields & 1 ? readColor(reader) : standardColor,
    background: fields & 2 ? readColor(reader) : standardColor,
    underlineColor: fields & 4 ? readColor(reader) : standardColor,
    underline: fields & 8 ? below(reader.byte(), underlines.length) : 0,
    attributes: fields & 16 ? reader.byte() : 0,
    link: fields & 32 ? reader.varint(TerminalLimit.links) : 0,
  };
}

function readColor(reader: DifferenceReader): Color {
  const kind = reader.byte();
  if (kind === 0) return paletteColor(reader.byte());
  return kind === 1 ? trueColor(reader.byte(), reader.byte(), reader.byte()) : outOfRange();
}

function readCluster(reader: DifferenceReader): string {
  const count = reader.varint(TerminalLimit.clusterScalars);
  if (count < 2) outOfRange();
  let text = "";
  for (let index = 0; index < count; index++) text += String.fromCodePoint(reader.scalar());
  return text;
}

function readLink(reader: DifferenceReader): Link {
  const address = latin(reader.bytesOf(TerminalLimit.linkBytes));
  const name = latin(reader.bytesOf(TerminalLimit.linkNameBytes));
  if (!/^(https?:\/\/|mailto:)[!-~]+$/i.test(address)) invalidText();
  return { address, name: /^[!-~]+$/.test(name) ? name : "" };
}

const latin = (bytes: Uint8Array): string => Array.from(bytes, (byte) => String.fromCharCode(byte)).join("");
const below = (value: number, bound: number): number => (value < bound ? value : outOfRange());
