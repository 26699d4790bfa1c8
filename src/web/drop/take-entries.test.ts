import { expect, test } from 'vitest'
import { takeEntries } from './take-entries.ts'

interface ItemOptions {
  readonly kind?: string
  readonly handle?: () => Promise<FileSystemHandle | null>
}

function itemOf(name: string, { kind = 'file', handle }: ItemOptions = {}) {
  return {
    kind,
    type: '',
    getAsFile: () => new File(['x'], name),
    getAsString: () => undefined,
    webkitGetAsEntry: () => null,
    ...(handle ? { getAsFileSystemHandle: handle } : {}),
  }
}

const listOf = (...items: readonly unknown[]) => items as unknown as DataTransferItemList

test('text that comes along with files is left out', async () => {
  const entries = await takeEntries(listOf(itemOf('a', { kind: 'string' }), itemOf('b')), true)
  expect(entries.map((entry) => entry.name)).toEqual(['b'])
})

test('an item whose handle is refused still comes as a file', async () => {
  const refused = itemOf('a', { handle: () => Promise.reject(new DOMException('no', 'NotAllowedError')) })
  expect((await takeEntries(listOf(refused), true)).map((entry) => entry.name)).toEqual(['a'])
})

test('handles are not even asked for on plain http', async () => {
  let asked = false
  const item = itemOf('a', {
    handle: () => {
      asked = true
      return Promise.resolve(null)
    },
  })
  await takeEntries(listOf(item), false)
  expect(asked).toBe(false)
})
