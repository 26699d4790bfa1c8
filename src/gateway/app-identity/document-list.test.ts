import { expect, test } from 'vitest'
import { DocumentList } from './document-list.ts'
import { own } from '../../contract/own.ts'

function listOf(answers: Record<string, string | undefined>) {
  const clock = { nowMs: 0 }
  const asked: string[] = []
  const list = new DocumentList({
    documents: [
      { token: 'doc1', isWikiPage: false },
      { token: 'node1', isWikiPage: true },
    ],
    lookUp: (node, tenantKey) => {
      asked.push(node)
      return Promise.resolve(own(answers, tenantKey === '' ? node : `${tenantKey} ${node}`))
    },
    nowMs: () => clock.nowMs,
  })
  return { list, asked, answers, clock }
}

test('listed documents are known without asking Feishu', async () => {
  const { list, asked } = listOf({})
  expect([await list.has('doc1', ''), await list.has('node1', '')]).toEqual([true, true])
  expect(asked).toEqual([])
})

test('the document behind a listed wiki page counts, and is asked for once', async () => {
  const { list, asked } = listOf({ node1: 'doc2' })
  expect(await Promise.all([list.has('doc2', ''), list.has('doc2', ''), list.has('doc3', '')])).toEqual([
    true,
    true,
    false,
  ])
  expect(await list.has('doc3', '')).toBe(false)
  expect(asked).toEqual(['node1'])
})

test('a wiki page that could not be looked up is asked for again later, not at every call', async () => {
  const { list, asked, answers, clock } = listOf({})
  expect(await list.has('doc2', '')).toBe(false)
  expect(await list.has('doc2', '')).toBe(false)
  expect(asked).toEqual(['node1'])
  answers['node1'] = 'doc2'
  clock.nowMs = 30_000
  expect(await list.has('doc2', '')).toBe(true)
})

test('a wiki page is asked for again after the clock was set back', async () => {
  const { list, answers, clock } = listOf({})
  clock.nowMs = 28_800_000
  expect(await list.has('doc2', '')).toBe(false)
  answers['node1'] = 'doc2'
  clock.nowMs = 0
  expect(await list.has('doc2', '')).toBe(true)
})

test.each(['', '__proto__', 'constructor', 'doc1 '])('%j is not on the list', async (token) => {
  expect(await listOf({ node1: 'doc2' }).list.has(token, '')).toBe(false)
})

test('a wiki page that one company cannot see is looked up for another at once', async () => {
  const { list, asked } = listOf({ 'acme node1': 'doc2' })
  expect(await list.has('doc2', 'other')).toBe(false)
  expect(await list.has('doc2', 'acme')).toBe(true)
  expect(asked).toEqual(['node1', 'node1'])
})

test('what a company’s people see behind a wiki page is forgotten with the company, and another looks for itself', async () => {
  const { list, asked } = listOf({ 'acme node1': 'doc2' })
  expect(await list.has('doc2', 'acme')).toBe(true)
  list.forget('other')
  expect(await list.has('doc2', 'acme')).toBe(true)
  list.forget('acme')
  expect(await list.has('doc2', 'other')).toBe(false)
  expect([await list.has('doc1', 'acme'), await list.has('node1', 'acme')]).toEqual([true, true])
  expect(asked).toEqual(['node1', 'node1'])
  // It has come back.
  expect(await list.has('doc2', 'acme')).toBe(true)
})

test('a document that is on the list itself, and behind a wiki page too, stays on it when a company leaves', async () => {
  const { list } = listOf({ 'acme node1': 'doc1' })
  expect(await list.has('doc3', 'acme')).toBe(false)
  list.forget('acme')
  expect(await list.has('doc1', 'acme')).toBe(true)
})
