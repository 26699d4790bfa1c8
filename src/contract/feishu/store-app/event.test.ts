import fc from 'fast-check'
import { expect, it } from 'vitest'
import { readPushed } from './event.ts'

const inEnvelope = (event: object) => ({
  ts: '1502199207.7171419',
  uuid: 'bc447199585340d1f3728d26b1c0297a',
  token: 'verification',
  type: 'event_callback',
  event: { app_id: 'cli_a', ...event },
})

const ofSchema2 = (type: string, event: object, time = '1608725989000') => ({
  schema: '2.0',
  header: {
    event_id: 'e-1',
    event_type: type,
    token: 'verification',
    app_id: 'cli_a',
    create_time: time,
    tenant_key: 't1',
  },
  event,
})

it('an address check is read with its token', () => {
  expect(readPushed({ type: 'url_verification', challenge: 'c', token: 't' })).toEqual({
    is: 'challenge',
    challenge: 'c',
    verificationToken: 't',
  })
})

it('a ticket is read from the example of its page', () => {
  expect(readPushed(inEnvelope({ app_ticket: 'x', type: 'app_ticket' }))).toEqual({
    is: 'event',
    verificationToken: 'verification',
    event: {
      id: 'bc447199585340d1f3728d26b1c0297a',
      appId: 'cli_a',
      atMs: Number('1502199207.7171419') * 1000,
      content: { type: 'app_ticket', appTicket: 'x' },
    },
  })
})

it.each([
  ['app_open', {}, 'open'],
  ['app_uninstalled', {}, 'removed'],
  ['app_status_change', { status: 'start_by_tenant' }, 'open'],
  ['app_status_change', { status: 'stop_by_tenant' }, 'stopped'],
  ['app_status_change', { status: 'stop_by_platform' }, 'stopped'],
])('%s %j of either schema means that the app is %s at the company', (type, more, change) => {
  const content = { type: 'company', tenantKey: 't1', change }
  expect(readPushed(inEnvelope({ type, tenant_key: 't1', ...more }))).toMatchObject({ event: { content } })
  expect(readPushed(ofSchema2(type, more))).toMatchObject({ event: { id: 'e-1', atMs: 1_608_725_989_000, content } })
})

it('a time in microseconds is read as such', () => {
  expect(readPushed(ofSchema2('app_open', {}, '1608725989000123'))).toMatchObject({
    event: { atMs: 1_608_725_989_000.123 },
  })
})

it('an event of another type is one without content', () => {
  expect(readPushed(inEnvelope({ type: 'order_paid' }))).toMatchObject({ is: 'event', event: { content: null } })
  expect(readPushed(ofSchema2('im.message.receive_v1', {}))).toMatchObject({ event: { content: null } })
})

it.each([
  ['a ticket without its text', inEnvelope({ type: 'app_ticket' })],
  ['a change without its company', inEnvelope({ type: 'app_uninstalled' })],
  ['an unknown status', inEnvelope({ type: 'app_status_change', tenant_key: 't1', status: 'gone' })],
  ['an event without a time', { ...inEnvelope({ type: 'app_open', tenant_key: 't1' }), ts: undefined }],
  ['an event without an id', { ...inEnvelope({ type: 'app_open', tenant_key: 't1' }), uuid: '' }],
  ['nothing', undefined],
])('%s is no event', (_, value) => {
  expect(readPushed(value)).toBeUndefined()
})

it('no value makes it throw', () => {
  fc.assert(fc.property(fc.anything(), (value) => void readPushed(value)))
})
