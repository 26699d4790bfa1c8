// @vitest-environment happy-dom
import { expect, test } from 'vitest'
import { embedProtocol } from '../../contract/embed/protocol.ts'
import { showTheme } from '../shell/theme.ts'
import { Appearance } from './appearance.ts'

const from = { protocol: embedProtocol, version: 1 } as const

function open() {
  const root = document.createElement('html')
  const token = (name: string) => root.style.getPropertyValue(name)
  return { root, token, appearance: new Appearance(root, showTheme) }
}

test('the address sets language, theme, colour and corners', () => {
  const { root, token, appearance } = open()
  expect(appearance.begin('?lang=en&theme=dark&accent=%230b57d0&radius=6')).toBe('en')
  expect(root.getAttribute('data-theme')).toBe('dark')
  expect(token('--accent')).toContain('#0b57d0')
  expect(token('--radius')).toBe('6px')
})

test.each([
  '',
  '?lang=fr&theme=blue&accent=red&radius=99',
  '?accent=%23fff%3Bbackground:red&radius=',
  '?accent=url(https://evil.example)&radius=1e1x&lang=__proto__',
])('what the address %s asks for is not done', (search) => {
  const { root, appearance } = open()
  expect(appearance.begin(search)).toBeNull()
  expect([root.getAttribute('style') ?? '', root.hasAttribute('data-theme')]).toEqual(['', false])
})

test('messages change the looks, and give the page its own back', () => {
  const { root, token, appearance } = open()
  appearance.set({ ...from, type: 'set-accent', accent: '#0b57d0' })
  appearance.set({ ...from, type: 'set-radius', radius: 0 })
  appearance.set({ ...from, type: 'set-theme', theme: 'light' })
  expect([token('--radius-small'), root.getAttribute('data-theme')]).toEqual(['0px', 'light'])
  appearance.set({ ...from, type: 'set-accent', accent: null })
  appearance.set({ ...from, type: 'set-radius', radius: null })
  appearance.set({ ...from, type: 'set-theme', theme: 'auto' })
  expect([token('--accent'), token('--radius'), root.hasAttribute('data-theme')]).toEqual(['', '', false])
})
