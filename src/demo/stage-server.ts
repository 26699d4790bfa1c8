import { randomUUID } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { extname, join } from 'node:path'
import * as v from 'valibot'
import { gatewayPaths, pageHeader } from '../contract/own-api/session.ts'
import { everyone } from '../simulator/world/people.ts'
import { stageDocuments } from './furnish.ts'
import { sampleBytes, sampleFiles } from './samples/samples.ts'
import {
  noWorldStatus,
  stageHeader,
  stagePaths,
  type StageAnswer,
  type StageState,
  type Trouble,
} from './shared/protocol.ts'
import { isSituation, situationOf } from './shared/situations.ts'
import type { Visitors } from './visitors.ts'
import { backPath, documentIdOf, type DemoWorld } from './world.ts'

const pageDirectory = join(import.meta.dirname, '../stage')
const visitorCookie = 'demo-visitor'

const types = new Map([
  ['.html', 'text/html; charset=utf-8'],
  ['.js', 'text/javascript; charset=utf-8'],
  ['.css', 'text/css; charset=utf-8'],
  ['.svg', 'image/svg+xml'],
])

const Language = v.picklist(['zh', 'en'])
const LineInput = v.strictObject({ state: v.picklist(['fast', 'slow', 'offline']) })
const TroubleInput = v.strictObject({
  language: Language,
  trouble: v.nullable(
    v.union([
      v.strictObject({ kind: v.literal('situation'), id: v.pipe(v.string(), v.check(isSituation, 'unknown')) }),
      v.strictObject({ kind: v.literal('code'), code: v.pipe(v.number(), v.integer()) }),
    ]),
  ),
})
const ColleaguesInput = v.strictObject({ language: Language, areAtWork: v.boolean() })

export interface StageOptions {
  readonly host: string
  readonly port: number
  readonly room: StageAnswer['room']
  /** Names and addresses under which the stage is reached, the best one first. Others are led to it: cookies and frames count by host. */
  readonly hosts: readonly string[]
  readonly visitors: Visitors
}

export interface Stage {
  readonly port: number
  close(): Promise<void>
}

interface Visit {
  readonly request: IncomingMessage
  readonly response: ServerResponse
  readonly visitorId: string
  readonly world: DemoWorld
  readonly options: StageOptions
}

/** The page that shows product and document side by side, and what its buttons do. */
export async function startStage(options: StageOptions): Promise<Stage> {
  const server = createServer((request, response) => {
    answer(request, response, options).catch((error: unknown) => {
      if (!response.headersSent) response.writeHead(error instanceof v.ValiError ? 400 : 500)
      response.end(String(error))
    })
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(options.port, options.host, resolve)
  })
  return {
    port: (server.address() as AddressInfo).port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

async function answer(request: IncomingMessage, response: ServerResponse, options: StageOptions): Promise<void> {
  const url = new URL(request.url ?? '/', `http://${request.headers.host ?? 'stage'}`)
  const [best = 'localhost'] = options.hosts
  if (!options.hosts.includes(url.hostname)) {
    response.writeHead(302, { location: `http://${best}:${url.port}/` }).end()
    return
  }
  if (url.pathname.startsWith('/api/')) return answerCall(request, response, { options, url })
  const sample = url.pathname.startsWith(stagePaths.samples)
    ? sampleBytes(decodeURIComponent(url.pathname.slice(stagePaths.samples.length)))
    : undefined
  if (sample) response.writeHead(200, { 'content-type': sample.type }).end(sample.bytes)
  else await sendPageFile(response, url.pathname)
}

async function sendPageFile(response: ServerResponse, path: string): Promise<void> {
  const name = path === '/' ? 'index.html' : path.slice(1)
  if (!/^(?:assets\/)?[\w-]+\.\w+$/.test(name)) {
    response.writeHead(404).end()
    return
  }
  const bytes = await readFile(join(pageDirectory, name)).catch(() => null)
  const headers = {
    'content-type': types.get(extname(name)) ?? 'application/octet-stream',
    'cache-control': 'no-cache',
  }
  if (bytes === null) response.writeHead(404).end()
  else response.writeHead(200, headers).end(bytes)
}

async function answerCall(
  request: IncomingMessage,
  response: ServerResponse,
  { options, url }: { readonly options: StageOptions; readonly url: URL },
): Promise<void> {
  // Another site's page cannot send JSON without a preflight, which is not answered.
  if (request.method === 'POST' && request.headers['content-type'] !== 'application/json') {
    response.writeHead(415).end()
    return
  }
  response.setHeader('cache-control', 'no-store')
  if (!isFromStage(request)) {
    response.writeHead(403).end()
    return
  }
  const visitorId = visitorOf(request) ?? randomUUID()
  // Only the page itself, as it begins, opens a world: a room has few.
  const isBeginning = request.method === 'GET' && url.pathname === stagePaths.stage
  const { visitors } = options
  const publicHost = publicHostOf(options, url)
  const world = await (isBeginning ? visitors.worldOf(visitorId, publicHost) : visitors.presentWorldOf(visitorId))
  if (!world) {
    response.writeHead(isBeginning ? 503 : noWorldStatus).end(isBeginning ? 'The room is full.' : 'There is no world.')
    return
  }
  response.setHeader('set-cookie', `${visitorCookie}=${visitorId}; Path=/; HttpOnly; SameSite=Lax`)
  const said = await call(`${request.method ?? ''} ${url.pathname}`, { request, response, visitorId, world, options })
  response.setHeader('content-type', 'application/json')
  response.writeHead(said === undefined ? 404 : 200).end(JSON.stringify(said ?? {}))
}

async function call(name: string, visit: Visit): Promise<unknown> {
  const { world, request } = visit
  switch (name) {
    case `GET ${stagePaths.stage}`:
      return describe(visit)
    case `GET ${stagePaths.state}`:
      return stateOf(world)
    case `POST ${stagePaths.line}`:
      world.line?.change(v.parse(LineInput, await bodyOf(request)).state)
      return stateOf(world)
    case `POST ${stagePaths.trouble}`: {
      const { trouble, language } = v.parse(TroubleInput, await bodyOf(request))
      await change(world, trouble as Trouble | null, stageDocuments[language].token)
      return stateOf(world)
    }
    case `POST ${stagePaths.colleagues}`: {
      const { areAtWork, language } = v.parse(ColleaguesInput, await bodyOf(request))
      const you = await whoIsSignedIn(world, request.headers.cookie ?? '')
      const others = everyone.filter(({ openId }) => openId !== you)
      if (areAtWork) world.colleagues.start(others.slice(0, 2), documentIdOf(stageDocuments[language].token))
      else world.colleagues.stop()
      return stateOf(world)
    }
    case `POST ${stagePaths.reset}`:
      await visit.options.visitors.leave(visit.visitorId)
      return {}
    default:
      return undefined
  }
}

async function change({ troubles, line }: DemoWorld, trouble: Trouble | null, document: string): Promise<void> {
  if (line?.state() === 'offline') line.change('fast')
  if (trouble === null) return troubles.end()
  await troubles.begin(trouble, document)
  if (trouble.kind === 'situation' && situationOf(trouble.id).line === 'offline') line?.change('offline')
}

async function describe({ world, request, options }: Visit): Promise<StageAnswer> {
  const { productUrl, simulatorUrl } = world
  return {
    productUrl,
    simulatorUrl,
    signInUrl: `${productUrl}${gatewayPaths.signInStart}?return_to=${encodeURIComponent(backPath)}`,
    you: await whoIsSignedIn(world, request.headers.cookie ?? ''),
    room: options.room,
    documents: {
      'docx-zh': `${simulatorUrl}/docx/${stageDocuments.zh.token}`,
      'docx-en': `${simulatorUrl}/docx/${stageDocuments.en.token}`,
      sheet: `${simulatorUrl}/sheets/SimSheetBudget0000000000008`,
      base: `${simulatorUrl}/base/SimBaseTasks000000000000009`,
      folder: `${simulatorUrl}/drive/folder/SimFldrProduct0000000000101`,
      wiki: `${simulatorUrl}/wiki/SimWikiHandbook000000000011`,
    },
    samples: sampleFiles,
  }
}

const Session = v.looseObject({ person: v.nullable(v.looseObject({ openId: v.string() })) })

/** Cookies do not count by port, so the stage's server gets the gateway's session cookie and can ask about it. */
async function whoIsSignedIn({ gatewayPort }: DemoWorld, cookie: string): Promise<string | null> {
  const headers = { cookie, [pageHeader.name]: pageHeader.value }
  const response = await fetch(`http://127.0.0.1:${gatewayPort}${gatewayPaths.session}`, { headers })
  return v.parse(Session, await response.json()).person?.openId ?? null
}

async function stateOf({ productUrl, line, troubles, colleagues }: DemoWorld): Promise<StageState> {
  const [uploads, met] = await Promise.all([troubles.uploads(), troubles.met()])
  const counts = new Map(Object.entries(uploads))
  return {
    productUrl,
    line: line?.state() ?? 'fast',
    trouble: troubles.present,
    met,
    areColleaguesAtWork: colleagues.areAtWork,
    people: everyone.map(({ name, englishName, openId }) => ({
      openId,
      name,
      englishName,
      uploads: counts.get(openId) ?? 0,
    })),
  }
}

/** One world has one address. */
function publicHostOf({ room, hosts }: StageOptions, { hostname }: URL): string {
  return room === 'shared' ? (hosts[0] ?? hostname) : hostname
}

function isFromStage({ headers }: IncomingMessage): boolean {
  const site = headers['sec-fetch-site'] ?? 'same-origin'
  return headers[stageHeader.name] === stageHeader.value && site === 'same-origin'
}

function visitorOf({ headers }: IncomingMessage): string | undefined {
  return new RegExp(`(?:^|;\\s*)${visitorCookie}=([\\w-]{36})`).exec(headers.cookie ?? '')?.[1]
}

async function bodyOf(request: IncomingMessage): Promise<unknown> {
  let text = ''
  for await (const chunk of request.setEncoding('utf8')) {
    text += String(chunk)
    if (text.length > 10_000) throw new Error('too long')
  }
  return JSON.parse(text)
}
