import { expect, test } from 'vitest'
import { Troubles, type OrderedTrouble, type Trouble } from './scripted-faults.ts'

const busy: Trouble = { kind: 'code', code: 1061045 }
const gone: Trouble = { kind: 'code', code: 1061041 }

function order(changes: Partial<OrderedTrouble>): OrderedTrouble {
  return { route: 'uploadAll', times: 1, skip: 0, fileName: null, trouble: busy, ...changes }
}

test('a trouble is met as often as ordered, after the calls it lets through', () => {
  const troubles = new Troubles()
  troubles.order([order({ skip: 1, times: 2 })])
  const met = [1, 2, 3, 4].map(() => troubles.take('uploadAll', null))
  expect(met).toEqual([undefined, busy, busy, undefined])
})

test('a trouble that is always there stays until all are cleared', () => {
  const troubles = new Troubles()
  troubles.order([order({ times: 'always' })])
  expect([1, 2, 3].map(() => troubles.take('uploadAll', null))).toEqual([busy, busy, busy])
  troubles.clear()
  expect(troubles.take('uploadAll', null)).toBeUndefined()
})

test('one call meets one trouble, in the order they were ordered', () => {
  const troubles = new Troubles()
  troubles.order([order({}), order({ trouble: gone })])
  expect([troubles.take('uploadAll', null), troubles.take('uploadAll', null)]).toEqual([busy, gone])
})

test('a trouble of one file or route leaves the others alone', () => {
  const troubles = new Troubles()
  troubles.order([order({ fileName: 'a.png' })])
  expect(troubles.take('uploadAll', null)).toBeUndefined()
  expect(troubles.take('uploadPrepare', 'a.png')).toBeUndefined()
  expect(troubles.take('uploadAll', 'b.png')).toBeUndefined()
  expect(troubles.take('uploadAll', 'a.png')).toEqual(busy)
})

test('calls are held until the troubles of their time are cleared', () => {
  const troubles = new Troubles()
  const { untilCleared } = troubles
  expect(untilCleared.aborted).toBe(false)
  troubles.clear()
  expect([untilCleared.aborted, troubles.untilCleared.aborted]).toEqual([true, false])
})
