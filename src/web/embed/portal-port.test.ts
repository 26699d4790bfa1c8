import { beforeEach, expect, test } from 'vitest'
import { embedProtocol, type EmbedRequest } from '../../contract/embed/protocol.ts'
import { PortalPort } from './portal-port.ts'

const origin = 'https://portal.example.com'
const from = { protocol: embedProtocol, version: 1 }

let posted: (readonly [message: unknown, targetOrigin: unknown])[]
let heard: EmbedRequest[]
let hellos: number

beforeEach(() => {
  posted = []
  heard = []
  hellos = 0
})

function windowOf(): Window {
  const postMessage = (message: unknown, targetOrigin: unknown) => posted.push([message, targetOrigin])
  return { postMessage } as unknown as Window
}

function open(origins: readonly string[] = [origin]) {
  const portal = windowOf()
  const port = new PortalPort({
    portal,
    origins,
    onHello: () => (hellos += 1),
    onRequest: (request) => heard.push(request),
  })
  const say = (data: unknown, other: { source?: Window | null; origin?: string } = {}) =>
    port.hear({ source: portal, origin, ...other, data })
  return { port, say }
}

test('the page’s own hello goes to anybody and contains nothing but the versions', () => {
  open().port.begin()
  expect(posted).toEqual([[{ protocol: embedProtocol, type: 'hello', versions: [1] }, '*']])
})

test('a portal that has said hello is heard, and gets its answers at its exact origin', () => {
  const { port, say } = open()
  port.send({ type: 'signed-in' })
  expect(posted).toEqual([])
  say({ ...from, type: 'hello' })
  expect(hellos).toBe(1)
  say({ ...from, type: 'pause' })
  expect(heard).toEqual([{ ...from, type: 'pause' }])
  port.send({ type: 'signed-in' })
  expect(posted).toEqual([[{ ...from, type: 'signed-in' }, origin]])
})

test('files may come with paths, which are texts of a bounded length', () => {
  const { say } = open()
  say({ ...from, type: 'hello' })
  const file = new File(['a'], 'a.txt')
  const withPaths = (paths: unknown) => ({ ...from, type: 'add-files', files: [file], paths })
  say(withPaths(['f/a.txt']))
  expect(heard).toEqual([withPaths(['f/a.txt'])])
  for (const paths of ['f/a.txt', [1], ['x'.repeat(5000)], [{ path: 'f' }]]) say(withPaths(paths))
  expect(heard).toHaveLength(1)
  expect(posted).toHaveLength(4)
})

test.each([
  'https://portal.example.com.evil.example',
  'https://evil.example',
  'http://portal.example.com',
  'https://portal.example.com:8443',
  'null',
  '',
])('a page of %s is neither heard nor answered', (other) => {
  const { port, say } = open()
  say({ ...from, type: 'hello' }, { origin: other })
  say({ ...from, type: 'pause' }, { origin: other })
  say({ ...from, version: 2, type: 'hello' }, { origin: other })
  port.send({ type: 'signed-in' })
  expect([hellos, heard, posted]).toEqual([0, [], []])
})

test('another frame of the same portal is not heard', () => {
  const { say } = open()
  say({ ...from, type: 'hello' })
  say({ ...from, type: 'pause' }, { source: windowOf() })
  say({ ...from, type: 'pause' }, { source: null })
  expect([heard, posted]).toEqual([[], []])
})

test('without EMBED_ORIGINS nobody is heard', () => {
  const { say } = open([])
  say({ ...from, type: 'hello' })
  expect([hellos, posted]).toEqual([0, []])
})

test('a version that is not understood is answered with those that are', () => {
  const { say } = open()
  for (const version of [0, 2, 1.5]) say({ ...from, version, type: 'hello' })
  expect(posted).toEqual(
    Array.from({ length: 3 }, () => [{ ...from, type: 'unsupported-version', versions: [1] }, origin]),
  )
  expect(hellos).toBe(0)
})

test.each([
  { type: 'set-accent', accent: 'red' },
  { type: 'set-accent', accent: '#12345' },
  { type: 'set-accent', accent: 'url(https://evil.example)' },
  { type: 'set-accent', accent: '#fff;background:red' },
  { type: 'set-radius', radius: 25 },
  { type: 'set-radius', radius: -1 },
  { type: 'set-radius', radius: '4' },
  { type: 'set-theme', theme: 'blue' },
  { type: 'set-language', language: 'fr' },
  { type: 'set-target', target: ' ' },
  { type: 'set-target', target: 'x'.repeat(5000) },
  { type: 'add-files', files: [] },
  { type: 'add-files', files: ['not a file'] },
  { type: 'sign-out' },
  { type: '__proto__' },
])('what a portal may not say is answered and not done: %o', (message) => {
  const { say } = open()
  say({ ...from, type: 'hello' })
  say({ ...from, ...message })
  expect(heard).toEqual([])
  expect(posted).toEqual([[{ ...from, type: 'invalid-message', of: message.type }, origin]])
})

test('nothing is done before the hello', () => {
  const { say } = open()
  say({ ...from, type: 'pause' })
  expect(heard).toEqual([])
  expect(posted).toEqual([[{ ...from, type: 'invalid-message', of: 'pause' }, origin]])
})

test('messages that are not of this protocol are left to others', () => {
  const { say } = open()
  for (const data of ['hello', null, undefined, 1, [], {}, { type: 'hello' }, { protocol: 'else', version: 1 }])
    say(data)
  expect([heard, posted]).toEqual([[], []])
})

test('files come as they are', () => {
  const { say } = open()
  say({ ...from, type: 'hello' })
  const file = new File(['a'], 'a.txt')
  say({ ...from, type: 'add-files', files: [file] })
  expect(heard).toEqual([{ ...from, type: 'add-files', files: [file] }])
})
