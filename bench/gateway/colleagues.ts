import { png } from '../../e2e/files.ts'
import type { Simulator } from '../../e2e/simulator.ts'
import { adler32 } from '../../src/contract/feishu/drive/adler32.ts'
import { pathOf, type RouteName } from '../../src/contract/feishu/routes.ts'
import { yieldingHeader } from '../../src/contract/own-api/quota.ts'
import { setTimeout as sleep } from 'node:timers/promises'
import { Client, consentAs, type Answered } from './client.ts'

/** One of many people who send files at the same time, each into a document of their own. */
export interface Colleague {
  readonly client: Client
  /** Of the document. */
  readonly token: string
}

export interface Posted {
  readonly headers: Readonly<Record<string, string>>
  readonly body: Buffer | string
}

/** Sends one file of a person; resolves once it has arrived. */
export type SendFile = () => Promise<unknown>

type Send = (path: string, posted: Posted) => Promise<Answered>

const picture = new Uint8Array(png(64, 64, 1))
const fileName = 'picture.png'
/** Answers that ask to wait. */
const waitCodes: ReadonlySet<number> = new Set([99991400, 1061045])

/** Signs people in, and makes a document for each. */
export async function signInColleagues(origin: string, count: number): Promise<readonly Colleague[]> {
  const colleagues: Colleague[] = []
  for (let n = 1; n <= count; n += 1) {
    const client = await new Client(origin).signIn(consentAs(`colleague-${n}`))
    const { data } = await patiently(() => client.send('POST', pathOf('createDocument'), json({ title: `${n}` })))
    const { document_id: token } = data['document'] as { document_id: string }
    colleagues.push({ client, token })
  }
  return colleagues
}

/** The form with one picture for the document, as the page sends it. */
export function wholeForm(token: string): Promise<Posted> {
  return form({ ...pointOf(token), size: String(picture.length) })
}

/** Sends a picture by prepare, one part and finish, as the page does where a small file goes by parts. */
export async function sendByParts(send: Send, token: string): Promise<void> {
  const yields = { [yieldingHeader.name]: yieldingHeader.value }
  const call = (route: RouteName, { headers, body }: Posted) =>
    patiently(() => send(pathOf(route), { headers: { ...headers, ...yields }, body }))
  const prepared = await call('uploadPrepare', json({ ...pointOf(token), size: picture.length }))
  const uploadId = String(prepared.data['upload_id'])
  const part = { upload_id: uploadId, seq: '0', size: String(picture.length), checksum: String(adler32(picture)) }
  await call('uploadPart', await form(part))
  await call('uploadFinish', json({ upload_id: uploadId, block_num: 1 }))
}

/**
 * Repeats a call that a broken connection or a full queue refused.
 *
 * @throws When it is refused for another reason.
 */
export async function patiently(call: () => Promise<Answered>): Promise<Answered> {
  for (;;) {
    const answer = await call().catch(() => null)
    if (answer?.code === 0) return answer
    if (answer && answer.code > 0 && !waitCodes.has(answer.code)) throw new Error(`refused: ${answer.code}`)
    await sleep(Math.max(500, answer?.retryAfterMs ?? 0))
  }
}

/** Sends a person's files: each of `senders` takes the next one as soon as its last one has arrived. */
export async function sendAll(
  count: number,
  senders: readonly SendFile[],
  onDone: () => void = () => undefined,
): Promise<void> {
  let left = count
  const work = async (send: SendFile): Promise<void> => {
    while (left > 0) {
      left -= 1
      await send()
      onDone()
    }
  }
  await Promise.all(senders.map(work))
}

/** Calls of the upload endpoints that Feishu refused. */
export async function refusalsOf(simulator: Simulator): Promise<number> {
  const counters = await simulator.counters()
  const refused = (['uploadAll', 'uploadPrepare', 'uploadPart', 'uploadFinish'] as const).flatMap((route) =>
    Object.values(counters[route]?.refusals ?? {}),
  )
  return refused.reduce((sum, each) => sum + each, 0)
}

function pointOf(token: string): Readonly<Record<string, string>> {
  const extra = JSON.stringify({ drive_route_token: token })
  return { file_name: fileName, parent_type: 'docx_image', parent_node: token, extra }
}

function json(value: Readonly<Record<string, unknown>>): Posted {
  return { headers: { 'content-type': 'application/json' }, body: JSON.stringify(value) }
}

async function form(fields: Readonly<Record<string, string>>): Promise<Posted> {
  const data = new FormData()
  for (const [name, value] of Object.entries(fields)) data.append(name, value)
  data.append('file', new Blob([picture]), fileName)
  const written = new Response(data)
  return {
    headers: { 'content-type': written.headers.get('content-type') ?? '' },
    body: Buffer.from(await written.arrayBuffer()),
  }
}
