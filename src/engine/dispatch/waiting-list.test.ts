import { expect, test } from 'vitest'
import { WaitingList } from './waiting-list.ts'

test('Jobs are given out by rank, without those that moved on, and none twice', () => {
  const gone = new Set<string>()
  const list = listOf({ stillWaits: (id) => !gone.has(id) })
  for (const id of ['1', '3', '4', '2', '3']) list.add(id)
  gone.add('4')
  const taken = list.take((id) => Number(id) < 3)
  expect(taken).toEqual(['1', '2'])
  expect(list.first()).toBe('3')
  for (const id of [...list.take(() => true)]) gone.add(id)
  expect(list.first()).toBeUndefined()
  list.add('0')
  expect(list.first()).toBe('0')
})

test('Jobs that left and came back are taken once, together with those behind them', () => {
  const list = listOf({})
  for (const id of ['1', '2', '3', '1', '2', '3']) list.add(id)
  expect(list.take(() => true)).toEqual(['1', '2', '3'])
})

test('Held jobs stay on the list while those behind them are taken, and come first once they are free', () => {
  const held = new Set(['1', '3'])
  const list = listOf({ isHeld: (id) => held.has(id) })
  for (const id of ['1', '2', '3', '4', '5']) list.add(id)
  expect(list.first()).toBe('2')
  expect(list.take((id) => Number(id) < 5)).toEqual(['2', '4'])
  held.clear()
  expect(list.first()).toBe('1')
  expect(list.take(() => true)).toEqual(['1', '3', '5'])
  expect(list.first()).toBeUndefined()
})

function listOf(rules: Partial<ConstructorParameters<typeof WaitingList>[0]>): WaitingList {
  return new WaitingList({ rankOf: Number, stillWaits: () => true, ...rules })
}
