import { expect, test } from 'vitest'
import type { ClientSignInEnd } from './client-sign-in-end.ts'
import { ClientSignIn } from './client-sign-in.ts'

const refusal = { problem: '10236', code: 10_236, msg: '' }

function open(ends: readonly ClientSignInEnd[], isInClient = true) {
  const done: unknown[] = []
  const left = [...ends]
  const client = new ClientSignIn({
    isInClient: () => isInClient,
    signIn: () => Promise.resolve(left.shift() ?? { is: 'not-there' }),
    readSession: () => done.push('session read'),
    leave: (address) => done.push(address),
  })
  return { client, done }
}

test('outside Feishu’s app there is nothing of it', () => {
  expect(open([], false).client.isNext).toBe(false)
})

test('who has signed in stays on the page, and can do so again', async () => {
  const { client, done } = open([{ is: 'signed-in' }])
  const asking = client.begin([], '/auth/start')
  expect([client.getSnapshot().is, client.isNext]).toEqual(['asking', false])
  await asking
  expect([client.getSnapshot().is, client.isNext, done]).toEqual(['idle', true, ['session read']])
})

test('after a refusal the next sign-in goes the ordinary way, until somebody has signed in', async () => {
  const { client, done } = open([{ is: 'failed', refusal }])
  await client.begin([], '/auth/start')
  expect([client.getSnapshot(), client.isNext, done]).toEqual([{ is: 'failed', refusal }, false, []])
  client.forget()
  expect([client.getSnapshot().is, client.isNext]).toEqual(['idle', true])
})

test('an app without a bridge is left at once, if the page need not stay, and is not tried again', async () => {
  const { client, done } = open([])
  await client.begin([], '/auth/start')
  expect(done).toEqual(['/auth/start'])
  expect(client.isNext).toBe(false)
  const staying = open([]).client
  await staying.begin([], null)
  expect(staying.getSnapshot()).toMatchObject({ is: 'failed', refusal: { problem: 'client-sign-in-failed' } })
  staying.forget()
  expect(staying.isNext).toBe(false)
})
