// @vitest-environment happy-dom
import { afterEach, expect, test } from 'vitest'
import { endOfTest } from '../testing/end-of-test.ts'
import { PageDrops, type Arriving } from './page-drops.ts'

/** A page of its own, so that no other test's listeners hear of it. */
function openPage() {
  const page = document.implementation.createHTMLDocument()
  const drops = new PageDrops(page, endOfTest())
  const taken: Arriving[] = []
  const receive = () =>
    drops.receive({ take: (each) => taken.push(each), isLink: (text) => text.startsWith('https://acme.feishu.cn/') })
  return { page, drops, taken, receive }
}

interface Brought {
  readonly files?: readonly File[]
  readonly data?: Readonly<Record<string, string>>
}

function send(on: EventTarget, type: string, { files = [], data = {} }: Brought = {}) {
  const event = new Event(type, { bubbles: true, cancelable: true })
  const items = files.map((file) => ({
    kind: 'file',
    type: file.type,
    getAsFile: () => file,
    webkitGetAsEntry: () => null,
  }))
  const transfer = {
    types: [...(files.length > 0 ? ['Files'] : []), ...Object.keys(data)],
    items,
    files,
    getData: (kind: string) => data[kind] ?? '',
  }
  Object.assign(event, { dataTransfer: transfer, clipboardData: transfer })
  on.dispatchEvent(event)
  return event
}

function field(page: Document) {
  return page.body.appendChild(page.createElement('input'))
}

async function summaryOf(taken: readonly Arriving[]) {
  return Promise.all(
    taken.map(async (each) =>
      each.is === 'text'
        ? [each.isPicture ? 'picture' : 'text', each.text]
        : [each.how, ...(await each.taken).entries.map(({ name }) => name)],
    ),
  )
}

const settled = () => new Promise((resolve) => setTimeout(resolve))
const file = new File(['x'], 'a.png', { type: 'image/png' })
const link = 'https://acme.feishu.cn/docx/DocOne0001'

afterEach(() => {
  expect(leave()).toBe(false)
})

/** Whether the page asks before it is left. */
function leave() {
  const event = new Event('beforeunload', { cancelable: true })
  window.dispatchEvent(event)
  return event.defaultPrevented
}

test('a file dropped before the page is ready is kept, and not opened by the browser', async () => {
  const { page, drops, taken, receive } = openPage()
  for (const type of ['dragenter', 'dragover']) {
    expect(send(page.body, type, { files: [file] }).defaultPrevented).toBe(true)
  }
  send(page.body, 'dragleave')
  expect(send(page.body, 'drop', { files: [file] }).defaultPrevented).toBe(true)
  await settled()
  expect(drops.getSnapshot().kept).toBe(1)
  expect(leave()).toBe(true)
  receive()
  expect(await summaryOf(taken)).toEqual([['dropped', 'a.png']])
  expect(drops.getSnapshot().kept).toBe(0)
})

test('files dragged over the page are shown until the drag leaves or ends', () => {
  const { page, drops } = openPage()
  const inner = page.body.appendChild(page.createElement('p'))
  send(page.body, 'dragenter', { files: [file] })
  send(inner, 'dragenter', { files: [file] })
  send(page.body, 'dragleave')
  expect(drops.getSnapshot().dragged).toEqual({ items: 1 })
  send(inner, 'dragleave')
  expect(drops.getSnapshot().dragged).toBeNull()
  send(inner, 'dragenter', { files: [file] })
  inner.remove()
  send(page.body, 'dragleave')
  expect(drops.getSnapshot().dragged).toBeNull()
  send(page.body, 'dragenter', { data: { 'text/plain': 'x' } })
  expect(drops.getSnapshot().dragged).toBeNull()
})

test('text and the address of a picture are taken too, so that the page can explain them', async () => {
  const { page, taken, receive } = openPage()
  receive()
  send(page.body, 'drop', { data: { 'text/plain': '一段话' } })
  send(page.body, 'drop', { data: { 'text/uri-list': `# title\r\n${link}\r\n`, 'text/plain': 'title' } })
  send(page.body, 'drop', {
    data: { 'text/uri-list': 'https://example.com/a', 'text/html': '<a href="b"><IMG src="a"></a>' },
  })
  expect(await summaryOf(taken)).toEqual([
    ['text', '一段话'],
    ['text', link],
    ['picture', 'https://example.com/a'],
  ])
})

test('a picture dragged from another page with its bytes is a file, with its address', async () => {
  const { page, taken, receive } = openPage()
  receive()
  send(page.body, 'drop', { files: [file], data: { 'text/uri-list': 'https://example.com/a.png' } })
  expect(await summaryOf(taken)).toEqual([['dropped', 'a.png']])
  expect(taken).toMatchObject([{ text: { text: 'https://example.com/a.png' } }])
})

test('text dropped on a field is inserted as usual, but a link chooses the document', async () => {
  const { page, taken, receive } = openPage()
  receive()
  const input = field(page)
  expect(send(input, 'dragover', { data: { 'text/plain': 'x' } }).defaultPrevented).toBe(false)
  expect(send(input, 'drop', { data: { 'text/plain': 'x' } }).defaultPrevented).toBe(false)
  expect(send(input, 'drop', { data: { 'text/plain': link } }).defaultPrevented).toBe(true)
  expect(send(input, 'drop', { files: [file] }).defaultPrevented).toBe(true)
  expect(await summaryOf(taken)).toEqual([
    ['text', link],
    ['dropped', 'a.png'],
  ])
})

test('what is dragged from the page itself is ignored', async () => {
  const { page, drops, taken, receive } = openPage()
  receive()
  send(page.body, 'dragstart')
  send(page.body, 'dragenter', { files: [file] })
  expect(drops.getSnapshot().dragged).toBeNull()
  expect(send(page.body, 'drop', { files: [file] }).defaultPrevented).toBe(true)
  expect(await summaryOf(taken)).toEqual([])
  send(page.body, 'dragend')
  send(page.body, 'drop', { files: [file] })
  expect(taken).toHaveLength(1)
})

test.each([
  ['a picture', [new File(['x'], 'image.png')], '', [['pasted', 'image.png']]],
  ['a picture of a text', [new File(['x'], 'image.png')], '一段话', [['pasted', 'image.png']]],
  ['a picture of a link, as Word copies one', [new File(['x'], 'image.png')], link, [['text', link]]],
  ['a file with its name', [new File(['x'], 'a.pdf')], 'a.pdf', [['pasted', 'a.pdf']]],
  ['text', [], '一段话', [['text', '一段话']]],
  ['nothing', [], ' ', []],
])('%s is pasted', async (_what, files, text, expected) => {
  const { page, taken, receive } = openPage()
  receive()
  send(page.body, 'paste', { files, data: { 'text/plain': text } })
  expect(await summaryOf(taken)).toEqual(expected)
})

test('what is pasted into a field belongs to the field, unless it is files', async () => {
  const { page, taken, receive } = openPage()
  receive()
  const input = field(page)
  send(input, 'paste', { data: { 'text/plain': link } })
  send(input, 'paste', { files: [new File(['x'], 'image.png')], data: { 'text/plain': link } })
  expect(taken).toEqual([])
  send(input, 'paste', { files: [file] })
  expect(await summaryOf(taken)).toEqual([['pasted', 'a.png']])
})

test('a page whose signal is aborted takes nothing more, and is left without a question', async () => {
  const page = document.implementation.createHTMLDocument()
  const ending = new AbortController()
  const drops = new PageDrops(page, ending.signal)
  send(page.body, 'drop', { files: [file] })
  await settled()
  expect(leave()).toBe(true)
  ending.abort()
  expect(leave()).toBe(false)
  expect(send(page.body, 'drop', { files: [file] }).defaultPrevented).toBe(false)
  await settled()
  expect(drops.getSnapshot().kept).toBe(1)
})
