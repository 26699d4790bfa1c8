import { expect, test } from 'vitest'
import { Faults, type ScriptedFault, type Fault } from './scripted-faults.ts'

const busy: Fault = { kind: 'code', code: 1061045 }
const gone: Fault = { kind: 'code', code: 1061041 }

function order(changes: Partial<ScriptedFault>): ScriptedFault {
  return { route: 'uploadAll', times: 1, skip: 0, fileName: null, fault: busy, ...changes }
}

test('a fault applies as often as ordered, after the calls it skips', () => {
  const faults = new Faults()
  faults.order([order({ skip: 1, times: 2 })])
  const met = [1, 2, 3, 4].map(() => faults.take('uploadAll', null))
  expect(met).toEqual([undefined, busy, busy, undefined])
})

test('a fault that is always there stays until all are cleared', () => {
  const faults = new Faults()
  faults.order([order({ times: 'always' })])
  expect([1, 2, 3].map(() => faults.take('uploadAll', null))).toEqual([busy, busy, busy])
  faults.clear()
  expect(faults.take('uploadAll', null)).toBeUndefined()
})

test('one call meets one fault, in the order they were ordered', () => {
  const faults = new Faults()
  faults.order([order({}), order({ fault: gone })])
  expect([faults.take('uploadAll', null), faults.take('uploadAll', null)]).toEqual([busy, gone])
})

test('a fault of one file or route leaves the others alone', () => {
  const faults = new Faults()
  faults.order([order({ fileName: 'a.png' })])
  expect(faults.take('uploadAll', null)).toBeUndefined()
  expect(faults.take('uploadPrepare', 'a.png')).toBeUndefined()
  expect(faults.take('uploadAll', 'b.png')).toBeUndefined()
  expect(faults.take('uploadAll', 'a.png')).toEqual(busy)
})

test('calls are held until the faults of their time are cleared', () => {
  const faults = new Faults()
  const { untilCleared } = faults
  expect(untilCleared.aborted).toBe(false)
  faults.clear()
  expect([untilCleared.aborted, faults.untilCleared.aborted]).toEqual([true, false])
})
