/** Of pasted text, in UTF-16 units; a file goes another way. */
const pasteLimit = 65_536;

/** Text as it may be pasted: line ends as they are typed, and no control characters but tabs, with which text could end its brackets or act as keys. */
export function cleanPaste(text: string): string {
  return text.slice(0, pasteLimit).replace(/\r\n?|\n/g, "\r").replace(/[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]/g, "");
}

/** Lines that would be typed. More than one is asked about, since a shell runs each. */
export function linesOfPaste(clean: string): string[] {
  return clean.replace(/\r$/, "").split("\r");
}
