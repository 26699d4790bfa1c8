import { expect, test } from 'vitest'
import { problems, type ProblemKey } from '../../contract/problems/catalogue.ts'
import { routes } from '../../contract/feishu/routes.ts'
import { codeOf, faultsFor, wayToMeet } from './codes.ts'
import { situationIds, situationOf } from './situations.ts'

const keys = Object.keys(problems) as ProblemKey[]

test('every code of Feishu in the catalogue can be met, and no condition of our own', () => {
  for (const key of keys) {
    const code = codeOf(key)
    expect([key, wayToMeet(key) !== null]).toEqual([key, code !== null])
    if (code !== null) expect([key, faultsFor(code).length > 0]).toEqual([key, true])
  }
})

test.each([
  [1061042, 'docx', 'uploadAll'],
  [1770032, 'docx', 'createBlocks'],
  [90218, 'sheet', 'writeCellImage'],
  [1254290, 'base', 'batchCreateRecords'],
  [131006, 'wiki', 'getWikiNode'],
  [1069902, 'folder', 'createImportTask'],
  [20037, 'docx', 'exchangeToken'],
  [99991679, 'docx', 'uploadAll'],
] as const)('%i is met in a %s by %s', (code, target, route) => {
  expect(wayToMeet(String(code) as ProblemKey)).toEqual({ target, route })
  expect(faultsFor(code)[0]).toMatchObject({ route, fault: { kind: 'code', code } })
})

test('what concerns one file is met once, what concerns all until it is ended', () => {
  expect(faultsFor(1061113)[0]?.times).toBe(1)
  expect(faultsFor(1061042)[0]?.times).toBe('always')
})

test('situations name calls and codes that exist', () => {
  for (const id of situationIds) {
    for (const { route, fault } of situationOf(id).faults ?? []) {
      expect(Object.keys(routes)).toContain(route)
      if (fault.kind === 'code') expect(Object.keys(problems)).toContain(String(fault.code))
    }
  }
})
