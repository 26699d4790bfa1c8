import { randomUUID } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'
import * as lark from '@larksuiteoapi/node-sdk'
import type { TestFile } from '../e2e/files.ts'
import { documentEditsPerSecond } from '../src/contract/feishu/limits.ts'
import { routes } from '../src/contract/feishu/routes.ts'
import { rounded, secondsOf, type Figures } from './figure.ts'
import { inBrowser, secondsToUpload, type Bench } from './in-browser.ts'
import { pictures } from './pictures.ts'

const count = 200
const latencyMs = 80
const limitMs = 300_000

/**
 * The pictures of `quota.small`, put into a document by a script on the official SDK, over ours. The script is the one that a
 * careful author writes after reading the API's pages: for each picture an empty block, the upload into it, the bind, one
 * after the other; calls spaced by the documented rates, and a refusal waited out as Feishu asks. Same simulator, same settings.
 */
export async function sdkSpeedup(): Promise<Figures> {
  const files = pictures(count)
  const world = { concurrentUploads: 'tolerated', latencyMs } as const
  const script = await inBrowser(world, (bench) => secondsOfScript(bench, files))
  const ours = await inBrowser(world, (bench) => secondsToUpload(bench, files, { limitMs }))
  return {
    'sdk.speedup': rounded(script / ours),
    'sdk.speedup.scriptSeconds': rounded(script),
    'sdk.speedup.seconds': rounded(ours),
  }
}

async function secondsOfScript({ stack, simulator }: Bench, files: readonly TestFile[]): Promise<number> {
  const sdk = new lark.Client({
    appId: 'cli_simulator',
    appSecret: 'simulator-secret',
    domain: stack.simulatorUrl,
    loggerLevel: lark.LoggerLevel.fatal,
  })
  const created = await sdk.docx.v1.document.create({ data: { title: 'By the SDK' } })
  const documentId = given(created.data?.document?.document_id)
  const seconds = await secondsOf(() => putAll(sdk, documentId, files))
  const standing = (await simulator.media(documentId)).filter(({ bound }) => bound)
  if (standing.length !== files.length) throw new Error(`The script put only ${standing.length} pictures in`)
  return seconds
}

async function putAll(sdk: lark.Client, document_id: string, files: readonly TestFile[]): Promise<void> {
  const edits = new Spacing(1000 / documentEditsPerSecond)
  const uploads = new Spacing(routes.uploadAll.rate.perMs / routes.uploadAll.rate.calls)
  for (const { name, bytes } of files) {
    const client_token = randomUUID()
    const created = await edits.next(() =>
      sdk.docx.v1.documentBlockChildren.create({
        path: { document_id, block_id: document_id },
        params: { document_revision_id: -1, client_token },
        data: { children: [{ block_type: 27, image: {} }] },
      }),
    )
    const block_id = given(created.data?.children?.[0]?.block_id)
    const uploaded = await uploads.next(() =>
      sdk.drive.v1.media.uploadAll({
        data: {
          file_name: name,
          parent_type: 'docx_image',
          parent_node: block_id,
          size: bytes.length,
          extra: JSON.stringify({ drive_route_token: document_id }),
          file: bytes,
        },
      }),
    )
    const token = given(uploaded?.file_token)
    await edits.next(() =>
      sdk.docx.v1.documentBlock.patch({ path: { document_id, block_id }, data: { replace_image: { token } } }),
    )
  }
}

/** Calls of one limit: spaced evenly, and repeated when Feishu asks to wait. */
class Spacing {
  readonly #everyMs: number
  #nextAtMs = 0

  constructor(everyMs: number) {
    this.#everyMs = everyMs
  }

  async next<T>(call: () => Promise<T>): Promise<T> {
    for (;;) {
      await wait(Math.max(0, this.#nextAtMs - performance.now()))
      this.#nextAtMs = performance.now() + this.#everyMs
      try {
        return await call()
      } catch (error) {
        await wait(waitMsOf(error))
      }
    }
  }
}

/** The SDK throws axios' error for a refusal by HTTP status; anything but a wait that Feishu names ends the script. */
function waitMsOf(error: unknown): number {
  const headers = error instanceof Error && 'response' in error ? (error.response as Response).headers : null
  const seconds = Number(headers?.['x-ogw-ratelimit-reset'])
  if (Number.isNaN(seconds)) throw error
  return seconds * 1000
}

interface Response {
  readonly headers: Readonly<Record<string, string | undefined>>
}

function given<T>(value: T | null | undefined): T {
  if (value === null || value === undefined) throw new Error('An answer of the SDK lacks a part')
  return value
}
