import { describe, expect, it } from 'vitest'
import type { Refusal } from '../feishu/api.ts'
import { ownCodes } from './codes.ts'
import { documentedProblems, isProblemKey, problemOf, type ProblemKey } from './catalogue.ts'
import type { Action, Problem } from './problem.ts'

/** The error table of drive-v1/media/upload_all, 2025-02-25: HTTP status, code, msg. */
const officialMediaTable = `
200 1061001 internal error.
400 1061002 params error.
404 1061003 not found.
403 1061004 forbidden.
401 1061005 auth failed.
200 1061006 internal time out.
404 1061007 file has been delete.
400 1061008 invalid file name.
400 1061021 upload id expire.
400 1061041 parent node has been deleted.
400 1061042 parent node out of limit.
400 1061043 file size beyond limit.
400 1061044 parent node not exist.
200 1061045 can retry.
400 1061109 file name cqc not passed.
400 1061113 file cqc not passed.
400 1061101 file quota exceeded.
202 1062004 cover generating.
202 1062005 file type not support cover.
202 1062006 cover no exist.
400 1062007 upload user not match.
400 1062008 checksum param Invalid.
400 1062009 the actual size is inconsistent with the parameter declaration size.
400 1062010 block missing, please upload all blocks.
400 1062011 block num out of bounds.
400 1061547 attachment parent-child relation number exceed.
400 1061061 user quota exceeded.
403 1061073 no scope auth.
400 1062012 file copying.
400 1062013 file damaged.
403 1062014 dedupe no support.
400 1062051 client connect close.
400 1062505 parent node out of size.
400 1062506 parent node out of depth.
400 1062507 parent node out of sibling num.
`
  .trim()
  .split('\n')
  .map((line) => /^(\d+) (\d+) (.+)$/.exec(line)?.slice(1) ?? [])

const rows = Object.entries(documentedProblems) as [ProblemKey, Problem][]
const isOwn = (key: string) => !/^\d+$/.test(key) && key !== 'access_denied'
const offers = (problem: Problem, ...actions: Action[]) => actions.some((action) => problem.actions.includes(action))

describe('the official table of media codes', () => {
  it('has 35 rows', () => {
    expect(officialMediaTable).toHaveLength(35)
  })

  it.each(officialMediaTable)('is kept to the letter: HTTP %s, %s, %s', (httpStatus = '', code = '', msg = '') => {
    expect(isProblemKey(code) && documentedProblems[code]).toMatchObject({ httpStatus: Number(httpStatus), msg })
  })
})

describe('each row', () => {
  it.each(rows)('%s offers something, each thing once, and says where it comes from', (_, problem) => {
    expect(problem.actions.length).toBeGreaterThan(0)
    expect(new Set(problem.actions).size).toBe(problem.actions.length)
    expect(problem.source).not.toBe('')
  })

  it.each(rows.filter(([, problem]) => problem.actor === 'you'))(
    '%s gives you more to do than copy details',
    (_, row) => {
      expect(row.actions[0]).not.toBe('copy-details')
    },
  )

  it.each(rows.filter(([, problem]) => problem.actor !== 'you'))('%s lets you tell whoever can act', (_, problem) => {
    expect(offers(problem, 'copy-details', 'ask-access')).toBe(true)
  })

  const byItself = ['repeat', 'refresh', 'restart-upload', 'recreate-block']
  it.each(rows.filter(([, problem]) => byItself.includes(problem.healing)))(
    '%s can be set going again by hand when the app gave up healing it',
    (_, problem) => {
      expect(offers(problem, 'retry')).toBe(true)
    },
  )

  it.each(rows.filter(([, problem]) => problem.healing === 'refresh'))(
    '%s offers a new sign-in when the renewed token does not help',
    (_, problem) => {
      expect(problem).toMatchObject({ concerns: 'everyone', actions: expect.arrayContaining(['sign-in']) as unknown })
    },
  )

  it.each(rows.filter(([, problem]) => problem.healing === 'hold-queue'))(
    '%s holds the whole queue, so it concerns everyone and offers a way on',
    (_, problem) => {
      expect(problem.concerns).toBe('everyone')
      expect(offers(problem, 'sign-in', 'retry')).toBe(true)
    },
  )

  it.each(rows.filter(([, problem]) => ['recreate-block', 'restart-upload', 'split-batch'].includes(problem.healing)))(
    '%s heals in a document, so it does not concern everyone',
    (_, problem) => {
      expect(problem.concerns).not.toBe('everyone')
    },
  )

  it.each(rows.filter(([, problem]) => problem.concerns === 'document'))(
    '%s concerns the whole document, so another document or another moment is offered',
    (_, problem) => {
      expect(offers(problem, 'pick-document', 'retry')).toBe(true)
    },
  )

  it.each(rows.filter(([, problem]) => offers(problem, 'rename', 'choose-smaller-file', 'remove-file')))(
    '%s offers to change the file, so it concerns that file alone',
    (_, problem) => {
      expect(problem).toMatchObject({ actor: 'you', concerns: 'file' })
    },
  )

  it.each(rows.filter(([key]) => isOwn(key)))('%s is our own and quotes no answer of Feishu', (_, problem) => {
    expect(problem).toMatchObject({ httpStatus: null, msg: '' })
  })
})

describe('problemOf', () => {
  const refusal = (code: number | null): Refusal => ({
    code,
    msg: '',
    httpStatus: 200,
    logId: null,
    waitMs: null,
    scopes: [],
  })

  it.each(rows.filter(([key]) => /^\d+$/.test(key) && key !== '99991661').map(([key]) => key))(
    'finds the row of %s',
    (key) => {
      expect(problemOf(refusal(Number(key)))).toBe(key)
    },
  )

  it.each([
    [null, 'unreadable-answer'],
    [99991661, 'not-signed-in'],
    [-401, 'not-signed-in'],
    [-400, 'gateway-refused'],
    [-403, 'gateway-refused'],
    [-404, 'gateway-refused'],
    [-405, 'gateway-refused'],
    [-413, 'gateway-refused'],
    [-415, 'gateway-refused'],
    [-408, 'connection-lost'],
    [-429, 'gateway-busy'],
    [-500, 'gateway-busy'],
    [-503, 'gateway-busy'],
    [-502, 'feishu-unreachable'],
    [-504, 'feishu-unreachable'],
    [ownCodes.proxyInTheWay, 'proxy-in-the-way'],
    [ownCodes.certificateNotTrusted, 'certificate-not-trusted'],
    [ownCodes.appTicketAwaited, 'app-ticket-awaited'],
    [ownCodes.appNotInCompany, 'app-not-in-company'],
    [424242, 'unknown-code'],
    [1, 'unknown-code'],
  ] as const)('reads code %s as %s', (code, key) => {
    expect(problemOf(refusal(code))).toBe(key)
  })

  it('takes no inherited name for a row', () => {
    expect(isProblemKey('constructor')).toBe(false)
    expect(isProblemKey('toString')).toBe(false)
    expect(isProblemKey('offline')).toBe(true)
  })
})
