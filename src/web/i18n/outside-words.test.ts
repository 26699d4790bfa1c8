import { describe, expect, it } from 'vitest'
import { readCellName } from '../../contract/feishu/sheet/cell.ts'
import { readDocumentLink } from '../../contract/feishu/document-links.ts'
import { importFormatsOf } from '../../contract/feishu/import/import.ts'
import { own } from '../../contract/own.ts'
import { isProblemKey } from '../../contract/problems/catalogue.ts'
import { attachmentsOf, readRecordPage, textOf } from '../../contract/feishu/base/records.ts'
import { matchRoute, routes } from '../../contract/feishu/routes.ts'
import { isFeature, isScope } from '../../contract/feishu/scopes.ts'
import { cellImageSuffixOf, isCellImageName } from '../../contract/feishu/sheet/sheets.ts'
import { mediaKindOf } from '../../engine/files/media-kind.ts'
import { rememberedTheme } from '../shell/theme.ts'
import { kindOf } from '../finding/entry.ts'
import { linkOptionsOf } from '../target/link-options.ts'
import { fileKindOf } from '../queue/thumbnail/file-kind.ts'
import { memoryStorage } from '../platform/browser-storage.ts'
import { preferredLanguage } from './language.ts'

/** Properties that every object inherits. */
const inherited = ['__proto__', ...Object.getOwnPropertyNames(Object.prototype), 'prototype', 'length', 'name']
const rules = { brand: 'feishu' } as const
const journalStatus = (word: string) => ({ ...memoryStorage(), getItem: () => word })

/** Every function that looks something up by a text from outside. */
const readers: Readonly<Record<string, (word: string) => unknown>> = {
  'the kind of a file': (word) => [
    fileKindOf(word, '', null),
    fileKindOf(`x.${word}`, '', null),
    fileKindOf('x', word, null),
  ],
  'how a file stands in a document': (word) => mediaKindOf({ name: `x.${word}`, type: word }),
  'the format of a picture for a cell': (word) => cellImageSuffixOf(word),
  'what a file can be imported as': (word) => [importFormatsOf(word), importFormatsOf(`x.${word}`)],
  'whether a cell takes a picture': (word) => isCellImageName(`x.${word}`),
  'a pasted text': (word) => readDocumentLink(word, rules),
  'the path of a link': (word) => readDocumentLink(`https://a.feishu.cn/${word}/doxcn`, rules),
  'the kind of a found document': kindOf,
  'a cell in an address': readCellName,
  'the linkOptions in an address': (word) => linkOptionsOf(new URLSearchParams({ at: word, view: word, [word]: word })),
  'a problem in an address': isProblemKey,
  'a scope that Feishu names': isScope,
  'a feature in the configuration': isFeature,
  'the path of a call': (word) => [matchRoute('GET', `/open-apis/${word}`), matchRoute(word, routes.uploadAll.path)],
  'a remembered theme': (word) => rememberedTheme(journalStatus(word)),
  'a remembered language, and one of the browser': (word) => preferredLanguage([word], journalStatus(word)),
  'a column that a record lacks': (word) => {
    const record = { recordId: 'rec1' as never, fields: { Name: 'x' } }
    return [attachmentsOf(record, word), textOf(record, word)]
  },
  'any table': (word) => own({ a: 1 }, word),
}

describe.each(Object.entries(readers))('%s', (_what, read) => {
  it.each(inherited)('%s means no more than any other word', (word) => {
    expect(read(word)).toEqual(read('zqx'))
  })
})

it('a column may bear any name, and its cell is read', () => {
  for (const name of inherited) {
    const file = { file_token: 'boxcn1', name: 'a.png' }
    const fields = JSON.parse(`{${JSON.stringify(name)}: [${JSON.stringify(file)}]}`) as unknown
    const text = JSON.stringify({ code: 0, data: { has_more: false, items: [{ record_id: 'rec1' }] } })
    const answer = text.replace('"rec1"', `"rec1","fields":${JSON.stringify(fields)}`)
    const reading = readRecordPage({ status: 200, header: () => null, text: answer })
    const [record] = reading.ok ? reading.data.items : []
    expect(record && attachmentsOf(record, name)).toEqual([{ fileToken: 'boxcn1', name: 'a.png' }])
  }
})
