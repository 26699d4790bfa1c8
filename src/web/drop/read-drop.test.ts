import { expect, test } from 'vitest'
import type { DroppedEntry } from './dropped-entry.ts'
import { readDrop, type DropResult } from './read-drop.ts'

const file = (name: string): DroppedEntry => ({
  is: 'file',
  name,
  handle: null,
  open: () => Promise.resolve(new File(['x'], name)),
})
const folder = (name: string, list: () => Promise<readonly DroppedEntry[]>): DroppedEntry => ({
  is: 'folder',
  name,
  handle: null,
  list,
})

/** A drop being read; pauses end when the test says so. */
function read(...entries: readonly DroppedEntry[]) {
  const results: DropResult[] = []
  let pass: () => void = () => undefined
  const pause = () => new Promise<void>((resolve) => (pass = resolve))
  const located = entries.map((entry) => ({ entry, parentPath: '' }))
  const rules = { language: 'zh-CN', leavesOut: true, opensPackages: false }
  const drop = readDrop(Promise.resolve(located), rules, (result) => results.push(result), pause)
  return { results, drop, pass: () => pass() }
}

async function drained(drop: ReturnType<typeof readDrop>) {
  while (!(await drop.next()).done);
}

const settled = () => new Promise((resolve) => setTimeout(resolve))
const namesOf = (files: readonly { readonly name: string }[] | undefined) => files?.map(({ name }) => name)

test('the first files are passed on while the rest is still being read', async () => {
  const endless = folder('endless', () => new Promise(() => undefined))
  const { results, drop } = read(file('a'), endless)
  const { value } = await drop.next()
  expect(namesOf(value ?? undefined)).toEqual(['a'])
  expect(results).toMatchObject([{ isRead: false, files: 1 }])
})

test('files found within one pause are passed on together', async () => {
  let name: (entries: readonly DroppedEntry[]) => void = () => undefined
  const last = folder('last', () => new Promise((resolve) => (name = resolve)))
  const quick = folder('quick', () => Promise.resolve([file('b'), file('c')]))
  const { results, drop, pass } = read(file('a'), quick, file('d'), last)
  await drop.next()
  const taking = drop.next()
  await settled()
  expect(results).toMatchObject([{ isRead: false, files: 1 }])
  pass()
  expect(namesOf((await taking).value ?? undefined)).toEqual(['b', 'c', 'd'])
  name([file('e')])
  expect(namesOf((await drop.next()).value ?? undefined)).toEqual(['e'])
  expect((await drop.next()).done).toBe(true)
  expect(results.at(-1)).toEqual({ isRead: true, files: 5, unreadable: [], leftOut: [], packages: [] })
})

test('no file is inspected before all are named, and then each can be', async () => {
  let name: (entries: readonly DroppedEntry[]) => void = () => undefined
  const slow = folder('slow', () => new Promise((resolve) => (name = resolve)))
  const { drop } = read(file('a'), slow)
  const { value } = await drop.next()
  let seen = 0
  const looking = value?.[0]?.inspect?.().then(() => (seen += 1))
  await settled()
  expect(seen).toBe(0)
  name([file('b')])
  await looking
  expect(seen).toBe(1)
})

test('what cannot be read is reported at the end, and an empty drop as well', async () => {
  const locked = folder('locked', () => Promise.reject(new Error('denied')))
  const { results, drop } = read(file('a'), locked)
  await drained(drop)
  expect(results.at(-1)).toMatchObject({ isRead: true, files: 1, unreadable: ['locked'] })

  const empty = read(folder('empty', () => Promise.resolve([])))
  await drained(empty.drop)
  expect(empty.results).toMatchObject([{ isRead: true, files: 0 }])
})
