import { useInfiniteQuery } from '@tanstack/react-query'
import type { RecordId } from '../../../contract/feishu/ids.ts'
import {
  readRecordPage,
  searchRecordsRequest,
  textOf,
  type TableAddress,
} from '../../../contract/feishu/base/records.ts'
import { askFeishu } from '../../gateway/ask-feishu.ts'
import { retryOfCalls } from '../../gateway/call-failed.ts'
import { useI18n } from '../../i18n/i18n.ts'
import { useDoors } from './options-context.ts'
import { SelectChoice } from './SelectChoice.tsx'
import styles from './options.module.css'

export interface ChosenRecord {
  readonly recordId: RecordId
  readonly name: string
}

interface RecordChoiceProps {
  readonly table: TableAddress
  /** Name of the primary column. */
  readonly titleField: string
  readonly record: ChosenRecord | null
  readonly onRecord: (record: ChosenRecord | null) => void
}

/** Choice of one record by its title. */
export function RecordChoice({ table, titleField, record, onRecord }: RecordChoiceProps) {
  const { wire, openId } = useDoors()
  const { messages } = useI18n()
  const query = useInfiniteQuery({
    queryKey: ['records', openId, table.appToken, table.tableId, titleField],
    queryFn: ({ pageParam, signal }) => {
      const request = searchRecordsRequest({ ...table, fieldNames: [titleField], pageToken: pageParam })
      return askFeishu(wire, request, readRecordPage, signal)
    },
    initialPageParam: '',
    getNextPageParam: ({ nextPageToken }) => (nextPageToken === '' ? null : nextPageToken),
    ...retryOfCalls,
  })
  if (query.error) return <p className={styles['problem']}>{messages.options.tablesUnknown}</p>
  const records = query.data?.pages.flatMap((page) => page.items) ?? []
  const nameOf = (recordId: string) => {
    const found = records.find((each) => each.recordId === recordId)
    return (found && textOf(found, titleField)) ?? ''
  }
  return (
    <>
      <SelectChoice
        label={messages.options.record}
        value={record?.recordId ?? ''}
        options={[
          { value: '', label: messages.options.chooseRecord },
          ...records.map(({ recordId }) => ({ value: recordId, label: nameOf(recordId) || recordId })),
        ]}
        onChange={(value) => {
          const found = records.find(({ recordId }) => recordId === value)
          onRecord(found ? { recordId: found.recordId, name: nameOf(value) } : null)
        }}
      />
      {query.hasNextPage && (
        <button type="button" className="button button-small" onClick={() => void query.fetchNextPage()}>
          {messages.finder.more}
        </button>
      )}
    </>
  )
}
