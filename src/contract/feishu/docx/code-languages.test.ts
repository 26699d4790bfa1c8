import { expect, it } from 'vitest'
import { codeLanguageName, codeLanguageOf, lastCodeLanguage } from './code-languages.ts'

it.each([
  ['JavaScript', 30],
  ['js', 30],
  ['python', 49],
  ['C++', 9],
  ['toml', 75],
  ['no such language', undefined],
  ['', undefined],
])('the language "%s" is %s', (name, number) => {
  expect(codeLanguageOf(name)).toBe(number)
})

it('names a language by its number, the last one too', () => {
  expect([codeLanguageName(7), codeLanguageName(lastCodeLanguage), codeLanguageName(76)]).toEqual(['Bash', 'TOML', ''])
})
