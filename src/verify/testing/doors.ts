import { randomUUID } from 'node:crypto'
import * as v from 'valibot'
import type { ApiRequest } from '../../contract/feishu/api.ts'
import { AppToken, DocumentId, SheetId, SpreadsheetToken, TableId } from '../../contract/feishu/ids.ts'
import type { Called, Doors, Made, Places } from '../doors.ts'
import { HandDrivenWire, site, success } from './hand-driven.ts'

const places: Places = {
  document: { documentId: v.parse(DocumentId, 'doc1'), isOurs: true },
  sheet: {
    spreadsheetToken: v.parse(SpreadsheetToken, 'sht1'),
    sheetId: v.parse(SheetId, 's1'),
    firstRow: 80,
    isOurs: false,
  },
  base: {
    appToken: v.parse(AppToken, 'app1'),
    tableId: v.parse(TableId, 'tbl1'),
    textField: '名称',
    attachmentField: '附件',
  },
}

export interface HandDrivenDoors extends Doors {
  readonly sent: readonly ApiRequest[]
  readonly things: readonly Made[]
}

/** Doors whose answers the test gives, by the call or by the page's address. */
export function doorsThat(
  answer: (request: ApiRequest, number: number) => Called,
  page: (url: string) => Called = () => success,
): HandDrivenDoors {
  const wire = new HandDrivenWire(answer)
  const things: Made[] = []
  return {
    call: wire.send,
    page: (url) => Promise.resolve(page(url)),
    wait: wire.wait,
    nowMs: wire.nowMs,
    uuid: randomUUID,
    places,
    made: (thing) => void things.push(thing),
    site,
    sent: wire.sent,
    things,
  }
}

/** In a document of the operator's, in which others write too. */
export function doorsInDocumentOfOthers(answer: (request: ApiRequest, number: number) => Called): HandDrivenDoors {
  const document = { documentId: v.parse(DocumentId, 'doc1'), isOurs: false }
  return { ...doorsThat(answer), places: { ...places, document } }
}
