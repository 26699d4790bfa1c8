import { expect, test } from 'vitest'
import { takeEntries } from './take-entries.ts'

interface ItemOptions {
  readonly kind?: string
  readonly type?: string
  readonly handle?: () => Promise<FileSystemHandle | null>
  readonly entry?: () => FileSystemEntry | null
}

function itemOf(name: string, { kind = 'file', type = '', handle, entry = () => null }: ItemOptions = {}) {
  return {
    kind,
    type,
    getAsFile: () => new File(['x'], name),
    getAsString: () => undefined,
    webkitGetAsEntry: entry,
    ...(handle ? { getAsFileSystemHandle: handle } : {}),
  }
}

const listOf = (...items: readonly unknown[]) => items as unknown as DataTransferItemList
const fileHandle = (name: string) => ({ kind: 'file', name }) as FileSystemHandle

async function namesOf(taking: ReturnType<typeof takeEntries>) {
  return (await taking).entries.map(({ name }) => name)
}

test('text beside files is left out', async () => {
  expect(await namesOf(takeEntries(listOf(itemOf('a', { kind: 'string' }), itemOf('b')), true))).toEqual(['b'])
})

test('an item whose handle is refused is still taken as a file', async () => {
  const refused = itemOf('a', { handle: () => Promise.reject(new DOMException('no', 'NotAllowedError')) })
  expect(await namesOf(takeEntries(listOf(refused), true))).toEqual(['a'])
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

test('all handles are asked for before the first entry, and entries only where a folder may be', async () => {
  const asked: string[] = []
  const item = (name: string, type: string) =>
    itemOf(name, {
      type,
      handle: () => {
        asked.push(`handle ${name}`)
        return Promise.resolve(fileHandle(name))
      },
      entry: () => {
        asked.push(`entry ${name}`)
        return null
      },
    })
  await takeEntries(listOf(item('a.png', 'image/png'), item('b', '')), true)
  expect(asked).toEqual(['handle a.png', 'handle b', 'entry b'])
})

test('a handle stays with the item it was dropped for', async () => {
  const handle = fileHandle('a')
  const { entries } = await takeEntries(listOf(itemOf('a', { handle: () => Promise.resolve(handle) })), true)
  expect(entries[0]?.handle).toBe(handle)
})

test('an item for which the browser gives nothing is counted', async () => {
  const nothing = { ...itemOf('a'), getAsFile: () => null }
  expect(await takeEntries(listOf(nothing, itemOf('b')), true)).toMatchObject({ entries: [{ name: 'b' }], lost: 1 })
})

test('a file has the browser’s File object, for its size and date', async () => {
  const { entries } = await takeEntries(
    listOf(itemOf('a', { handle: () => Promise.resolve(fileHandle('a')) }), itemOf('b')),
    true,
  )
  expect(entries.map(({ given }) => given?.size)).toEqual([1, 1])
})
