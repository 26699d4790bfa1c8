import { expect, test } from 'vitest'
import { Limits } from './limits.ts'

test('limits that Feishu raised hold for uploads, and for nothing else', () => {
  const raised = new Limits({ uploadsPerSecond: 20, uploadsPerDay: 50_000 })
  const usual = new Limits()
  expect(raised.endpoint('uploadPart')).toMatchObject({ spacingMs: 51, perDay: 50_000 })
  expect(usual.endpoint('uploadPart')).toMatchObject({ spacingMs: 204, perDay: 10_000 })
  for (const route of ['downloadMedia', 'createBlocks', 'getDocument'] as const) {
    expect(raised.endpoint(route)).toEqual(usual.endpoint(route))
  }
})

test('an edit is under the limits of its endpoint and of its document, a write of a table under those of the table', () => {
  const names = (call: Parameters<Limits['of']>[0]) => new Limits().of(call).map(({ name }) => name)
  expect(names({ route: 'createBlocks', parameters: { document_id: 'd', block_id: 'b' } })).toEqual([
    'createBlocks',
    'document d',
  ])
  expect(names({ route: 'createRecord', parameters: { app_token: 'a', table_id: 't' } })).toEqual([
    'createRecord',
    'table_id t',
  ])
  expect(names({ route: 'uploadAll', parameters: {} })).toEqual(['uploadAll'])
})

test.each(['queryMetas', 'getImportTask', 'listMembers'] as const)(
  'no more than the 1000 calls of a minute go out for %s, though 50 may in a second',
  (route) => {
    const { spacingMs } = new Limits().endpoint(route)
    expect(spacingMs).toBeGreaterThanOrEqual(60_000 / 1000)
    expect(spacingMs).toBeLessThan(60_000 / 950)
  },
)
