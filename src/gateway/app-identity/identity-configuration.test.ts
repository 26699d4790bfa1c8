import { generateKeyPairSync } from 'node:crypto'
import { expect, test } from 'vitest'
import { readConfiguration } from '../config/configuration.ts'

const spki = (key: { export(options: { type: 'spki'; format: 'der' }): Buffer }) =>
  key.export({ type: 'spki', format: 'der' }).toString('base64')
const portalKey = spki(generateKeyPairSync('ed25519').publicKey)

const usable = {
  FEISHU_APP_ID: 'cli_a1b2',
  FEISHU_APP_SECRET: 'secret',
  IDENTITY: 'app',
  PORTAL_URL: 'https://portal.example.com',
  PORTAL_KEY: portalKey,
  APP_DOCUMENTS: 'https://acme.feishu.cn/docx/AbCdEfGhIj, DocTokenAlone0001, https://acme.feishu.cn/wiki/WikiNode0001',
}

function faultsOf(env: Record<string, string>): readonly string[] {
  const reading = readConfiguration({ ...usable, ...env })
  return reading.ok ? [] : reading.errors.map(({ variable }) => variable)
}

test('people sign in unless the app’s identity is switched on', () => {
  const reading = readConfiguration({ FEISHU_APP_ID: 'cli_a1b2', FEISHU_APP_SECRET: 'secret' })
  expect(reading).toMatchObject({ ok: true, configuration: { identity: { as: 'person', isStoreApp: false } } })
})

test('the app’s identity takes a portal, its key, and a list of documents', () => {
  expect(readConfiguration(usable)).toMatchObject({
    ok: true,
    configuration: {
      identity: {
        as: 'app',
        portalOrigin: 'https://portal.example.com',
        documents: [
          { token: 'AbCdEfGhIj', isWikiPage: false },
          { token: 'DocTokenAlone0001', isWikiPage: false },
          { token: 'WikiNode0001', isWikiPage: true },
        ],
      },
    },
  })
})

test('everything missing for the app’s identity is named at once', () => {
  expect(faultsOf({ PORTAL_URL: '', PORTAL_KEY: '', APP_DOCUMENTS: '' })).toEqual([
    'PORTAL_URL',
    'PORTAL_KEY',
    'APP_DOCUMENTS',
  ])
})

test.each([
  ['IDENTITY', 'robot'],
  ['FEISHU_APP_TYPE', 'isv'],
  ['PORTAL_URL', 'http://portal.example.com'],
  ['PORTAL_URL', 'https://portal.example.com/start'],
  ['PORTAL_KEY', 'c2hvcnQ='],
  ['PORTAL_KEY', spki(generateKeyPairSync('rsa', { modulusLength: 2048 }).publicKey)],
  ['PORTAL_KEY', `${portalKey},nonsense`],
  ['APP_DOCUMENTS', 'https://acme.feishu.cn/drive/folder/FolderToken1'],
  ['APP_DOCUMENTS', 'https://acme.larksuite.com/docx/AbCdEfGhIj'],
  ['APP_DOCUMENTS', 'https://example.com/docx/AbCdEfGhIj'],
  ['APP_DOCUMENTS', 'short'],
])('%s=%s is an error', (variable, value) => {
  expect(faultsOf({ [variable]: value })).toContain(variable)
})

const eventKeys = { FEISHU_EVENT_VERIFICATION_TOKEN: 'verification', FEISHU_EVENT_ENCRYPT_KEY: 'encrypt' }

test('a store app has an identity of its own with the keys of its events', () => {
  expect(readConfiguration({ ...usable, ...eventKeys, FEISHU_APP_TYPE: 'store' })).toMatchObject({
    ok: true,
    configuration: {
      identity: { as: 'app', isStoreApp: true },
      events: { verificationTokens: ['verification'], encryptKeys: ['encrypt'] },
    },
  })
})

test('people sign in to a store app with and without them', () => {
  const asPerson = { ...usable, IDENTITY: 'person', FEISHU_APP_TYPE: 'store' }
  expect(readConfiguration(asPerson)).toMatchObject({
    configuration: { identity: { as: 'person', isStoreApp: true }, events: null },
  })
  expect(readConfiguration({ ...asPerson, ...eventKeys })).toMatchObject({
    configuration: { events: { encryptKeys: ['encrypt'] } },
  })
})

test('while a key of events is changed, the new and the old one are taken', () => {
  const changing = { ...eventKeys, FEISHU_APP_TYPE: 'store', FEISHU_EVENT_ENCRYPT_KEY: 'new, encrypt' }
  expect(readConfiguration({ ...usable, ...changing })).toMatchObject({
    configuration: { events: { verificationTokens: ['verification'], encryptKeys: ['new', 'encrypt'] } },
  })
})

test.each([
  ['neither for a store app’s own identity', { FEISHU_APP_TYPE: 'store' }, Object.keys(eventKeys)],
  [
    'one without the other',
    { FEISHU_APP_TYPE: 'store', IDENTITY: 'person', FEISHU_EVENT_ENCRYPT_KEY: 'encrypt' },
    ['FEISHU_EVENT_VERIFICATION_TOKEN'],
  ],
  ['both for a custom app', eventKeys, Object.keys(eventKeys)],
  [
    'one with a blank in it',
    { ...eventKeys, FEISHU_APP_TYPE: 'store', FEISHU_EVENT_ENCRYPT_KEY: 'en crypt' },
    ['FEISHU_EVENT_ENCRYPT_KEY'],
  ],
  [
    'more than the new and the old one',
    { ...eventKeys, FEISHU_APP_TYPE: 'store', FEISHU_EVENT_VERIFICATION_TOKEN: 'a,b,c' },
    ['FEISHU_EVENT_VERIFICATION_TOKEN'],
  ],
  [
    'a list of none',
    { ...eventKeys, FEISHU_APP_TYPE: 'store', FEISHU_EVENT_ENCRYPT_KEY: ',' },
    ['FEISHU_EVENT_ENCRYPT_KEY'],
  ],
])('of the keys of events, %s is an error that names no key’s text', (_, env, variables) => {
  expect(faultsOf(env).toSorted()).toEqual(variables.toSorted())
  expect(JSON.stringify(readConfiguration({ ...usable, ...env }))).not.toContain('en crypt')
})
