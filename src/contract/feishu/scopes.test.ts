import { expect, test } from 'vitest'
import { scopesPerAuthorization } from './limits.ts'
import { consoleScopesUrl, isScope, scopesOfFeature, scopesToGrant } from './scopes.ts'

test('all scopes together fit into one authorization, and none is listed twice', () => {
  const all = Object.values(scopesOfFeature).flat()
  expect(new Set(all).size).toBe(all.length)
  expect(all.length).toBeLessThanOrEqual(scopesPerAuthorization)
})

test('of the scopes Feishu names, the one that this product needs is asked for, not its broader likes', () => {
  const named = ['docs:document.media:upload', 'drive:drive', 'docs:doc', 'sheets:spreadsheet', 'bitable:app']
  expect(scopesToGrant(named, scopesOfFeature.documents)).toEqual(['docs:document.media:upload'])
  expect(isScope('drive:drive')).toBe(false)
})

test('with a scope that is missing comes all that its feature will need next', () => {
  const held = [...scopesOfFeature.documents, 'base:app:read']
  expect(scopesToGrant(['bitable:app', 'bitable:app:readonly', 'base:app:read'], held)).toEqual(scopesOfFeature.bases)
  expect(scopesToGrant(['base:table:read'], held)).not.toContain('base:app:read')
})

test.each([[[]], [['drive:drive']], [['constructor', '__proto__']]])('nothing is asked for by %j', (named) => {
  expect(scopesToGrant(named, [])).toEqual([])
})

test('the console’s page is the one Feishu’s own answers lead to', () => {
  expect(consoleScopesUrl('https://open.larksuite.com/app/cli_a1', ['bitable:app', 'base:app:read'], 'tenant')).toBe(
    'https://open.larksuite.com/app/cli_a1/auth?q=bitable:app,base:app:read&op_from=openapi&token_type=tenant',
  )
  expect(consoleScopesUrl('https://x', ['a&b=c'])).toBe('https://x/auth?q=a%26b%3Dc&op_from=openapi&token_type=user')
})
