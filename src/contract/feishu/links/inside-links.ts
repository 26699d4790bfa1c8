import type { SheetId, TableId } from '../ids.ts'

/**
 * URL that opens one sheet of a spreadsheet, or one table of a base: `?sheet=` and `?table=` of an official link ("how to get document
 * tokens", 2026-05-24). The address as it is where it is no URL.
 */
export function insideUrl(documentUrl: string, part: Readonly<Partial<{ sheet: SheetId; table: TableId }>>): string {
  if (!URL.canParse(documentUrl)) return documentUrl
  const url = new URL(documentUrl)
  if (part.sheet !== undefined) url.searchParams.set('sheet', part.sheet)
  if (part.table !== undefined) url.searchParams.set('table', part.table)
  return url.href
}
