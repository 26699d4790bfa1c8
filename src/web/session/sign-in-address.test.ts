import { expect, test } from 'vitest'
import { addressWithoutProblem, isSpentSignInWindow, signInAddress, signInProblemIn } from './sign-in-address.ts'

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
])('the address "%s" tells the problem %s', (search, problem) => {
  expect(signInProblemIn(here(search))).toBe(problem)
})

test('a told problem leaves the address, everything else stays', () => {
  expect(addressWithoutProblem({ ...here('?sign_in_problem=x&target=y'), hash: '#z' })).toBe('/?target=y#z')
})

test('only the window opened for signing in closes itself', () => {
  expect(isSpentSignInWindow(here('?after_sign_in=close'))).toBe(true)
  expect(isSpentSignInWindow(here('?target=y'))).toBe(false)
})
