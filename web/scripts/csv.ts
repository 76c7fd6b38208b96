import { language } from "./language";

/**
 * The text of a table as CSV (RFC 4180, with the byte order mark that makes spreadsheets read UTF-8). Dutch spreadsheets
 * expect a semicolon, because the comma is in the numbers. A cell that starts like a formula is made text.
 */
export function csv(table: HTMLTableElement): string {
  const mark = language === "nl" ? ";" : ",";
  const rows = [...table.rows].filter((row) => !row.matches(".why"));
  return "\uFEFF" + rows.map((row) => [...row.cells].flatMap((cell) => cells(cell, mark)).join(mark)).join("\r\n") + "\r\n";
}

function cells(cell: HTMLTableCellElement, mark: string): string[] {
  const copy = cell.cloneNode(true) as HTMLElement;
  copy.querySelectorAll("svg, .phone-only").forEach((part) => part.remove());
  for (const part of copy.querySelectorAll("small, br")) part.before(" ");
  const text = (copy.textContent ?? "").replace(/\s+/g, " ").trim();
  return [quoted(text, mark), ...Array<string>(cell.colSpan - 1).fill("")];
}

function quoted(text: string, mark: string): string {
  // "-3,2" is a number, "-cmd" is not
  const safe = /^[=+@\t]|^-(?!\d)/.test(text) ? `'${text}` : text;
  return safe.includes(mark) || /["\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
