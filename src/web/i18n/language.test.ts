import { expect, test } from 'vitest'
import { memoryStorage } from '../platform/browser-storage.ts'
import { preferredLanguage, rememberLanguage } from './language.ts'

test.each([
  { browser: ['zh-CN', 'en'], language: 'zh-CN' },
  { browser: ['zh-TW'], language: 'zh-CN' },
  { browser: ['ja', 'en-GB', 'zh'], language: 'en' },
  { browser: ['de'], language: 'en' },
  { browser: [], language: 'zh-CN' },
])('a browser that prefers $browser is spoken to in $language', ({ browser, language }) => {
  expect(preferredLanguage(browser, memoryStorage())).toBe(language)
})

test('a language chosen here outranks the browser', () => {
  const storage = memoryStorage()
  rememberLanguage('en', storage)
  expect(preferredLanguage(['zh-CN'], storage)).toBe('en')
})
