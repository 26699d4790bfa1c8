import { expect, test } from 'vitest'
import { isProblemKey, problems } from '../../contract/problems/catalogue.ts'
import { mayHelpToRetry, offeredActions } from './offered-actions.ts'

const keys = Object.keys(problems).filter(isProblemKey)

test('every problem of a file has a button that does something', () => {
  for (const key of keys) expect(offeredActions(key, 'file', true), key).not.toEqual([])
})

test('a group is never offered what only one file can take', () => {
  const single = ['rename', 'choose-file-again', 'choose-smaller-file']
  for (const key of keys) {
    expect(
      offeredActions(key, 'group', true).filter((action) => single.includes(action)),
      key,
    ).toEqual([])
  }
})

test('no button is there twice', () => {
  for (const key of keys) {
    const offered = offeredActions(key, 'file', true)
    expect(new Set(offered).size, key).toBe(offered.length)
  }
})

test('after an owner was asked for access, one can try again or look again', () => {
  expect(offeredActions('1061004', 'file', true)).toContain('retry')
  expect(offeredActions('read-only', 'target', false)).toContain('retry')
})

test('looking again is not offered for a link that is no document', () => {
  expect(offeredActions('link-not-feishu', 'target', false)).toEqual([])
})

test('an empty file is not retried', () => {
  expect(mayHelpToRetry('file-empty')).toBe(false)
  expect(offeredActions('file-empty', 'file', false)).not.toContain('retry')
})

test('details are offered for copying wherever there are any, and only there', () => {
  for (const key of keys) expect(offeredActions(key, 'group', true), key).toContain('copy-details')
  expect(offeredActions('unknown-code', 'file', true)).toContain('copy-details')
  expect(offeredActions('unknown-code', 'file', false)).not.toContain('copy-details')
})
