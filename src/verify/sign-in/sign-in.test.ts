import { expect, test } from 'vitest'
import { isAtCallback, redirectUriOf } from './sign-in.ts'

const below = { publicOrigin: 'https://intranet.example.com', publicPath: '/tools/uploader' }

test('the redirect address is that of the gateway, below the path of PUBLIC_URL', () => {
  expect(redirectUriOf(below, 8080)).toBe('https://intranet.example.com/tools/uploader/auth/callback')
  expect(redirectUriOf({ publicOrigin: null, publicPath: '' }, 8080)).toBe('http://localhost:8080/auth/callback')
})

test('the browser arrives whether a reverse proxy keeps the path or takes it off', () => {
  expect(isAtCallback('/tools/uploader/auth/callback?code=a&state=b', below)).toBe(true)
  expect(isAtCallback('/auth/callback?code=a&state=b', below)).toBe(true)
  expect(isAtCallback('/other/auth/callback?code=a&state=b', below)).toBe(false)
  expect(isAtCallback('/auth/callbacks', below)).toBe(false)
})
