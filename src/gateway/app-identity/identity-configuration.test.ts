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

test('for a store app the error says why it has no identity of its own, and that people can sign in', () => {
  const reading = readConfiguration({ ...usable, FEISHU_APP_TYPE: 'store' })
  const [error] = reading.ok ? [] : reading.errors
  expect(error).toMatchObject({ variable: 'IDENTITY' })
  expect(error?.wrong).toContain('app_ticket')
  expect(readConfiguration({ ...usable, FEISHU_APP_TYPE: 'store', IDENTITY: 'person' })).toMatchObject({
    configuration: { identity: { isStoreApp: true } },
  })
})
