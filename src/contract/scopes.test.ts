import { expect, test } from 'vitest'
import { scopesPerAuthorization } from './limits.ts'
import { askableScopes, consoleScopesUrl, isScope, scopesOfFeature } from './scopes.ts'

test('all scopes together fit into one authorization, and none stands twice', () => {
  const all = Object.values(scopesOfFeature).flat()
  expect(new Set(all).size).toBe(all.length)
  expect(all.length).toBeLessThanOrEqual(scopesPerAuthorization)
})

test('of the scopes Feishu names, only those this product has a use for are asked for', () => {
  expect(askableScopes(['drive:drive', 'docs:doc', 'wiki:node:read', 'constructor'])).toEqual(['wiki:node:read'])
  expect(isScope('drive:drive')).toBe(false)
})

test('the console’s page is the one Feishu’s own answers lead to', () => {
  expect(consoleScopesUrl('https://open.larksuite.com/app/cli_a1', ['bitable:app', 'base:app:read'], 'tenant')).toBe(
    'https://open.larksuite.com/app/cli_a1/auth?q=bitable:app,base:app:read&op_from=openapi&token_type=tenant',
  )
  expect(consoleScopesUrl('https://x', ['a&b=c'])).toBe('https://x/auth?q=a%26b%3Dc&op_from=openapi&token_type=user')
})
