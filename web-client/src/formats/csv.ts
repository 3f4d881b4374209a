/** A table as RFC 4180 has it, with the mark that spreadsheets look for, as Sources/Server/Attendance/CSVText.swift. */
export function csvOf(rows: readonly (readonly string[])[]): string {
  return `\uFEFF${rows.map((row) => `${row.map(cellOf).join(",")}\r\n`).join("")}`;
}

/** A cell that a spreadsheet shows and does not compute: what would begin a formula gets an apostrophe before it. */
export function cellOf(text: string): string {
  const plain = /^[=+\-@\t\r\n＝＋－＠]/u.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain;
}
