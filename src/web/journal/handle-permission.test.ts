import { expect, test } from 'vitest'
import { permissionOf } from './handle-permission.ts'

const handle = { kind: 'file', name: 'a' } as FileSystemHandle

test('a browser without handle permissions counts as not allowing to read', async () => {
  expect(await permissionOf(handle)).toBe('denied')
})

test('in a frame of another site permission is denied without an error', async () => {
  const queryPermission = () => Promise.reject(new DOMException('', 'SecurityError'))
  expect(await permissionOf({ kind: 'file', name: 'a', queryPermission } as unknown as FileSystemHandle)).toBe('denied')
})
