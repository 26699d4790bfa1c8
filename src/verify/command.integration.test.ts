import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setImmediate as soon } from 'node:timers/promises'
import { expect, onTestFinished, test } from 'vitest'
import type { RunningSimulator } from '../simulator/http/start.ts'
import { consentAsZhangSan, control, startWorld, timeOf } from './against-simulator/world.ts'
import { runCommand } from './command.ts'
import type { Report } from './report/report.ts'

const portalKey = 'MCowBQYDK2VwAyEAGb9ECWmEzf6FQbrBZ9w7lshQhqowtrbLDFw4rXAxZuE='

async function world(options: Readonly<Record<string, unknown>> = {}): Promise<RunningSimulator> {
  const simulator = await startWorld()
  onTestFinished(() => simulator.close())
  await control(simulator.url, 'world', { rateLimits: 'off', importTaskMs: 0, ...options })
  return simulator
}

interface Ran {
  readonly code: number
  readonly said: string
  readonly report: Report | null
  readonly reportText: string
}

interface RunOptions {
  readonly env?: Readonly<Record<string, string>>
  readonly answers?: boolean
  /** Signals to send when a line is said. */
  readonly stopAt?: RegExp
}

/** Runs the command as an operator does: opens the address that it says, and answers what it asks. */
async function run({ url }: RunningSimulator, args: readonly string[], options: RunOptions = {}): Promise<Ran> {
  const folder = await mkdtemp(join(tmpdir(), 'verify-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  const path = join(folder, 'report.json')
  const said: string[] = []
  const [waits, leaves] = [new AbortController(), new AbortController()]
  const say = (text: string) => {
    said.push(text)
    const [address] = /http:\S+authorize\S+/.exec(text) ?? []
    if (address !== undefined)
      void soon()
        .then(() => consentAsZhangSan(address))
        .catch(() => undefined)
    if (options.stopAt?.test(text) === true) waits.abort()
  }
  const code = await runCommand({
    args: [...args, '--report', path],
    env: {
      FEISHU_APP_ID: 'cli_simulator',
      FEISHU_APP_SECRET: 'simulator-secret',
      FEISHU_OPEN_URL: url,
      FEISHU_ACCOUNTS_URL: url,
      PORT: '0',
      ...options.env,
    },
    terminal: {
      say,
      confirm: () => Promise.resolve(options.answers ?? true),
      typed: () => () => undefined,
      close: () => undefined,
    },
    stop: { waits: waits.signal, leaves: leaves.signal },
    // None of these worlds has limits to keep a pace for.
    time: timeOf(url, false),
  })
  const reportText = await readFile(path, 'utf8').catch(() => '')
  const report = reportText === '' ? null : (JSON.parse(reportText) as Report)
  return { code, said: said.join('\n'), report, reportText }
}

interface Shown {
  readonly documents: readonly { readonly key: string; readonly token: string }[]
}

async function documents({ url }: RunningSimulator): Promise<readonly string[]> {
  const shown = (await (await fetch(`${url}/_simulator/world`)).json()) as Shown
  return shown.documents.map(({ token }) => token)
}

async function contents({ url }: RunningSimulator, token: string): Promise<unknown> {
  const shown: unknown = await (await fetch(`${url}/_simulator/documents/${token}`)).json()
  return { ...(shown as Record<string, unknown>), revision: 'whichever' }
}

const removal = ['--scopes', 'space:document:delete']

test('a person signs in through the browser, questions are answered, and nothing is left', async () => {
  const simulator = await world()
  const before = await documents(simulator)
  const { code, said, report } = await run(simulator, ['--folder', 'root', '--only', 'U58,U31', ...removal])
  expect(report?.questions.map(({ question, answer }) => [question, answer])).toEqual([
    ['U58', 'in-a-view'],
    ['U31', 'carried-forward'],
  ])
  expect(report).toMatchObject({ against: 'simulator', identity: 'person', stopped: false })
  expect(code).toBe(0)
  expect(await documents(simulator)).toEqual(before)
  expect(said.indexOf('2 questions by at most')).toBeLessThan(said.indexOf('Open this address'))
})

test('the report has no name, token or secret in it', async () => {
  const simulator = await world()
  const base = `${simulator.url}/base/SimBaseTasks000000000000009`
  const env = { FEATURES: 'documents,imports,folders,bases,removal,search' }
  const args = ['--folder', 'root', '--base', base, '--only', 'U58,U30,U11d,U24,U28', ...removal]
  const { reportText, said } = await run(simulator, args, { env })
  for (const secret of [
    'cli_simulator',
    'simulator-secret',
    'eyJ',
    'ou_',
    '张三',
    'SimBase',
    '附件',
    '任务',
    'boxcn',
    'doxcn',
  ])
    expect(reportText).not.toContain(secret)
  // Tokens mix large and small letters; log ids do not.
  expect(reportText).not.toMatch(/\b(?=\w*[a-z])(?=\w*[A-Z])\w{20,}\b/)
  expect(reportText).toContain('logId')
  expect(said).toContain('U11d')
})

test('where nobody agrees, nothing is called', async () => {
  const simulator = await world()
  const { code, report } = await run(simulator, ['--folder', 'root', '--only', 'U58'], { answers: false })
  expect(code).toBe(0)
  expect(report).toBeNull()
  expect(await (await fetch(`${simulator.url}/_simulator/counters`)).json()).toEqual({})
})

test('a stop ends the run at the next call, and what was made is removed', async () => {
  const simulator = await world()
  const before = await documents(simulator)
  const { code, report } = await run(simulator, ['--folder', 'root', '--only', 'U58,U31,U33', ...removal], {
    stopAt: /^U31 /,
  })
  expect(report?.questions.map(({ result }) => result)).toEqual(['as-expected', 'not-tried', 'not-tried'])
  expect(report).toMatchObject({ stopped: true, cleanUp: { removed: { document: 1, folder: 1, sheet: 1 }, left: [] } })
  expect(code).toBe(130)
  expect(await documents(simulator)).toEqual(before)
})

test('a stop before the sign-in ends it', async () => {
  const simulator = await world()
  const { code, report } = await run(simulator, ['--folder', 'root', '--only', 'U58'], { stopAt: /^1 questions by/ })
  expect([code, report]).toEqual([130, null])
})

test('in places of the operator everything is taken out again', async () => {
  const simulator = await world()
  const places = ['SimDocxProductReview0000001', 'SimSheetBudget0000000000008', 'SimBaseTasks000000000000009'] as const
  const before = await Promise.all(places.map((token) => contents(simulator, token)))
  const [document, sheet, base] = places
  const args = ['--document', `${simulator.url}/docx/${document}`, '--sheet', `${simulator.url}/sheets/${sheet}`]
  const only = 'U58,U31,U31b,U33,U11a,U16a,W6,U11d'
  const { code, report } = await run(simulator, [...args, '--base', `${simulator.url}/base/${base}`, '--only', only], {
    env: { FEATURES: 'documents,sheets,bases,removal' },
  })
  expect(report?.questions.filter(({ result }) => result === 'failed' || result === 'not-tried')).toMatchObject([
    { question: 'U31b', seen: 'it needs a document of its own (--folder)' },
  ])
  expect(report?.cleanUp.left).toEqual([])
  expect(await Promise.all(places.map((token) => contents(simulator, token)))).toEqual(before)
  expect(code).toBe(0)
})

test('where blocks cannot be deleted by id, those in the operator’s document are taken out by index', async () => {
  const simulator = await world({ editsById: 'not-there' })
  const document = 'SimDocxProductReview0000001'
  const before = await contents(simulator, document)
  const { report } = await run(simulator, ['--document', `${simulator.url}/docx/${document}`, '--only', 'U58,U31'])
  expect(report?.cleanUp).toEqual({ removed: { blocks: 4 }, left: [] })
  expect(await contents(simulator, document)).toEqual(before)
})

/** From now on somebody else writes whenever the app makes this call. */
function editedMeanwhile({ url }: RunningSimulator, route: string, edits: readonly unknown[]) {
  return control(url, 'faults', { route, times: 'always', fault: { kind: 'edited-meanwhile', edits } })
}

type Counters = Readonly<Record<'createBlocks' | 'listChildren', { readonly calls: number }>>

interface ShownBlocks {
  readonly blocks: readonly { readonly text: string | null }[]
}

test.each(['answered', 'not-there'])(
  'what others write into the operator’s document meanwhile stays (by id: %s)',
  async (editsById) => {
    const simulator = await world({ editsById })
    const document = 'SimDocxProductReview0000001'
    const before = (await contents(simulator, document)) as ShownBlocks
    const text = '同事写的'
    const appended = { kind: 'insert-paragraph', text }
    for (const route of ['createBlocks', 'listChildren'])
      await editedMeanwhile(simulator, route, [appended, { ...appended, index: 0 }])
    const args = ['--document', `${simulator.url}/docx/${document}`, '--only', 'U11a,U32b,U58,W4']
    const { report, code } = await run(simulator, args)
    const { blocks } = (await contents(simulator, document)) as ShownBlocks
    const theirs = blocks.filter((block) => block.text === text)
    const counters = (await (await fetch(`${simulator.url}/_simulator/counters`)).json()) as Counters
    expect(theirs).toHaveLength(2 * (counters.createBlocks.calls + counters.listChildren.calls))
    expect(blocks.filter((block) => block.text !== text)).toEqual(before.blocks)
    expect(report?.questions.map(({ question, answer }) => [question, answer])).toEqual([
      ['U58', 'in-a-view'],
      ['U32b', null],
      ['U11a', 'remembered'],
      ['W4', 'not-limited'],
    ])
    expect([report?.cleanUp.left, code]).toEqual([[], 0])
  },
)

interface ShownCells {
  readonly cells: readonly { readonly cell: string; readonly text?: string }[]
}

test('what others write into cells of the operator’s sheet meanwhile stays', async () => {
  const simulator = await world()
  const sheet = 'SimSheetBudget0000000000008'
  const before = (await contents(simulator, sheet)) as ShownCells
  const fill = (cell: string) => ({ kind: 'fill-cell', sheetId: 'Q7PlXT', cell, text: '同事写的' })
  // One before a picture would go into it, one afterwards.
  await editedMeanwhile(simulator, 'writeCellImage', [fill('A185')])
  await editedMeanwhile(simulator, 'createFloatImage', [fill('A181')])
  const args = ['--sheet', `${simulator.url}/sheets/${sheet}`, '--only', 'U16a,W6,U29']
  const { report } = await run(simulator, args, { env: { FEATURES: 'documents,sheets' } })
  const { cells } = (await contents(simulator, sheet)) as ShownCells
  expect(cells.slice(before.cells.length)).toMatchObject([
    { cell: 'A181', text: '同事写的' },
    { cell: 'A185', text: '同事写的' },
  ])
  expect(report?.questions.map(({ question, result }) => [question, result])).toEqual([
    ['U16a', 'as-expected'],
    ['U29', 'failed'],
    ['W6', 'as-expected'],
  ])
  expect(report?.cleanUp).toEqual({ removed: { cells: 1, 'floating pictures': 1 }, left: [] })
})

test('what cannot be removed is said, with where it is', async () => {
  const simulator = await world()
  const { code, said, report } = await run(simulator, ['--folder', 'root', '--only', 'U31'])
  expect(report?.cleanUp.left.map(({ what }) => what)).toEqual(['sheet', 'document', 'folder'])
  expect(said).toContain('LEFT BEHIND: folder, deleteFile answered 99991679')
  expect(said).toContain(`Remove the folder yourself: ${simulator.url}/drive/folder/`)
  expect(code).toBe(1)
})

test('as the app itself nobody signs in', async () => {
  const simulator = await world()
  const before = await documents(simulator)
  const env = {
    IDENTITY: 'app',
    PORTAL_URL: 'http://localhost:1',
    PORTAL_KEY: portalKey,
    APP_DOCUMENTS: 'SimDocxProductReview0000001',
  }
  const args = ['--folder', 'root', '--only', 'U58,U31,U24,U3']
  const { code, said, report } = await run(simulator, args, { env })
  expect(report?.questions.map(({ question, result }) => [question, result])).toEqual([
    ['U58', 'as-expected'],
    ['U31', 'as-expected'],
    ['U24', 'not-tried'],
    ['U3', 'not-tried'],
  ])
  expect(said).not.toContain('Open this address')
  expect(report?.identity).toBe('app')
  expect(await documents(simulator)).toEqual(before)
  expect(code).toBe(0)
})

test('an environment that npm start would refuse is refused alike', async () => {
  const simulator = await world()
  const { code, said } = await run(simulator, ['--folder', 'root'], { env: { FEISHU_APP_SECRET: '' } })
  expect(code).toBe(78)
  expect(said).toContain('FEISHU_APP_SECRET is not set')
})
