import * as v from 'valibot'
import { expect, test } from 'vitest'
import { BlockId, DocumentId } from '../../contract/feishu/ids.ts'
import { pathOf, routes } from '../../contract/feishu/routes.ts'
import { fileOf, settled } from '../../engine/testing/hand-held-doors.ts'
import { marked, type HeldRequest } from '../../engine/testing/hand-held-wire.ts'
import { QueueWorld } from '../../engine/testing/world.ts'
import type { Target } from '../../engine/targets/target.ts'
import { productReview, startForTest, type Reply, type SimulatedClient } from '../testing/simulated-client.ts'

const page = `/open-apis/docx/v1/documents/${productReview}/blocks/${productReview}/children`

interface PageChild {
  readonly block_id: string
  readonly block_type: number
}

const childrenOf = async (client: SimulatedClient) =>
  (await client.call('GET', page)).body.data?.['items'] as readonly PageChild[]

const typesOf = async (client: SimulatedClient) => (await childrenOf(client)).map(({ block_type: type }) => type)

/** Others have a table, a callout and a grid in the section of the first heading. */
async function furnish(client: SimulatedClient): Promise<readonly PageChild[]> {
  await client.call('POST', `/_simulator/documents/${productReview}/edits`, [
    { kind: 'insert-table', index: 2 },
    { kind: 'insert-callout', index: 3 },
  ])
  await client.call('POST', page, { index: 4, children: [{ block_type: 24, grid: { column_size: 2 } }] })
  return childrenOf(client)
}

/** Sends a request of the engine to the simulator. */
async function send(client: SimulatedClient, { request }: HeldRequest): Promise<Reply> {
  const { route, parameters, query, body } = request
  const path = `${pathOf(route, parameters)}?${new URLSearchParams(query).toString()}`
  if (body.kind !== 'multipart')
    return client.call(routes[route].method, path, 'value' in body ? body.value : undefined)
  const bytes = new Blob([await body.file.bytes.arrayBuffer()])
  return client.form(path, [...body.fields, ['file', bytes]])
}

/** The product's own queue, every call of which the simulator answers, until nothing is left to do. */
async function upload(client: SimulatedClient, headingId: string, names: readonly string[]): Promise<QueueWorld> {
  const target: Target = {
    is: 'docx',
    at: { is: 'under', headingId: v.parse(BlockId, headingId), heading: '背景' },
    fileView: 'card',
    documentId: v.parse(DocumentId, productReview),
    title: '产品需求评审',
    url: `${client.url}/docx/${productReview}`,
  }
  const world = new QueueWorld(target, () => ({ apply: unasked }))
  await world.drop(...names.map((name) => fileOf(name)))
  for (let round = 0; round < 500; round += 1) {
    const [held] = world.wire.open
    const { nextMs } = world.doors.clock
    if (held) {
      const { status, body, headers } = await send(client, held)
      held.answerText(status, JSON.stringify(body), { ...marked, 'x-tt-logid': headers.get('x-tt-logid') ?? '' })
    } else if (nextMs !== undefined) await world.doors.clock.pass(nextMs)
    else return world
    await settled()
  }
  throw new Error('the queue does not come to rest')
}

function unasked(): never {
  throw new Error('the simulator answers, not a model')
}

const [text, heading, file, image] = [2, 4, 33, 27]
const [callout, grid, table] = [19, 24, 31]

test('files stand behind a section that holds a table, a callout and a grid, and in nothing of them', async () => {
  const client = await startForTest()
  const before = await furnish(client)
  const world = await upload(client, before[0]?.block_id ?? '', ['一.png', '二.pdf', '三.png'])
  expect(world.stages).toEqual(['done', 'done', 'done'])
  const section = [heading, text, table, callout, grid]
  expect(await typesOf(client)).toEqual([...section, image, file, image, heading])
})

test('a table that comes in above meanwhile shifts no file, and a refused file takes nothing of others along', async () => {
  const client = await startForTest()
  const before = await furnish(client)
  const edits = [
    { kind: 'insert-table', index: 0 },
    { kind: 'insert-callout', index: 0 },
  ]
  await client.call('POST', '/_simulator/faults', [
    { route: 'createBlocks', fault: { kind: 'edited-meanwhile', edits } },
    { route: 'uploadAll', fileName: '坏.png', times: 'always', fault: { kind: 'code', code: 1061113 } },
    { route: 'updateDocument', fault: { kind: 'edited-meanwhile', edits } },
  ])
  const world = await upload(client, before[0]?.block_id ?? '', ['一.png', '坏.png', '二.pdf'])
  expect(world.stages).toEqual(['done', 'failed', 'done'])
  const above = [callout, table, callout, table]
  const section = [heading, text, table, callout, grid]
  expect(await typesOf(client)).toEqual([...above, ...section, image, file, heading])
  const ids = (await childrenOf(client)).map(({ block_id: id }) => id)
  for (const { block_id: id } of before) expect(ids).toContain(id)
})
