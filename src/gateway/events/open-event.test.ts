import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  addressCheck,
  encrypted,
  eventKeys,
  plainEvent,
  pushed,
  signed,
  type PushedEvent,
} from '../testing/feishu-events.ts'
import { EventOpener } from './open-event.ts'

const opener = new EventOpener('cli_test', {
  verificationTokens: [eventKeys.verificationToken],
  encryptKeys: [eventKeys.encryptKey],
})
const ticket = { type: 'app_ticket', app_ticket: 'x' }
const open = (event: PushedEvent, nowMs = Date.now()) => opener.open({ ...event, nowMs })
const atSeconds = (seconds: number) => String(Math.floor(Date.now() / 1000) + seconds)
const textOf = (event: object) => JSON.stringify(plainEvent(event))

test('what Feishu has signed and encrypted is opened', () => {
  expect(open(pushed(ticket, { uuid: 'u-1' }))).toMatchObject({
    is: 'event',
    event: { id: 'u-1', appId: 'cli_test', content: { type: 'app_ticket', appTicket: 'x' } },
  })
})

test('the address check is opened without a signature', () => {
  expect(open(addressCheck())).toEqual({ is: 'challenge', challenge: 'c-1' })
})

test('Feishu’s last repeat of an event is opened, even if it is signed as the first was', () => {
  expect(open(signed(encrypted(textOf(ticket)), { timestamp: atSeconds(-7 * 3600 - 400) }))).toMatchObject({
    is: 'event',
  })
})

test('while keys are changed, what comes under the new and under the old ones is opened, and nothing under another', () => {
  const changing = new EventOpener('cli_test', {
    verificationTokens: ['new-token', eventKeys.verificationToken],
    encryptKeys: ['new-key', eventKeys.encryptKey],
  })
  const underBoth = (token: string, key: string) => {
    const text = JSON.stringify(plainEvent(ticket, { token }))
    return changing.open({ ...signed(encrypted(text, key), { encryptKey: key }), nowMs: Date.now() })?.is
  }
  const tokens = ['new-token', eventKeys.verificationToken, 'other']
  const keys = ['new-key', eventKeys.encryptKey, 'other']
  expect(tokens.map((token) => keys.map((key) => underBoth(token, key)))).toEqual([
    ['event', 'event', undefined],
    ['event', 'event', undefined],
    [undefined, undefined, undefined],
  ])
  const check = (key: string) => {
    const text = JSON.stringify({ type: 'url_verification', challenge: 'c-1', token: 'new-token' })
    return changing.open({ headers: {}, body: encrypted(text, key), nowMs: Date.now() })
  }
  expect(keys.map(check)).toEqual([
    { is: 'challenge', challenge: 'c-1' },
    { is: 'challenge', challenge: 'c-1' },
    undefined,
  ])
  // Signed with one of them, encrypted with the other.
  const mixed = signed(encrypted(textOf(ticket), 'new-key'))
  expect(changing.open({ ...mixed, nowMs: Date.now() })).toBeUndefined()
})

test.each<[string, () => PushedEvent]>([
  ['an event without a signature', () => ({ ...pushed(ticket), headers: {} })],
  ['a signature by another key', () => signed(encrypted(textOf(ticket)), { encryptKey: 'other' })],
  ['a body under another key', () => signed(encrypted(textOf(ticket), 'other'))],
  ['a plain event, signed', () => signed(Buffer.from(textOf(ticket)))],
  [
    'a plain address check',
    () => ({
      headers: {},
      body: Buffer.from(
        JSON.stringify({ type: 'url_verification', challenge: 'c', token: eventKeys.verificationToken }),
      ),
    }),
  ],
  ['an address check with another token', () => addressCheck('other')],
  ['an event with another token', () => pushed(ticket, { token: 'other' })],
  ['an event for another app', () => pushed({ ...ticket, app_id: 'cli_other' })],
  ['a signature of long ago', () => signed(encrypted(textOf(ticket)), { timestamp: atSeconds(-8 * 3600) })],
  ['a signature from the future', () => signed(encrypted(textOf(ticket)), { timestamp: atSeconds(600) })],
  ['a time that is none', () => signed(encrypted(textOf(ticket)), { timestamp: '1e9' })],
  ['a body that was cut off', () => ({ ...pushed(ticket), body: pushed(ticket).body.subarray(0, 50) })],
  [
    'an encryption that was cut off',
    () => signed(Buffer.from(JSON.stringify({ encrypt: 'AAAAAAAAAAAAAAAAAAAAAA==' }))),
  ],
  ['nothing', () => signed(Buffer.alloc(0))],
  ['JSON that is no object', () => signed(encrypted('7'))],
])('C6 %s is not Feishu’s', (_, event) => {
  expect(open(event())).toBeUndefined()
})

test.each(Object.keys(pushed({}).headers).slice(1))('C6 an event without its header %s is not Feishu’s', (name) => {
  const { headers, body } = pushed(ticket)
  const rest = Object.fromEntries(Object.entries(headers).filter(([other]) => other !== name))
  expect(open({ headers: rest, body })).toBeUndefined()
})

test('C6 one changed byte anywhere makes an event worthless, and no bytes make it throw', () => {
  const { headers, body } = pushed(ticket)
  fc.assert(
    fc.property(fc.nat(body.length - 1), fc.integer({ min: 1, max: 255 }), (at, by) => {
      const changed = Buffer.from(body)
      changed[at] = (changed[at] ?? 0) ^ by
      expect(open({ headers, body: changed })).toBeUndefined()
    }),
  )
  fc.assert(fc.property(fc.uint8Array(), (bytes) => open(signed(Buffer.from(bytes))) === undefined))
})
