import { expect, test, vi } from 'vitest'
import { productReview, startForTest, type SimulatedClient } from '../testing/simulated-client.ts'

const sheet = 'SimSheetBudget0000000000008'
const base = 'SimBaseTasks000000000000009'
const records = `/open-apis/bitable/v1/apps/${base}/tables/tblSimTasks00001/records`

const edit = (client: SimulatedClient, token: string, edits: unknown) =>
  client.call('POST', `/_simulator/documents/${token}/edits`, edits)

async function look<T>(client: SimulatedClient, token: string): Promise<T> {
  return (await client.call('GET', `/_simulator/documents/${token}`)).body as T
}

interface Docx {
  readonly blocks: readonly { readonly blockId: string; readonly kind: string; readonly text: string }[]
}
interface Sheet {
  readonly cells: readonly { readonly cell: string; readonly text: string }[]
}
interface Base {
  readonly tables: readonly {
    readonly records: readonly { readonly recordId: string; readonly fields: Readonly<Record<string, unknown>> }[]
  }[]
}

test('somebody else inserts, moves and removes blocks, one by one or several at once', async () => {
  const client = await startForTest()
  const [first, second, third] = (await look<Docx>(client, productReview)).blocks
  const { body } = await edit(client, productReview, [
    { kind: 'insert-paragraph', index: 1, text: '同事写的' },
    { kind: 'move-block', block: 0, index: 3 },
    { kind: 'remove-block', block: second?.blockId },
  ])
  const { blocks } = await look<Docx>(client, productReview)
  expect(blocks.map(({ blockId }) => blockId)).toEqual([expect.any(String), third?.blockId, first?.blockId])
  expect(blocks[0]?.text).toBe('同事写的')
  expect(body).toMatchObject({
    revision: 4,
    made: [
      { kind: 'insert-paragraph', id: blocks[0]?.blockId },
      { kind: 'move-block', id: first?.blockId },
      { kind: 'remove-block', id: second?.blockId },
    ],
  })
})

test('somebody else puts in a table and a callout', async () => {
  const client = await startForTest()
  await edit(client, productReview, [
    { kind: 'insert-table', index: 0, text: '表里' },
    { kind: 'insert-callout', index: 1, text: '提醒' },
  ])
  const { blocks } = await look<Docx>(client, productReview)
  const cells = ['text', 'table_cell', 'text', 'table_cell', 'text', 'table_cell', 'text']
  expect(blocks.map(({ kind }) => kind).slice(0, 11)).toEqual(['table', 'table_cell', ...cells, 'callout', 'text'])
  expect([blocks[2]?.text, blocks[10]?.text]).toEqual(['表里', '提醒'])
})

test('somebody else fills a cell, and writes in records of a base', async () => {
  const client = await startForTest()
  await edit(client, sheet, { kind: 'fill-cell', sheetId: 'a1B2c3', cell: 'B2', text: '同事填的' })
  expect((await look<Sheet>(client, sheet)).cells).toContainEqual({
    sheetId: 'a1B2c3',
    cell: 'B2',
    kind: 'text',
    text: '同事填的',
  })
  const inFirst = { tableId: 'tblSimTasks00001', recordId: 'recSimTask00001' }
  await edit(client, base, [
    { kind: 'change-record', ...inFirst, field: '备注', value: '同事改的' },
    { kind: 'attach', ...inFirst, field: '附件', fileName: '同事的.txt' },
    { kind: 'remove-record', ...inFirst, recordId: 'recSimTask00002' },
    { kind: 'add-record', tableId: 'tblSimTasks00001', text: '同事加的' },
  ])
  const [tasks] = (await look<Base>(client, base)).tables
  expect(tasks?.records.map(({ recordId }) => recordId)).not.toContain('recSimTask00002')
  expect(tasks?.records[0]?.fields).toMatchObject({
    备注: '同事改的',
    附件: [{ name: '需求说明.txt' }, { name: '同事的.txt' }],
  })
  expect(tasks?.records.at(-1)?.fields).toEqual({ 任务名称: '同事加的' })
})

test('an edit of something that the document does not have is refused by name', async () => {
  const client = await startForTest()
  const errorOf = async (token: string, body: unknown) => (await edit(client, token, body)).body['error']
  expect(await errorOf(productReview, { kind: 'remove-block', block: 99 })).toBe('the document has no block 99')
  expect(await errorOf(productReview, { kind: 'fill-cell', sheetId: 'a1B2c3', cell: 'A1' })).toBe(
    'a document of this kind takes no fill-cell',
  )
  expect((await edit(client, 'NoSuchDocument', { kind: 'remove-block', block: 0 })).status).toBe(404)
})

test('a fault lets somebody else write between the read that a call is based on and its effect', async () => {
  const client = await startForTest()
  const edits = {
    kind: 'attach',
    tableId: 'tblSimTasks00001',
    recordId: 'recSimTask00001',
    field: '附件',
    fileName: 'x.txt',
  }
  await client.call('POST', '/_simulator/faults', {
    route: 'updateRecord',
    fault: { kind: 'edited-meanwhile', edits },
  })
  await client.call('PUT', `${records}/recSimTask00001`, {
    fields: { 附件: [{ file_token: 'boxcnSimSeedAttachment00001' }] },
  })
  const [tasks] = (await look<Base>(client, base)).tables
  // Written as a whole: what was attached meanwhile is lost, as at Feishu.
  expect(tasks?.records[0]?.fields['附件']).toMatchObject([{ name: '需求说明.txt' }])
})

test.each([productReview, sheet, base])('somebody at work in %s edits until stopped', async (token) => {
  const client = await startForTest()
  const editor = `/_simulator/documents/${token}/editor`
  const revision = async () => Number((await client.call('GET', `/_simulator/documents/${token}`)).body['revision'])
  await client.call('POST', editor, { everyMs: 1, seed: 7 })
  await vi.waitUntil(async () => (await revision()) > 20, { timeout: 10_000 })
  const { made } = (await client.call('DELETE', editor)).body as unknown as { made: unknown[] }
  expect(made.length).toBe((await revision()) - 1)
})

test('the same seed edits the same way, in the kinds that were asked for', async () => {
  const ways: unknown[] = []
  for (let run = 1; run <= 2; run += 1) {
    const client = await startForTest()
    await client.call('POST', `/_simulator/documents/${base}/editor`, { everyMs: 1, seed: 3, kinds: ['remove-record'] })
    const left = async () => (await look<Base>(client, base)).tables[0]?.records.length
    await vi.waitUntil(async () => (await left()) === 0, { timeout: 10_000 })
    ways.push((await client.call('DELETE', `/_simulator/documents/${base}/editor`)).body['made'])
  }
  expect(ways[0]).toHaveLength(6)
  expect(ways[1]).toEqual(ways[0])
})

test('a person lets somebody else edit by the buttons under a document', async () => {
  const client = await startForTest()
  const page = async (language: string) =>
    (await fetch(`${client.url}/docx/${productReview}`, { headers: { 'accept-language': language } })).text()
  const press = (editor: string) =>
    fetch(`${client.url}/docx/${productReview}`, {
      method: 'POST',
      body: new URLSearchParams({ editor }),
      redirect: 'manual',
    })
  expect(await page('zh')).toContain('另一位编辑（李四）')
  const pressed = await press('once')
  expect([pressed.status, pressed.headers.get('location')]).toEqual([303, `/docx/${productReview}`])
  expect((await look<{ revision: number }>(client, productReview)).revision).toBe(2)
  await press('start')
  expect(await page('en')).toContain('value="stop">Stop</button>')
  await press('stop')
  expect(await page('en')).toContain('value="start">Edit every second</button>')
})
