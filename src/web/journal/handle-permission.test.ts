import { expect, test } from 'vitest'
import { permissionOf } from './handle-permission.ts'

const handle = { kind: 'file', name: 'a' } as FileSystemHandle

test('a browser that knows no permissions allows nothing', async () => {
  expect(await permissionOf(handle)).toBe('denied')
})

test('a frame of another site is refused without an error', async () => {
  const queryPermission = () => Promise.reject(new DOMException('', 'SecurityError'))
  expect(await permissionOf({ kind: 'file', name: 'a', queryPermission } as unknown as FileSystemHandle)).toBe('denied')
})
