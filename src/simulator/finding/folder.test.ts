import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { RefusalError } from '../http/answer.ts'
import { SimulatedDocument } from '../world/document.ts'
import { documentedOptions, SimulatedWorld } from '../world/world.ts'
import { createFolder } from './create-folder.ts'

test('a folder holds 1500 nodes, shortcuts among them, and then takes no more', () => {
  const path = mkdtempSync(join(tmpdir(), 'simulator-test-'))
  onTestFinished(() => rmSync(path, { recursive: true }))
  const world = new SimulatedWorld(documentedOptions, path, () => '')
  const caller = { kind: 'user', id: 'ou_1', tenantKey: 't1', scopes: new Set<string>() } as const
  const folderToken = 'full'
  const own = { ownerId: caller.id, createdAtMs: 0 }
  world.documents.set(
    folderToken,
    new SimulatedDocument('folder', { ...own, key: 'full', token: 'full', title: 'full' }),
  )
  for (let at = 1; at < 1499; at += 1) {
    const token = `doc${at}`
    const document = new SimulatedDocument('file', { ...own, key: token, token, title: token, folderToken })
    world.documents.set(token, document)
  }
  world.shortcuts.set('nod1', { ...own, token: 'nod1', targetToken: 'doc1', folderToken })
  const create = () => {
    const body = { name: 'a', folder_token: folderToken }
    return createFolder({
      world,
      caller,
      body,
      parameters: {},
      query: {},
      searchParams: new URLSearchParams(),
      authorization: undefined,
      contentType: '',
      fault: undefined,
    })
  }
  expect(create()).toMatchObject({ kind: 'data' })
  expect(create).toThrow(expect.objectContaining({ name: 'RefusalError', code: 1062507 }) as RefusalError)
})
