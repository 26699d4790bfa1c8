import type { BaseTarget } from '../target.ts'

/** Target key of a table: Feishu takes one write to a table at a time (1254291). */
export function keyOfTable({ appToken, tableId }: Pick<BaseTarget, 'appToken' | 'tableId'>): string {
  return `${appToken} ${tableId}`
}

/** Order key: new records of one table, and the files of one cell, keep the queue's order; records found by name have none. */
export function orderKeyInTable(target: BaseTarget): string | null {
  const { into, attachmentField } = target
  if (into.is === 'matched') return null
  return into.is === 'new' ? keyOfTable(target) : `${keyOfTable(target)} ${into.recordId} ${attachmentField}`
}
