import { expect, test } from 'vitest'
import { hasAll, highlight, summaryOf, wordsIn } from './match-words.ts'

test('a query is its words, whatever their case and the blanks between them', () => {
  expect(wordsIn('  Weekly   REPORT ')).toEqual(['weekly', 'report'])
  expect(wordsIn('   ')).toEqual([])
})

test('all words have to be there', () => {
  expect(hasAll('The weekly Report', ['report', 'weekly'])).toBe(true)
  expect(hasAll('The weekly Report', ['report', 'monthly'])).toBe(false)
  expect(hasAll('anything', [])).toBe(true)
})

test('found words are in <h>, and what a text has of markup itself is escaped', () => {
  expect(highlight('Plan & <b>plan</b>', ['plan'])).toBe('<h>Plan</h> &amp; &lt;b&gt;<h>plan</h>&lt;/b&gt;')
  expect(highlight('1+1 (one)', ['1+1', '(one)'])).toBe('<h>1+1</h> <h>(one)</h>')
  expect(highlight('a < b', [])).toBe('a &lt; b')
})

test('a summary is the part of the text that contains the word', () => {
  const text = `${'before '.repeat(30)}needle ${'after '.repeat(30)}`
  expect(summaryOf(text, ['needle'])).toContain('needle')
  expect(summaryOf(text, ['needle']).length).toBeLessThanOrEqual(80)
  expect(summaryOf('one\n\ntwo', ['none'])).toBe('one two')
})
