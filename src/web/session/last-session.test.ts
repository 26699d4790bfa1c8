import { expect, test } from 'vitest'
import { memoryStorage } from '../platform/browser-storage.ts'
import { app, zhang } from '../testing/fake-gateway.ts'
import { readLastSession, rememberSession } from './last-session.ts'

const session = { person: zhang, signedInAtMs: 1, app }
const key = 'feishu-uploader.last-session'

test('a shared computer remembers nobody', () => {
  const storage = memoryStorage()
  rememberSession(session, storage)
  expect(readLastSession(storage)?.person).toEqual(zhang)
  rememberSession({ ...session, app: { ...app, idleSignOutMinutes: 5 } }, storage)
  expect(storage.keys()).toEqual([])
})

test.each(['', 'null', '{', '{"person":{"openId":1}}'])('what no page of this version kept is nobody: %s', (kept) => {
  const storage = memoryStorage()
  storage.setItem(key, kept)
  expect(readLastSession(storage)).toBeNull()
})
