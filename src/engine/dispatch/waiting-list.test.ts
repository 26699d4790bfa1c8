import { expect, test } from 'vitest'
import { WaitingList } from './waiting-list.ts'

test('It gives out by rank, skips those that moved on, and none twice', () => {
  const gone = new Set<string>()
  const list = new WaitingList(Number, (id) => !gone.has(id))
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
  const list = new WaitingList(Number, () => true)
  for (const id of ['1', '2', '3', '1', '2', '3']) list.add(id)
  expect(list.take(() => true)).toEqual(['1', '2', '3'])
})
