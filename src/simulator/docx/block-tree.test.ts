import { expect, test } from 'vitest'
import { blockTypes } from '../../contract/feishu/docx/block.ts'
import { BlockTree } from './block-tree.ts'
import type { Block } from './block.ts'
import { plainText } from './text.ts'

function textBlock(id: string, parentId = 'page', words = id): Block {
  return { id, parentId, type: blockTypes.text, children: [], kind: 'text', text: plainText(words) }
}

function treeWith(...ids: readonly string[]): BlockTree {
  const tree = BlockTree.empty('page', 'Title')
  tree.insert(
    'page',
    -1,
    ids.map((id) => textBlock(id)),
  )
  return tree
}

const idsOf = (tree: BlockTree) => tree.preOrder().map((block) => block.id)

test('blocks are where they were created: at an index, or at the end', () => {
  const tree = treeWith('a', 'b')
  tree.insert('page', 1, [textBlock('c'), textBlock('d')])
  tree.insert('page', -1, [textBlock('e')])
  tree.insert('page', 0, [textBlock('f')])
  expect(idsOf(tree)).toEqual(['page', 'f', 'a', 'c', 'd', 'b', 'e'])
})

test('a list of all blocks names each before its children', () => {
  const tree = treeWith('a', 'b')
  tree.insert('a', -1, [textBlock('a1', 'a')])
  expect(idsOf(tree)).toEqual(['page', 'a', 'a1', 'b'])
})

test('removing takes a block, and all that is inside it', () => {
  const tree = treeWith('a', 'b')
  tree.insert('b', -1, [textBlock('b1', 'b')])
  tree.remove('b')
  expect(idsOf(tree)).toEqual(['page', 'a'])
  expect([tree.wasRemoved('b'), tree.wasRemoved('b1'), tree.wasRemoved('a')]).toEqual([true, true, false])
})

test('a block that is moved is there once, among the children of its new parent', () => {
  const tree = treeWith('a', 'b', 'c')
  tree.move('a', 'page', 1)
  expect(idsOf(tree)).toEqual(['page', 'b', 'a', 'c'])
  tree.move('c', 'b', 0)
  expect(idsOf(tree)).toEqual(['page', 'b', 'c', 'a'])
  expect(tree.find('c')?.parentId).toBe('b')
})

test('the blocks of before are read by undoing what was changed: what went, came, moved, and what it said', () => {
  const tree = treeWith('a', 'b', 'c')
  tree.insert('b', -1, [textBlock('b1', 'b')])
  tree.takeChanges()
  const before = tree.before([]).preOrder()
  tree.replace(textBlock('a', 'page', 'other words'))
  tree.insert('page', 1, [textBlock('d')])
  tree.move('c', 'd', 0)
  tree.remove('b')
  tree.remove('d')
  expect(idsOf(tree)).toEqual(['page', 'a'])
  expect(tree.before(tree.takeChanges()).preOrder()).toEqual(before)
})

test('the title is the text of the page block', () => {
  const tree = treeWith()
  expect(tree.title).toBe('Title')
  const page = tree.find('page')!
  if (page.kind === 'text') tree.replace({ ...page, text: plainText('Renamed') })
  expect(tree.title).toBe('Renamed')
})
