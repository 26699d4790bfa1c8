import { expect, it } from 'vitest'
import { readFoundDocuments, readFoundObjects, searchDocumentsRequest, searchObjectsRequest } from './search.ts'
import { answerOf } from '../../testing/answer-of.ts'

it('searches documents and wikis at once, cut to the longest query', () => {
  const { body } = searchDocumentsRequest(` ${'长'.repeat(60)}`, 'p2')
  expect(body).toEqual({
    kind: 'json',
    value: { query: '长'.repeat(50), doc_filter: {}, wiki_filter: {}, page_size: 20, page_token: 'p2' },
  })
})

it('asks for the last opened first when nothing is typed', () => {
  expect(searchDocumentsRequest('  ', '').body).toMatchObject({
    value: { query: '', doc_filter: { sort_type: 'OPEN_TIME' }, wiki_filter: { sort_type: 'OPEN_TIME' } },
  })
})

it('reads results without their markup; a wiki page stays a wiki page', () => {
  const unit = (entity: string, title: string) => ({
    title_highlighted: title,
    summary_highlighted: '',
    entity_type: entity,
    result_meta: { doc_types: 'DOCX', token: 'tok1', url: 'u', owner_name: '张三', last_open_time: 5, update_time: 4 },
  })
  const units = [unit('DOC', '<em>周</em>报 &lt;b&gt; &amp;lt; 1 < 2'), unit('WIKI', '手册')]
  const reading = readFoundDocuments(answerOf({ res_units: units, has_more: true, page_token: 'p2' }))
  expect(reading).toMatchObject({
    ok: true,
    data: {
      items: [
        {
          kind: 'docx',
          title: '周报 <b> &lt; 1 < 2',
          titleHits: ['周'],
          ownerName: '张三',
          openedSeconds: 5,
          editedSeconds: 4,
        },
        { kind: 'wiki', title: '手册' },
      ],
      nextPageToken: 'p2',
    },
  })
})

it('stays below what the old search reaches', () => {
  expect(searchObjectsRequest('周报', 0).body).toMatchObject({ value: { search_key: '周报', count: 50, offset: 0 } })
  expect(searchObjectsRequest('周报', 150).body).toMatchObject({ value: { count: 49, offset: 150 } })
  const docs_entities = [{ docs_token: 'sht1', docs_type: 'sheet', title: '预算', owner_id: 'ou_1' }]
  expect(readFoundObjects(answerOf({ docs_entities, has_more: true, total: 9 }))).toMatchObject({
    ok: true,
    data: { items: [{ token: 'sht1', kind: 'sheet', title: '预算', url: '' }], hasMore: true },
  })
})
