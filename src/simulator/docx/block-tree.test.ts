import { expect, test } from 'vitest'
import { blockTypes } from '../../contract/docx.ts'
import { BlockTree } from './block-tree.ts'
import { plainText, type Block } from './block.ts'

function textBlock(id: string, parentId = 'page'): Block {
  return { id, parentId, type: blockTypes.text, children: [], kind: 'text', text: plainText(id) }
}

function treeWith(...ids: readonly string[]) {
  const tree = new BlockTree('page', 'Title')
  const page = tree.find('page')!
  tree.insert(
    page,
    -1,
    ids.map((id) => textBlock(id)),
  )
  return { tree, page }
}

const idsOf = (tree: BlockTree) => tree.preOrder().map((block) => block.id)

test('blocks stand where they were put: at an index, or at the end', () => {
  const { tree, page } = treeWith('a', 'b')
  tree.insert(page, 1, [textBlock('c'), textBlock('d')])
  tree.insert(page, -1, [textBlock('e')])
  tree.insert(page, 0, [textBlock('f')])
  expect(idsOf(tree)).toEqual(['page', 'f', 'a', 'c', 'd', 'b', 'e'])
})

test('a list of all blocks names each before its children', () => {
  const { tree } = treeWith('a', 'b')
  tree.insert(tree.find('a')!, -1, [textBlock('a1', 'a')])
  expect(idsOf(tree)).toEqual(['page', 'a', 'a1', 'b'])
})

test('removing takes a half-open range, and all that is inside it', () => {
  const { tree, page } = treeWith('a', 'b', 'c')
  tree.insert(tree.find('b')!, -1, [textBlock('b1', 'b')])
  tree.remove(page, 1, 2)
  expect(idsOf(tree)).toEqual(['page', 'a', 'c'])
  expect([tree.wasRemoved('b'), tree.wasRemoved('b1'), tree.wasRemoved('a')]).toEqual([true, true, false])
})

test('the title is the text of the page block', () => {
  const { tree, page } = treeWith()
  expect(tree.title).toBe('Title')
  if (page.kind === 'text') page.text.elements = plainText('Renamed').elements
  expect(tree.title).toBe('Renamed')
})
