import { expect, test } from 'vitest'
import type { ApiRequest } from '../../contract/feishu/api.ts'
import { FakeWire } from '../testing/fake-wire.ts'
import {
  lookAtWikiPages,
  lookForOwnerNames,
  lookForOwnersOf,
  lookForSpaceNames,
  type CloserLook,
} from './closer-look.ts'

const { signal } = new AbortController()

async function resultsOf<T>(look: CloserLook<T>, wire: FakeWire, ids: readonly string[]) {
  const known = new Map<string, T>()
  await look(wire, ids, (id, value) => known.set(id, value), signal).catch(() => undefined)
  return known
}

const nodeOf = (token: string) => ({ node_token: token, obj_token: `of-${token}`, obj_type: 'sheet', space_id: '7001' })
const askedOf = ({ query }: ApiRequest) => query['token'] ?? ''

test('pages of a wiki show what they are, whose, and in which space', async () => {
  const wire = new FakeWire({
    getWikiNode: (request) => ({ code: 0, data: { node: { ...nodeOf(askedOf(request)), owner: 'ou_2' } } }),
  })
  const page = { objType: 'sheet', spaceId: '7001', ownerId: 'ou_2' }
  expect(await resultsOf(lookAtWikiPages, wire, ['NodeToken01', 'NodeToken02'])).toEqual(
    new Map([
      ['NodeToken01', page],
      ['NodeToken02', page],
    ]),
  )
})

test('a page that was deleted meanwhile does not stop the look-up of the next', async () => {
  const wire = new FakeWire({
    getWikiNode: (request) =>
      askedOf(request) === 'NodeToken01' ? { code: 131006 } : { code: 0, data: { node: nodeOf(askedOf(request)) } },
  })
  const known = await resultsOf(lookAtWikiPages, wire, ['NodeToken01', 'NodeToken02'])
  expect(known.get('NodeToken01')).toBeNull()
  expect(known.get('NodeToken02')).toMatchObject({ objType: 'sheet' })
})

test.each([
  ['Feishu is asked too often', { code: 99991400 }],
  ['the app lacks the scope', { code: 99991679 }],
  ['nobody answers', 'lost'],
] as const)('no further page is looked at when %s', async (_, reply) => {
  const wire = new FakeWire({ getWikiNode: reply })
  expect(await resultsOf(lookAtWikiPages, wire, ['NodeToken01', 'NodeToken02'])).toEqual(new Map())
  expect(wire.requests).toHaveLength(1)
})

const spacesOf = (...ids: readonly string[]) => ids.map((id) => ({ space_id: id, name: `空间 ${id}` }))

test('spaces are named as far as a person sees them, and no further page is asked for than needed', async () => {
  const pages = new Map([
    [undefined, { items: spacesOf('7001'), has_more: true, page_token: 'p2' }],
    ['p2', { items: spacesOf('7002'), has_more: true, page_token: 'p3' }],
    ['p3', { items: spacesOf('7003') }],
  ])
  const wire = new FakeWire({ listSpaces: ({ query }) => ({ code: 0, data: pages.get(query['page_token']) }) })
  expect(await resultsOf(lookForSpaceNames, wire, ['7001', '7002'])).toEqual(
    new Map([
      ['7001', '空间 7001'],
      ['7002', '空间 7002'],
    ]),
  )
  expect(wire.requests).toHaveLength(2)
})

test('a space that a person does not see stays without a name', async () => {
  const wire = new FakeWire({ listSpaces: { code: 0, data: { items: spacesOf('7001') } } })
  expect((await resultsOf(lookForSpaceNames, wire, ['7009'])).get('7009')).toBe('')
})

test('owners of documents are asked for all at once, and an owner that no answer names stays empty', async () => {
  const documents = [
    { token: 'DocxToken001', kind: 'docx' },
    { token: 'SheetToken01', kind: 'sheet' },
  ] as const
  const metas = [{ doc_token: 'DocxToken001', title: '周报', owner_id: 'ou_2' }]
  const failed = [{ token: 'SheetToken01', code: 970005 }]
  const wire = new FakeWire({ queryMetas: { code: 0, data: { metas, failed_list: failed } } })
  expect(await resultsOf(lookForOwnersOf(documents), wire, ['DocxToken001', 'SheetToken01'])).toEqual(
    new Map([
      ['DocxToken001', 'ou_2'],
      ['SheetToken01', ''],
    ]),
  )
  expect(wire.requests).toHaveLength(1)
})

/** Finds documents of the first requested owner only, whose documents fill a whole page. */
function documentsOfFirst({ body }: ApiRequest) {
  const { doc_filter: filter } = (body as { value: { doc_filter: { creator_ids: readonly string[] } } }).value
  const [first = ''] = filter.creator_ids
  const meta = { token: 'T0000001', doc_types: 'DOCX', owner_id: first, owner_name: `名 ${first}` }
  return { code: 0, data: { res_units: first === 'ou_nobody' ? [] : [{ result_meta: meta }] } }
}

test.each([
  ['come from what they own, one search after another where one owns the most', 'ou_1', ['名 ou_1', '名 ou_2']],
  ['stay untold where nothing that they own is found', 'ou_nobody', ['', '']],
] as const)('names of owners %s', async (_, first, names) => {
  const known = await resultsOf(lookForOwnerNames, new FakeWire({ searchDocuments: documentsOfFirst }), [first, 'ou_2'])
  expect([known.get(first), known.get('ou_2')]).toEqual(names)
})

test('a list of very many owners costs a few searches, of as many owners as one takes', async () => {
  const wire = new FakeWire({ searchDocuments: documentsOfFirst })
  const known = await resultsOf(
    lookForOwnerNames,
    wire,
    Array.from({ length: 50 }, (_, at) => `ou_${at}`),
  )
  expect(wire.requests).toHaveLength(3)
  expect(known.size).toBe(3)
  const [first] = wire.requests
  expect(first?.body).toMatchObject({ value: { query: '', wiki_filter: { creator_ids: { length: 20 } } } })
})
