import { createPublicKey, createSecretKey, generateKeyPairSync, type KeyObject } from 'node:crypto'
import { SignJWT, UnsecuredJWT } from 'jose'
import { expect, test } from 'vitest'
import { SmallPortal } from '../testing/small-portal.ts'
import { PortalTokens } from './portal-tokens.ts'
import { MemoryUsedTokens } from './used-tokens.ts'

const here = 'https://upload.example.com'
const keyOf = (portal: SmallPortal): KeyObject =>
  createPublicKey({ key: Buffer.from(portal.publicKey, 'base64'), format: 'der', type: 'spki' })

function withPortal(namesCompany = false) {
  const portal = new SmallPortal()
  const clock = { nowMs: Date.now(), upMs: 0 }
  const used = new MemoryUsedTokens(
    () => clock.nowMs,
    () => clock.upMs,
  )
  const doors = {
    issuer: portal.origin,
    keys: [generateKeyPairSync('ed25519').publicKey, keyOf(portal)],
    audience: () => here,
    used,
    nowMs: () => clock.nowMs,
  }
  return { portal, tokens: new PortalTokens({ ...doors, namesCompany }), doors, clock }
}

const nowSeconds = () => Math.floor(Date.now() / 1000)

test('a token says who the visitor is, whichever of the portal’s keys signed it', async () => {
  const { portal, tokens } = withPortal()
  expect(await tokens.read(await portal.sign(here, { tenant_key: 'of no meaning' }))).toEqual({
    ok: true,
    visitor: { subject: 'u-1', name: '前台', tenantKey: '' },
  })
})

test('a token is accepted once', async () => {
  const { portal, tokens } = withPortal()
  const token = await portal.sign(here)
  const readings = await Promise.all([tokens.read(token), tokens.read(token), tokens.read(token)])
  expect(readings.filter(({ ok }) => ok)).toHaveLength(1)
  expect(await tokens.read(token)).toEqual({ ok: false, why: 'was used before' })
})

test('a token from before the gateway began counts as used, since it may have been', async () => {
  const { portal, tokens } = withPortal()
  const early = await portal.sign(here, { iat: nowSeconds() - 2 })
  expect(await tokens.read(early)).toEqual({ ok: false, why: 'was used before' })
})

test('after a start with the clock ahead, a new token is accepted and an older one is not', async () => {
  const clock = { nowMs: 28_800_000, upMs: 0 }
  const used = new MemoryUsedTokens(
    () => clock.nowMs,
    () => clock.upMs,
  )
  Object.assign(clock, { nowMs: 100_000, upMs: 60_000 })
  expect(await used.use({ id: 'new', madeAtMs: 99_000, endsAtMs: 200_000 })).toBe(true)
  expect(await used.use({ id: 'from before', madeAtMs: 39_000, endsAtMs: 200_000 })).toBe(false)
})

test.each([
  ['for another service', { aud: 'https://other.example.com' }],
  ['of another portal', { iss: 'https://evil.example' }],
  ['that has expired', { exp: nowSeconds() - 60, iat: nowSeconds() - 120 }],
  ['of the future', { iat: nowSeconds() + 120, exp: nowSeconds() + 180 }],
  ['not good yet', { nbf: nowSeconds() + 120 }],
  ['that lives for an hour', { exp: nowSeconds() + 3600 }],
  ['without an end', { exp: undefined }],
  ['without a date', { iat: undefined }],
  ['without a name of its own', { jti: undefined }],
  ['without a visitor', { sub: undefined }],
  ['with an empty visitor', { sub: '' }],
])('a token %s is not accepted', async (_what, change) => {
  const { portal, tokens } = withPortal()
  expect((await tokens.read(await portal.sign(here, change))).ok).toBe(false)
})

test('a token that is unsigned, or signed by another key or a shared secret, is not accepted', async () => {
  const { portal, tokens } = withPortal()
  const claims = { iss: portal.origin, aud: here, sub: 'u', jti: 'j', iat: nowSeconds(), exp: nowSeconds() + 60 }
  // The public key is no secret: were it taken for one, everybody could sign (RFC 8725, section 2.1).
  const confused = createSecretKey(Buffer.from(portal.publicKey, 'base64'))
  const forged = [
    await new SmallPortal().sign(here),
    await new SignJWT(claims).setProtectedHeader({ alg: 'HS256' }).sign(confused),
    new UnsecuredJWT(claims).encode(),
    '',
    'a.b.c',
    'x'.repeat(9000),
  ]
  for (const token of forged) expect((await tokens.read(token)).ok).toBe(false)
})

test('the reason why a token was refused contains nothing of it', async () => {
  const { portal, tokens } = withPortal()
  const reading = await tokens.read(await portal.sign(here, { aud: 'canary', sub: 'canary' }))
  expect(JSON.stringify(reading)).not.toContain('canary')
})

test('used tokens are forgotten once they have expired', async () => {
  const clock = { nowMs: 0 }
  const used = new MemoryUsedTokens(
    () => clock.nowMs,
    () => clock.nowMs,
  )
  expect(await used.use({ id: 'a', madeAtMs: 0, endsAtMs: 1000 })).toBe(true)
  expect(await used.use({ id: 'a', madeAtMs: 0, endsAtMs: 1000 })).toBe(false)
  clock.nowMs = 1000
  expect(await used.use({ id: 'a', madeAtMs: 0, endsAtMs: 2000 })).toBe(true)
})

test('for a store app the token names the visitor’s company', async () => {
  const { portal, tokens } = withPortal(true)
  const named = await portal.sign(here, { tenant_key: '2ed263bf32cf1651' })
  expect(await tokens.read(named)).toMatchObject({ ok: true, visitor: { tenantKey: '2ed263bf32cf1651' } })
})

test.each([undefined, '', 7, 'a b', 'a\n', 'x'.repeat(65), ['acme'], '../acme'])(
  'C6 for a store app %j names no company, and the token stays unused',
  async (tenantKey) => {
    const { portal, tokens, doors } = withPortal(true)
    const token = await portal.sign(here, { tenant_key: tenantKey })
    expect(await tokens.read(token)).toEqual({ ok: false, why: 'not as agreed: tenant_key' })
    expect(await new PortalTokens({ ...doors, namesCompany: false }).read(token)).toMatchObject({ ok: true })
  },
)
