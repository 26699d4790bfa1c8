import { listFieldsRequest, listTablesRequest, readFieldPage, readTablePage } from '../../contract/feishu/base/base.ts'
import type { AppToken } from '../../contract/feishu/ids.ts'
import { must, type BasePlace, type Doors } from '../doors.ts'

/** Tables that are looked at. */
const tablesToRead = 5

/** The first table that files can go into; null where there is none. */
export async function findTable(call: Doors['call'], appToken: AppToken): Promise<BasePlace | null> {
  const { items: tables } = must(readTablePage(await call(listTablesRequest(appToken, ''))))
  for (const { tableId } of tables.slice(0, tablesToRead)) {
    const { items: fields } = must(readFieldPage(await call(listFieldsRequest(appToken, tableId, ''))))
    const text = fields.find(({ kind, isAutomatic }) => kind === 'text' && !isAutomatic)
    const attachment = fields.find(({ kind }) => kind === 'attachment')
    if (text && attachment) return { appToken, tableId, textField: text.name, attachmentField: attachment.name }
  }
  return null
}
