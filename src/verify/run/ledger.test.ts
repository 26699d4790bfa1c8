import { expect, test } from 'vitest'
import { BudgetSpent, Stopped, type Doors } from '../doors.ts'
import { answerOf } from '../testing/hand-driven.ts'
import { Ledger } from './ledger.ts'

const call: Doors['call'] = () => Promise.resolve(answerOf({ code: 1061004, msg: '' }, 403))
const request = { route: 'deleteFile', parameters: { file_token: 'a' }, query: {}, body: { kind: 'none' } } as const

test('what was made last is removed first', async () => {
  const ledger = new Ledger()
  const order: string[] = []
  for (const what of ['folder', 'document', 'blocks'])
    ledger.made({ what, remove: () => Promise.resolve(order.push(what) > 0) })
  expect(await ledger.cleanUp(call)).toEqual({ removed: { blocks: 1, document: 1, folder: 1 }, left: [] })
  expect(order).toEqual(['blocks', 'document', 'folder'])
})

test('what cannot be removed is named with the code, and does not keep the rest', async () => {
  const ledger = new Ledger()
  ledger.made({ what: 'folder', remove: () => Promise.resolve(true) })
  ledger.made({
    what: 'document',
    where: 'https://x.feishu.cn/docx/a',
    remove: async (each) => (await each(request)).code === 0,
  })
  ledger.made({ what: 'cells', remove: () => Promise.resolve(false) })
  ledger.made({ what: 'records', remove: () => Promise.reject(new Error('no answer')) })
  expect(await ledger.cleanUp(call)).toEqual({
    removed: { folder: 1 },
    left: [
      { what: 'records', why: 'no answer', where: null },
      { what: 'cells', why: 'it still stands', where: null },
      { what: 'document', why: 'deleteFile answered 1061004', where: 'https://x.feishu.cn/docx/a' },
    ],
  })
})

test('a clean-up that is stopped, or has no calls left, says so of each thing', async () => {
  const ledger = new Ledger()
  ledger.made({ what: 'folder', remove: () => Promise.reject(new BudgetSpent('more than 2 calls')) })
  ledger.made({ what: 'document', remove: () => Promise.reject(new Stopped()) })
  const { left } = await ledger.cleanUp(call)
  expect(left.map(({ why }) => why)).toEqual(['the run was stopped', 'the calls for cleaning up are used up'])
})
