import type { CellValue, Field, Row } from '../table.ts'
import type { AutoSerial } from './field-types.ts'

/** What a row has in a column: what was written, or what Feishu notes by itself; undefined if it is empty. */
export function valueIn(row: Row, field: Field): CellValue | undefined {
  switch (field.kind) {
    case 'created-time':
      return row.created.atMs
    case 'modified-time':
      return row.modified.atMs
    case 'created-user':
      return [row.created.by]
    case 'modified-user':
      return [row.modified.by]
    case 'auto-number':
      return serialOf(row, field.property?.auto_serial)
    default:
      return row.cells.get(field.name)
  }
}

/** Every base here is in Asia/Shanghai. */
const zoneMs = 8 * 3_600_000

/** The day on which a moment falls, counted from 1970. */
export function dayOf(atMs: number): number {
  return Math.floor((atMs + zoneMs) / 86_400_000)
}

/** A moment in the words of the base's zone, such as `2026-03-01 09:30`. */
export function momentText(atMs: number): string {
  return new Date(atMs + zoneMs).toISOString().slice(0, 16).replace('T', ' ')
}

/** The number of a row by the rules of the column (bitable-v1/app-table-field/guide, updated 2025-07-28): plain, or composed of parts. */
function serialOf({ number, created }: Row, serial: AutoSerial | undefined): string {
  if (serial?.type !== 'custom') return String(number)
  const [year = '', month = '', day = ''] = momentText(created.atMs).slice(0, 10).split('-')
  const parts = (serial.options ?? []).map(({ type, value }) => {
    if (type === 'system_number') return String(number).padStart(Number(value), '0')
    return type === 'fixed_text' ? value : value.replace('yyyy', year).replace('MM', month).replace('dd', day)
  })
  return parts.join('')
}
