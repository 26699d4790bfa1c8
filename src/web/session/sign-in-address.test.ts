import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import {
  addressWithoutProblem,
  isSpentSignInWindow,
  signInAddress,
  signInProblemIn,
  signInWindowAddress,
} from './sign-in-address.ts'

beforeEach(() => void vi.stubGlobal('location', { pathname: '/' }))
afterEach(() => void vi.unstubAllGlobals())

const here = (search: string) => ({ pathname: '/', search, hash: '' })

test('signing in comes back to where the person was, deep link included, without the old problem', () => {
  const address = signInAddress(here('?target=https%3A%2F%2Facme.feishu.cn%2Fdocx%2FA&sign_in_problem=20029'))
  const query = new URLSearchParams(address.slice(address.indexOf('?')))
  expect(address.startsWith('/auth/start?')).toBe(true)
  expect(query.get('return_to')).toBe('/?target=https%3A%2F%2Facme.feishu.cn%2Fdocx%2FA')
})

test.each([
  ['', null],
  ['?sign_in_problem=sign-in-incomplete', 'sign-in-incomplete'],
])('the address "%s" names the problem %s', (search, problem) => {
  expect(signInProblemIn(here(search))).toBe(problem)
})

test('a problem that was shown leaves the address, everything else stays', () => {
  expect(addressWithoutProblem({ ...here('?sign_in_problem=x&target=y'), hash: '#z' })).toBe('/?target=y#z')
})

test('a window that asks for what was missing names it, and no broader scope of Feishu’s list', () => {
  const query = new URLSearchParams(
    signInWindowAddress(['bitable:app', 'base:app:read', 'base:table:read']).split('?')[1],
  )
  expect(query.get('scopes')).toBe('base:app:read base:table:read')
  expect(query.get('return_to')).toBe('/?after_sign_in=close')
})

test('below a path, signing in is there too, and comes back there', () => {
  vi.stubGlobal('location', { pathname: '/tools/uploader/' })
  expect(signInAddress({ pathname: '/tools/uploader/', search: '' })).toBe(
    '/tools/uploader/auth/start?return_to=%2Ftools%2Fuploader%2F',
  )
  expect(signInWindowAddress()).toContain(encodeURIComponent('/tools/uploader/?after_sign_in=close'))
})

test('only the window opened for signing in closes itself', () => {
  expect(isSpentSignInWindow(here('?after_sign_in=close'))).toBe(true)
  expect(isSpentSignInWindow(here('?target=y'))).toBe(false)
  expect(isSpentSignInWindow(here('?sign_in_problem=access_denied'))).toBe(false)
})

test('the window opened for signing in closes when the person declined, and stays to show any other problem', () => {
  expect(isSpentSignInWindow(here('?after_sign_in=close&sign_in_problem=access_denied'))).toBe(true)
  expect(isSpentSignInWindow(here('?after_sign_in=close&sign_in_problem=20010'))).toBe(false)
})
