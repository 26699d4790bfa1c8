import type { BaseTarget } from '../target.ts'

/** Writes to one table run one after the other (1254291). */
export function keyOfTable({ appToken, tableId }: Pick<BaseTarget, 'appToken' | 'tableId'>): string {
  return `${appToken} ${tableId}`
}

/** New records of one table, and the files of one cell, stand in the queue's order; records found by their names have none. */
export function orderKeyInTable(target: BaseTarget): string | null {
  const { into, attachmentField } = target
  if (into.is === 'matched') return null
  return into.is === 'new' ? keyOfTable(target) : `${keyOfTable(target)} ${into.recordId} ${attachmentField}`
}
