import { expect, it } from 'vitest'
import { blockKeys } from '../../../contract/feishu/docx/block-types.ts'
import type { Draft } from '../new-blocks/draft.ts'
import { wordsOf } from '../text.ts'
import { htmlOfMarkdown } from './markdown-to-html.ts'
import { draftsOfMarkup, titleOfMarkup } from './markup-to-drafts.ts'

/** A draft in short: its field, its words or where it comes from, and what is in it. */
function short({ type, content, children, source }: Draft): unknown {
  const words = content.kind === 'text' ? wordsOf(content.text) : (source ?? '')
  return [blockKeys.get(type), words, ...children.map(short)]
}

const ofHtml = (html: string) => draftsOfMarkup(html).map(short)
const ofMarkdown = (markdown: string) => ofHtml(htmlOfMarkdown(markdown))

it.each([
  [
    'a loose list',
    '- 一\n\n  续\n- 二',
    [
      ['bullet', '一', ['text', '续']],
      ['bullet', '二'],
    ],
  ],
  ['a list with code in it', '1. 一\n   ```\n   x\n   ```', [['ordered', '一', ['code', 'x']]]],
  [
    'a loose to-do',
    '- [x] 一\n\n- [ ] 二',
    [
      ['todo', '一'],
      ['todo', '二'],
    ],
  ],
  [
    'a quote of two paragraphs',
    '> 一\n>\n> 二',
    [
      ['quote', '一'],
      ['quote', '二'],
    ],
  ],
  [
    'a quote with a list',
    '> 一\n> - 二',
    [
      ['quote', '一'],
      ['bullet', '二'],
    ],
  ],
  [
    'a picture between words',
    '前 ![](a.png) 后',
    [
      ['text', '前'],
      ['image', 'a.png'],
      ['text', '后'],
    ],
  ],
  ['prices', '$100 到 $200', [['text', '$100 到 $200']]],
  ['a formula', '$a<b$', [['text', 'a<b']]],
  ['nothing', '  \n', []],
])('Markdown: %s', (_what, markdown, drafts) => {
  expect(ofMarkdown(markdown)).toEqual(drafts)
})

it.each([
  ['text without a paragraph', '甲 <i>乙</i>', [['text', '甲 乙']]],
  [
    'nested boxes',
    '<div><section><p>甲</p></section>乙</div>',
    [
      ['text', '甲'],
      ['text', '乙'],
    ],
  ],
  ['blanks and line breaks', '<p>  甲\n  乙<br>丙 </p>', [['text', '甲 乙\n丙']]],
  ['what is no text', '<style>p{}</style><svg><text>x</text></svg><p>甲</p>', [['text', '甲']]],
  ['a heading of level nine', '<h9>甲</h9>', [['heading9', '甲']]],
  ['a table without cells', '<table></table>甲', [['text', '甲']]],
  [
    'a table in a table, of which the words stay',
    '<table><tr><td>甲<table><tr><td>乙</td></tr></table></td></tr></table>',
    [['table', '', ['table_cell', '', ['text', '甲'], ['text', '乙']]]],
  ],
  [
    'a grid',
    '<grid><column><p>甲</p></column><column></column></grid>',
    [['grid', '', ['grid_column', '', ['text', '甲']], ['grid_column', '', ['text', '']]]],
  ],
  ['a callout that may hold no picture', '<callout><img src="a.png"></callout>', [['callout', '', ['text', '']]]],
  ['a checkbox', '<checkbox done="true">甲</checkbox>', [['todo', '甲']]],
])('HTML: %s', (_what, html, drafts) => {
  expect(ofHtml(html)).toEqual(drafts)
})

it('a title is no block', () => {
  expect([titleOfMarkup('<title> 甲 </title><p>乙</p>'), titleOfMarkup('<p>乙</p>')]).toEqual(['甲', null])
  expect(ofHtml('<title>甲</title><p>乙</p>')).toEqual([['text', '乙']])
})

it('a list begins with its own number and goes on by itself; columns share the width of the official sample', () => {
  const [one, two, table] = draftsOfMarkup(htmlOfMarkdown('3. 一\n4. 二\n\n| a | b | c |\n| - | - | - |'))
  const sequenceOf = (draft?: Draft) => draft?.content.kind === 'text' && draft.content.text.style['sequence']
  expect([sequenceOf(one), sequenceOf(two)]).toEqual(['3', 'auto'])
  expect(table?.content.kind === 'table' && table.content.table.columnWidths).toEqual([244, 244, 244])
})
