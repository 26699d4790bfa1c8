// @vitest-environment happy-dom
import { afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { embedProtocol } from '../contract/embed/protocol.ts'
import type {} from './types/index.d.ts'

const origin = 'https://uploader.example'
const from = { protocol: embedProtocol, version: 1 } as const

let posted: (readonly [message: unknown, targetOrigin: unknown])[]

beforeAll(async () => {
  const { defineUploader } = await import('./uploader-element.ts')
  defineUploader(origin)
})

beforeEach(() => {
  posted = []
  // The simulated DOM loads no frames, and prints that.
  vi.spyOn(console, 'error').mockReturnValue()
  vi.useFakeTimers()
})

afterEach(() => {
  document.body.replaceChildren()
  vi.useRealTimers()
  vi.restoreAllMocks()
})

function embed(attributes: Readonly<Record<string, string>> = {}) {
  const element = document.createElement('feishu-uploader')
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value)
  document.body.append(element)
  const frame = element.shadowRoot?.querySelector('iframe')
  const page = { postMessage: (message: unknown, to: unknown) => posted.push([message, to]) } as unknown as Window
  if (frame) Object.defineProperty(frame, 'contentWindow', { value: page })
  const hear = (data: unknown, other: { source?: unknown; origin?: string } = {}) => {
    const event = Object.assign(new Event('message'), { source: page, origin, ...other, data })
    window.dispatchEvent(event)
  }
  const told: unknown[] = []
  for (const type of ['ready', 'signedin', 'queued', 'progress', 'filedone', 'filefailed', 'alldone'])
    element.addEventListener(type, (event) => told.push([type, (event as CustomEvent<unknown>).detail]))
  return { element, frame, hear, told, note: () => element.shadowRoot?.querySelector('[role="alert"]') ?? null }
}

const hello = { protocol: embedProtocol, type: 'hello', versions: [1] }
const ready = { ...from, type: 'ready', isSignedIn: false }

test('the frame’s address has what the first paint needs', () => {
  const { frame } = embed({ target: 'https://acme.feishu.cn/docx/A?x=1', lang: 'en', theme: 'dark', accent: '#123456' })
  const { origin: at, searchParams } = new URL(frame?.src ?? '')
  expect(at).toBe(origin)
  expect(Object.fromEntries(searchParams)).toEqual({
    target: 'https://acme.feishu.cn/docx/A?x=1',
    lang: 'en',
    theme: 'dark',
    accent: '#123456',
  })
})

test('what is asked for before the page is ready is said afterwards, in its order and to the uploader’s origin only', () => {
  const { element, hear } = embed()
  const file = new File(['a'], 'a.txt')
  element.setTarget('https://acme.feishu.cn/docx/B')
  void element.addFiles([file])
  element.pause()
  hear(hello)
  expect(posted).toEqual([[{ ...from, type: 'hello' }, origin]])
  posted = []
  hear(ready)
  expect(posted).toEqual([
    [{ ...from, type: 'set-target', target: 'https://acme.feishu.cn/docx/B' }, origin],
    [{ ...from, type: 'add-files', files: [file] }, origin],
    [{ ...from, type: 'pause' }, origin],
  ])
})

/** Of the File and Directory Entries API: a file by its text, a folder by its children; null: it cannot be read. */
type Tree = { readonly [name: string]: Tree | string | null }

function entryOf(name: string, content: Tree | string | null): FileSystemEntry {
  const isDirectory = typeof content === 'object' && content !== null
  const children = isDirectory ? Object.entries(content).map(([child, below]) => entryOf(child, below)) : []
  // As browsers do: some at a time, and an empty list at the end.
  const readEntries = (resolve: (entries: FileSystemEntry[]) => void) => resolve(children.splice(0, 2))
  const file = (resolve: (file: File) => void, reject: (error: unknown) => void) =>
    typeof content === 'string' ? resolve(new File([content], name)) : reject(new Error('gone'))
  return { name, isDirectory, isFile: !isDirectory, createReader: () => ({ readEntries }), file } as never
}

function saidFiles(): unknown {
  return posted.map(([message]) => {
    const { type, files, paths } = message as { type: string; files?: File[]; paths?: string[] }
    return files ? [type, files.map(({ name }) => name), ...(paths ? [paths] : [])] : type
  })
}

test('folders keep their structure: entries, a drop’s items, and files that know their path', async () => {
  const { element, hear } = embed()
  hear(ready)
  const folder = entryOf('f', { 'b.txt': 'b', g: { 'a.txt': 'a' }, 'c.txt': 'c' })
  const chosen = Object.defineProperty(new File(['d'], 'd.txt'), 'webkitRelativePath', { value: 'h/d.txt' })
  const unreadable = await element.addFiles([folder, chosen, { file: new File(['e'], 'e.txt'), path: '/i//e.txt' }])
  const items = [
    { kind: 'string' },
    { kind: 'file', webkitGetAsEntry: () => entryOf('j', { 'k.txt': 'k' }), getAsFile: () => null },
    { kind: 'file', webkitGetAsEntry: () => null, getAsFile: () => new File(['l'], 'l.txt') },
  ]
  await element.addFiles({ items } as unknown as DataTransfer)
  expect(saidFiles()).toEqual([
    [
      'add-files',
      ['b.txt', 'a.txt', 'c.txt', 'd.txt', 'e.txt'],
      ['f/b.txt', 'f/g/a.txt', 'f/c.txt', 'h/d.txt', '/i//e.txt'],
    ],
    ['add-files', ['k.txt', 'l.txt'], ['j/k.txt', 'l.txt']],
  ])
  expect(unreadable).toEqual([])
})

test('what is asked for while a folder is read waits for it', async () => {
  const { element, hear } = embed()
  hear(ready)
  const reading = element.addFiles([entryOf('f', { 'a.txt': 'a' })])
  element.setTarget('https://acme.feishu.cn/docx/B')
  void element.addFiles([new File(['b'], 'b.txt')])
  expect(posted).toEqual([])
  await reading
  await vi.advanceTimersByTimeAsync(0)
  element.pause()
  expect(saidFiles()).toEqual([['add-files', ['a.txt'], ['f/a.txt']], 'set-target', ['add-files', ['b.txt']], 'pause'])
})

test('what cannot be read is left out and named; a folder of nothing else says nothing', async () => {
  const { element, hear } = embed()
  hear(ready)
  expect(await element.addFiles([entryOf('f', { 'a.txt': null, 'b.txt': 'b' })])).toEqual(['f/a.txt'])
  expect(await element.addFiles([entryOf('empty', {})])).toEqual([])
  expect(saidFiles()).toEqual([['add-files', ['b.txt'], ['f/b.txt']]])
})

test('more files than one message may have go in several', () => {
  const { element, hear } = embed()
  hear(ready)
  void element.addFiles(Array.from({ length: 10_001 }, () => new File([], 'x')))
  expect(posted.map(([message]) => (message as { files: File[] }).files.length)).toEqual([10_000, 1])
})

test('a page that was loaded anew gets the looks that were changed meanwhile', () => {
  const { element, hear } = embed({ theme: 'dark' })
  hear(hello)
  hear(ready)
  element.setAttribute('theme', 'light')
  element.setAttribute('radius', '6')
  posted = []
  hear(ready)
  expect(posted.map(([message]) => message)).toEqual([
    { ...from, type: 'set-theme', theme: 'light' },
    { ...from, type: 'set-radius', radius: 6 },
  ])
})

test('what the page tells becomes events', () => {
  const { hear, told } = embed()
  const file = { id: 'a', name: 'a.txt' }
  hear(ready)
  hear({ ...from, type: 'signed-in' })
  hear({ ...from, type: 'queued', files: [file] })
  hear({ ...from, type: 'file-done', ...file, fileToken: 'boxcn', link: null })
  hear({ ...from, type: 'file-failed', ...file, code: 1, problem: '1', guidance: 'Try again.' })
  hear({ ...from, type: 'all-done', done: 1, failed: 1, cancelled: 0 })
  expect(told).toEqual([
    ['ready', { isSignedIn: false }],
    ['signedin', null],
    ['queued', { files: [file] }],
    ['filedone', { ...file, fileToken: 'boxcn', link: null }],
    ['filefailed', { ...file, code: 1, problem: '1', guidance: 'Try again.' }],
    ['alldone', { done: 1, failed: 1, cancelled: 0 }],
  ])
})

test('other windows and other origins are not heard', () => {
  const { hear, told } = embed()
  hear(ready, { source: window })
  hear(ready, { origin: 'https://evil.example' })
  hear({ type: 'ready' })
  hear('ready')
  hear(null)
  expect([told, posted]).toEqual([[], []])
})

test('the frame is as high as its content, within bounds', () => {
  const { element, frame, hear } = embed()
  const after = (height: number) => {
    hear({ ...from, type: 'size', height })
    return frame?.style.height
  }
  expect([after(100), after(500), after(5000)]).toEqual(['320px', '500px', '800px'])
  element.setAttribute('max-height', '1200')
  expect(frame?.style.height).toBe('1200px')
})

test('a page that does not come in time is explained, with a link to a tab; if it comes after all, it is shown', () => {
  const { frame, hear, note } = embed({ lang: 'zh-CN', target: 'https://acme.feishu.cn/docx/A', theme: 'dark' })
  vi.advanceTimersByTime(9_000)
  expect(note()).toBeNull()
  vi.advanceTimersByTime(2_000)
  expect(note()?.textContent).toContain('上传页没有打开')
  expect(note()?.querySelector('a')?.href).toBe(
    `${origin}/?${new URLSearchParams({ target: 'https://acme.feishu.cn/docx/A' }).toString()}`,
  )
  expect(frame?.style.display).toBe('none')
  hear(ready)
  expect([note(), frame?.style.display]).toEqual([null, 'block'])
})

test.each(['', 'allow-scripts', 'allow-same-origin allow-forms'])(
  'the sandbox “%s” is too narrow, and that is said',
  (sandbox) => {
    const { element, note } = embed({ lang: 'en', sandbox })
    expect(note()?.textContent).toContain('allow-scripts and allow-same-origin')
    element.setAttribute('sandbox', 'allow-scripts allow-same-origin')
    expect(note()).toBeNull()
  },
)

test('a page that speaks other versions only is explained', () => {
  const { hear, note } = embed({ lang: 'en' })
  hear({ ...hello, versions: [2] })
  expect(note()?.textContent).toContain('Please reload this page')
})
