import * as v from 'valibot'
import { expect, it } from 'vitest'
import { blockUrl, headingLevelOf, headingTextOf } from './block.ts'
import { BlockId } from '../ids.ts'

const imageBlock = v.parse(BlockId, 'doxcnImg')
const fileBlock = v.parse(BlockId, 'doxcnFile')

it('a link leads to a block, whatever place of the document it led to before', () => {
  expect(blockUrl('https://x.feishu.cn/docx/doxcnDoc#old', imageBlock)).toBe(
    'https://x.feishu.cn/docx/doxcnDoc#doxcnImg',
  )
})

it('a heading has its level and its words; other blocks have neither', () => {
  const elements = [{ text_run: { content: '三、' } }, { mention_user: {} }, { text_run: { content: '结论' } }]
  const heading = { block_id: imageBlock, block_type: 4, parent_id: '', children: [], heading2: { elements } }
  expect([headingLevelOf(heading), headingTextOf(heading)]).toEqual([2, '三、结论'])
  const text = { block_id: fileBlock, block_type: 2, parent_id: '', children: [], text: { elements } }
  expect([headingLevelOf(text), headingTextOf(text)]).toEqual([null, ''])
})
