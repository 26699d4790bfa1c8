import { expect, it } from 'vitest'
import * as v from 'valibot'
import { SpaceId, WikiNodeToken } from '../ids.ts'
import {
  createNodeRequest,
  getWikiNodeRequest,
  listNodesRequest,
  listSpacesRequest,
  myLibrary,
  readNewNode,
  readNodePage,
  readSpacePage,
  readWikiNode,
} from './wiki.ts'
import { answerOf } from '../../testing/answer-of.ts'

const parent = v.parse(WikiNodeToken, 'wikcn1')
const node = {
  node_token: 'wikcn2',
  obj_token: 'doxcn1',
  obj_type: 'docx',
  title: '页',
  node_type: 'shortcut',
  owner: 'ou_1',
  obj_edit_time: '1642402428',
}
const read = {
  nodeToken: 'wikcn2',
  objToken: 'doxcn1',
  objType: 'docx',
  title: '页',
  hasChild: false,
  isShortcut: true,
  ownerId: 'ou_1',
  editedSeconds: 1_642_402_428,
}

it('asks for a node by the token of its link', () => {
  expect(getWikiNodeRequest('wikcnNode').query).toEqual({ token: 'wikcnNode', obj_type: 'wiki' })
})

it('reads what a node really is', () => {
  const page = { node_token: 'wikcnNode', obj_token: 'doxcnDoc', obj_type: 'docx', title: 'Weekly', space_id: '69' }
  expect(readWikiNode(answerOf({ node: page }))).toMatchObject({
    ok: true,
    data: { obj_token: 'doxcnDoc', obj_type: 'docx' },
  })
  expect(readWikiNode(answerOf({})).ok).toBe(false)
})

it('lists spaces, an empty page that is not the last included', () => {
  expect(listSpacesRequest('').query).toEqual({ page_size: '50' })
  expect(readSpacePage(answerOf({ items: [], has_more: true, page_token: 'p2' }))).toEqual({
    ok: true,
    data: { items: [], nextPageToken: 'p2' },
  })
  expect(readSpacePage(answerOf({ items: [{ space_id: '69', name: '研发' }] }))).toMatchObject({
    data: { items: [{ spaceId: '69', name: '研发' }] },
  })
})

it('lists the nodes of a level, and of the person’s own library', () => {
  expect(listNodesRequest(myLibrary, null, '')).toMatchObject({
    parameters: { space_id: 'my_library' },
    query: { page_size: '50' },
  })
  expect(listNodesRequest(v.parse(SpaceId, '69'), parent, 'p2').query).toEqual({
    page_size: '50',
    page_token: 'p2',
    parent_node_token: 'wikcn1',
  })
  expect(readNodePage(answerOf({ items: [node] }))).toEqual({ ok: true, data: { items: [read], nextPageToken: '' } })
})

it('makes a document in a wiki', () => {
  const input = { spaceId: v.parse(SpaceId, '69'), parent, objType: 'docx', title: '页' } as const
  expect(createNodeRequest(input).body).toEqual({
    kind: 'json',
    value: { obj_type: 'docx', node_type: 'origin', title: '页', parent_node_token: 'wikcn1' },
  })
  expect(readNewNode(answerOf({ node }))).toEqual({ ok: true, data: read })
})
