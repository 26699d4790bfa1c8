import { existsSync, mkdtempSync, readdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { startSimulator } from '../http/start.ts'
import {
  deletedDocument,
  placeBlocks,
  productReview,
  startForTest,
  uploadInto,
  uploadIntoDocument,
  type SimulatedClient,
} from '../testing/simulated-client.ts'
import { png } from '../testing/small-png.ts'
import { newDocument } from '../world/new-document.ts'
import { people } from '../world/people.ts'
import type { SimulatedWorld } from '../world/world.ts'

const ofTheDemo = { key: 'demo', token: 'SimDocxOfTheDemo', title: 'Launch', ownerId: people.zhangSan.openId }

const read = async (client: SimulatedClient, path: string, language = 'zh-CN') => {
  const response = await fetch(client.url + path, { headers: { 'accept-language': language } })
  return { status: response.status, headers: response.headers, text: await response.text() }
}

async function putFile(client: SimulatedClient, fileName: string) {
  const [blockId = ''] = await placeBlocks(client, productReview, ['file'])
  const bytes = Buffer.from('bytes of a file')
  const token = await uploadInto(client, {
    documentId: productReview,
    blockId,
    bytes,
    fileName,
    parentType: 'docx_file',
  })
  const requests = [{ block_id: blockId, replace_file: { token } }]
  await client.call('PATCH', `/open-apis/docx/v1/documents/${productReview}/blocks/batch_update`, { requests })
  return token
}

test('a file is in the page as a card with its name, size and download', async () => {
  const client = await startForTest()
  const token = await putFile(client, '<b>报告</b>.pdf')
  const { text } = await read(client, `/docx/${productReview}`)
  expect(text).toContain('<article class="card" aria-label="&lt;b&gt;报告&lt;/b&gt;.pdf">')
  expect(text).toContain('15 B')
  expect(text).toContain(`href="/_simulator/medias/${token}?download"`)
})

test('a table, a callout and columns look like such, with what is in them', async () => {
  const client = await startForTest()
  const content =
    '<table><tr><td>&lt;b&gt;格</td><td>二</td></tr></table><callout><p>注意</p></callout><grid><column><p>左</p></column><column><checkbox done="true">右</checkbox></column></grid>'
  await client.call('PUT', `/open-apis/docs_ai/v1/documents/${productReview}`, { command: 'append', content })
  const { text } = await read(client, `/docx/${productReview}`)
  const markup = text.replace(/<div class="block"[^>]*>|<\/div>|\s*\n\s*/g, '')
  expect(markup).toContain('<tr><td><p>&lt;b&gt;格</p></td><td><p>二</p></td></tr>')
  expect(markup).toContain('<aside class="callout"><p>注意</p></aside>')
  expect(markup).toContain('<div class="columns"><p>左</p><p class="item" data-sign="☑"><span>右</span></p>')
})

test('videos and sounds can be played, in ranges', async () => {
  const client = await startForTest()
  const video = await putFile(client, 'a.mp4')
  await putFile(client, 'b.mp3')
  const { text } = await read(client, `/docx/${productReview}`)
  expect(text).toMatch(/<video controls[^>]*aria-label="a\.mp4"/)
  expect(text).toMatch(/<audio controls[^>]*aria-label="b\.mp3"/)
  const response = await fetch(`${client.url}/_simulator/medias/${video}`, { headers: { range: 'bytes=0-4' } })
  expect([response.status, response.headers.get('content-type')]).toEqual([206, 'video/mp4'])
  expect(await response.text()).toBe('bytes')
})

test.each(['page.html', 'drawing.svg', 'noextension', 'a.png.js'])('%s is never shown, only saved', async (name) => {
  const client = await startForTest()
  const token = await putFile(client, name)
  const { headers } = await read(client, `/_simulator/medias/${token}`)
  expect(headers.get('content-type')).toBe('application/octet-stream')
  expect(headers.get('content-disposition')).toMatch(/^attachment;/)
  expect(headers.get('x-content-type-options')).toBe('nosniff')
  expect(headers.get('content-security-policy')).toBe("default-src 'none'; sandbox")
})

test('placeholders are seen and named in both languages', async () => {
  const client = await startForTest()
  await placeBlocks(client, productReview, ['image', 'file'])
  const zh = (await read(client, `/docx/${productReview}`)).text
  expect(zh).toContain('role="img" aria-label="等待图片"')
  expect(zh).toContain('aria-label="等待文件"')
  expect((await read(client, `/docx/${productReview}`, 'en')).text).toContain('Waiting for a picture')
})

test('pages run no script but that of documents, and may not be framed but by those who were named', async () => {
  const client = await startForTest()
  const policy = async (url: string, path: string) =>
    (await fetch(url + path)).headers.get('content-security-policy') ?? ''
  expect(await policy(client.url, '/')).not.toContain('script-src')
  expect(await policy(client.url, `/docx/${productReview}`)).toContain("script-src 'self'")
  expect(await policy(client.url, `/docx/${productReview}`)).toContain("frame-ancestors 'none'")
  const framed = await startSimulator({ port: 0, framedBy: ['http://localhost:9'] })
  onTestFinished(() => framed.close())
  expect(await policy(framed.url, `/docx/${productReview}`)).toMatch(/frame-ancestors http:\/\/localhost:9$/)
  expect(await policy(framed.url, '/')).toContain("frame-ancestors 'none'")
})

test('whoever has a document open is told when it changes, and when the world is a new one', async () => {
  const client = await startForTest()
  const ending = new AbortController()
  onTestFinished(() => ending.abort())
  const { body } = await fetch(`${client.url}/_simulator/documents/${productReview}/changes`, { signal: ending.signal })
  const reader = body!.pipeThrough(new TextDecoderStream()).getReader()
  const next = async () => (await reader.read()).value
  expect(await next()).toBe(':\n\n')
  await placeBlocks(client, productReview, ['image'])
  expect(await next()).toBe('data: 2\n\n')
  await client.call('POST', '/_simulator/world', {})
  expect(await next()).toBe('data: 1\n\n')
})

test('the address may name the language, and a demo may furnish the world', async () => {
  const furnish = (world: SimulatedWorld) => {
    world.documents.set('SimDocxOfTheDemo', newDocument('docx', { ...ofTheDemo, createdAtMs: world.clock.nowMs() }))
  }
  const simulator = await startSimulator({ port: 0, furnish })
  onTestFinished(() => simulator.close())
  const read = async (query: string) => (await fetch(`${simulator.url}/docx/SimDocxOfTheDemo?${query}`)).text()
  expect(await read('lang=zh-CN')).toContain('文档是空的')
  expect(await read('lang=en')).toContain('The document is empty')
  await fetch(`${simulator.url}/_simulator/world`, { method: 'POST' })
  expect(await read('lang=en')).toContain('<h1>Launch</h1>')
})

test('a wiki page shows its document; other links say that there is none', async () => {
  const client = await startForTest()
  expect((await read(client, '/wiki/SimWikiShortcut000000000012')).text).toContain('<h1>新人手册</h1>')
  expect((await read(client, `/docx/${deletedDocument}`)).status).toBe(410)
  expect((await read(client, '/docx/NoSuchDocument0000000000000')).status).toBe(404)
  expect((await read(client, `/sheets/${productReview}`)).status).toBe(404)
})

test('a sheet shows its cells with their pictures, and the pictures that float over them', async () => {
  const client = await startForTest()
  const sheet = 'SimSheetBudget0000000000008'
  const cell = { range: 'Q7PlXT!D2:D2', image: png.toString('base64'), name: '票据 <1>.png' }
  await client.call('POST', `/open-apis/sheets/v2/spreadsheets/${sheet}/values_image`, cell)
  const token = await uploadIntoDocument(client, sheet, {
    parentType: 'sheet_image',
    fileName: 'float.png',
    bytes: png,
  })
  const float = { float_image_token: token, range: 'Q7PlXT!B40:B40', width: 120, height: 80 }
  await client.call('POST', `/open-apis/sheets/v3/spreadsheets/${sheet}/sheets/Q7PlXT/float_images`, float)
  const { text } = await read(client, `/sheets/${sheet}`)
  expect(text).toMatch(/<td id="Q7PlXT-D2"><img class="in-cell"[^>]*alt="票据 &lt;1&gt;\.png"/)
  expect(text).toMatch(/<td id="Q7PlXT-B40"><img class="floating"[^>]*alt="float\.png"[^>]*width="120"/)
  expect(text).toContain('<td>120 × 80 px</td>')
  expect(text).toContain('<td id="Q7PlXT-A2">产品</td>')
  expect(text).not.toContain('草稿')
  expect((await read(client, `/sheets/${sheet}`, 'en')).text).toContain('aria-label="Floating pictures: 预算"')
})

test('a base shows its tables, attachments with thumbnail, name, size and download', async () => {
  const client = await startForTest()
  const base = 'SimBaseTasks000000000000009'
  const upload = (fileName: string) =>
    uploadIntoDocument(client, base, { parentType: 'bitable_file', fileName, bytes: png })
  const [picture, file] = [await upload('a.png'), await upload('b.pdf')]
  const fields = { 名称: '<新>', 文件: [{ file_token: picture }, { file_token: file }] }
  await client.call('POST', `/open-apis/bitable/v1/apps/${base}/tables/tblSimAssets0001/records`, { fields })
  const { text } = await read(client, `/base/${base}`)
  expect(text).toContain('<h2 id="tblSimAssets0001">素材库</h2>')
  expect(text).toContain('<th scope="row">&lt;新&gt;</th>')
  expect(text).toContain(`<img src="/_simulator/medias/${picture}" alt="" />`)
  expect(text).toContain(`href="/_simulator/medias/${file}?download" aria-label="下载 b.pdf"`)
  expect(text).toContain('aria-label="需求说明.txt"')
  expect((await read(client, '/base/SimBaseStaff000000000000013', 'en')).text).toContain('Advanced permissions are on')
})

test('a folder shows its documents, other kinds only their title', async () => {
  const client = await startForTest()
  const { text } = await read(client, '/drive/folder/SimFldrProduct0000000000101')
  expect(text).toContain('<a href="/docx/SimDocx00000000000000000200">产品路线图</a>')
  expect(text).toContain('<a href="/sheets/SimSheet0000000000000000270">市场活动排期</a> (快捷方式)')
  expect((await read(client, '/mindnotes/SimMind00000000000000000242')).text).toContain('<h1>首页改版脑图</h1>')
})

test('the home page lists every document with the link to copy', async () => {
  const client = await startForTest()
  const { documents } = (await client.call('GET', '/_simulator/world')).body as unknown as {
    documents: { url: string; key: string }[]
  }
  const { text } = await read(client, '/')
  expect(documents.length).toBeGreaterThan(50)
  expect(new Set(documents.map(({ key }) => key)).size).toBe(documents.length)
  expect(new Set(documents.map(({ url }) => url)).size).toBe(documents.length)
  for (const { url } of documents) expect(text).toContain(`>${url}<`)
})

test('uploaded bytes are stored in the given folder; a port in use is an error', async () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'simulator-test-'))
  const simulator = await startSimulator({ port: 0, dataDir })
  onTestFinished(() => simulator.close())
  expect(readdirSync(dataDir)).toEqual(['world-1'])
  await fetch(`${simulator.url}/_simulator/world`, { method: 'POST' })
  expect(readdirSync(dataDir)).toEqual(['world-2'])
  await expect(startSimulator({ port: Number(new URL(simulator.url).port) })).rejects.toThrow('EADDRINUSE')
  await simulator.close()
  expect(existsSync(dataDir)).toBe(true)
})

test('the root of a person has a page too', async () => {
  const client = await startForTest()
  const { body } = await client.call('GET', '/open-apis/drive/explorer/v2/root_folder/meta')
  const { status, text } = await read(client, `/drive/folder/${String(body.data?.['token'])}`)
  expect(status).toBe(200)
  expect(text).toContain('<h1>张三的空间</h1>')
  expect(text).toContain('空白文档')
})
