import { expect, test } from 'vitest'
import { FakeWire } from '../testing/fake-wire.ts'
import { CallFailed } from '../gateway/call-failed.ts'
import { findDocuments, firstResults } from './find-documents.ts'

const rules = { brand: 'feishu' } as const
const { signal } = new AbortController()
const find = (wire: FakeWire, words: string, cursor = firstResults) =>
  findDocuments(wire, { words, cursor, rules }, signal)

const unitOf = (kind: string, title: string, entity = 'DOC') => ({
  title_highlighted: title,
  entity_type: entity,
  result_meta: {
    doc_types: kind,
    token: 'Token00001',
    url: 'https://acme.feishu.cn/docx/Token00001',
    owner_id: 'ou_2',
    owner_name: '李四',
  },
})
const results = {
  code: 0,
  data: {
    res_units: [unitOf('DOCX', '<em>周报</em>'), unitOf('MINDNOTE', '导图')],
    has_more: true,
    page_token: 'next',
  },
}
const oldResults = {
  code: 0,
  data: { docs_entities: [{ docs_token: 'OldToken001', docs_type: 'sheet', title: '预算' }], has_more: true },
}

test('what takes no files is left out, and the next page is known', async () => {
  const page = await find(new FakeWire({ searchDocuments: results }), '周报')
  expect(page.entries.map(({ title, kind, owner }) => ({ title, kind, owner }))).toEqual([
    { title: '周报', kind: 'docx', owner: { id: 'ou_2', name: '李四' } },
  ])
  expect(page.next).toEqual({ by: 'search', pageToken: 'next' })
})

test('where the search is refused, the old one answers, with links the page can read', async () => {
  const wire = new FakeWire({ searchDocuments: { code: 99991679 }, searchObjects: oldResults })
  const page = await find(wire, '预算')
  expect(page.entries[0]).toMatchObject({ title: '预算', kind: 'sheet', link: 'https://feishu.cn/sheets/OldToken001' })
  expect(page.next).toEqual({ by: 'old-search', offset: 1 })
})

test('the next page of the old search goes on where the first ended', async () => {
  const wire = new FakeWire({ searchObjects: oldResults })
  await find(wire, '预算', { by: 'old-search', offset: 50 })
  expect(wire.requests[0]?.body).toMatchObject({ value: { offset: 50 } })
})

test.each([
  ['nobody is signed in', { code: 99991661 }, '周报'],
  ['no answer came', 'lost', '周报'],
  ['there are no words for the old search', { code: 99991679 }, ''],
] as const)('the old search is not asked when %s', async (_, reply, words) => {
  const wire = new FakeWire({ searchDocuments: reply })
  await expect(find(wire, words)).rejects.toBeInstanceOf(CallFailed)
  expect(wire.requests.map(({ route }) => route)).toEqual(['searchDocuments'])
})
