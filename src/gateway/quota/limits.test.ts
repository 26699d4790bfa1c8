import { expect, test } from 'vitest'
import { rates } from '../../contract/feishu/route.ts'
import { routes, type RouteName } from '../../contract/feishu/routes.ts'
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

test('E10 the raised limits hold for each endpoint that uploads, whatever its path', () => {
  const raised = new Limits({ uploadsPerSecond: 20, uploadsPerDay: 50_000 })
  const uploads = (Object.keys(routes) as RouteName[]).filter((route) => routes[route].rate === rates.upload)
  expect(uploads).toEqual(['uploadAll', 'uploadPrepare', 'uploadPart', 'uploadFinish'])
  for (const route of uploads) expect(raised.endpoint(route)).toMatchObject({ spacingMs: 51, perDay: 50_000 })
  // Every endpoint that sends a file in a form is among them; a new one that was not would ignore the rates that Feishu granted.
  const forms = (Object.keys(routes) as RouteName[]).filter((route) => routes[route].body === 'multipart')
  expect(forms.filter((route) => !uploads.includes(route))).toEqual([])
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
