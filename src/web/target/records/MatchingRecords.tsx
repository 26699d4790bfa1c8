import { useEffect, useEffectEvent, useMemo } from 'react'
import { useQuery } from '@tanstack/react-query'
import { readRecordPage, searchRecordsRequest, textOf } from '../../../contract/feishu/base/records.ts'
import type { Wire } from '../../../engine/doors.ts'
import type { SourceFile } from '../../../engine/files/source-file.ts'
import type { FilesFor } from '../../../engine/targets/base/aim-files.ts'
import { RecordsByName } from '../../../engine/targets/base/records-by-name.ts'
import type { Matching } from '../../drop/intake/intake-snapshot.ts'
import { useQueueMessages } from '../../i18n/i18n.ts'
import { retryOfCalls } from '../../gateway/call-failed.ts'
import { readAll } from '../options/read-all.ts'
import { RecordsDialog } from './RecordsDialog.tsx'
import styles from '../TargetNotice.module.css'

interface MatchingRecordsProps {
  readonly matching: Matching
  readonly wire: Wire
  readonly openId: string
  readonly onDecide: (groups: readonly FilesFor<SourceFile>[]) => void
}

/** Finds the records of files; asks where not all of them have the name of one. */
export function MatchingRecords({ matching, wire, openId, onDecide }: MatchingRecordsProps) {
  const { records: say } = useQueueMessages()
  const { files, target } = matching
  const { appToken, tableId } = target
  const { byField } = target.into
  const { data, error } = useQuery({
    queryKey: ['record-names', openId, appToken, tableId, byField, matching.id],
    queryFn: ({ signal }) =>
      readAll(
        wire,
        (pageToken) => searchRecordsRequest({ appToken, tableId, fieldNames: [byField], pageToken }),
        readRecordPage,
        signal,
      ),
    // Read once for each question, and not while it is being answered.
    staleTime: Infinity,
    gcTime: 0,
    ...retryOfCalls,
  })
  const named = useMemo(
    () => data?.map((record) => ({ recordId: record.recordId, text: textOf(record, byField) })),
    [data, byField],
  )
  const records = useMemo(() => named && new RecordsByName(named), [named])
  const areAllNamed = records !== undefined && files.every(({ name }) => records.find(name) !== null)
  // Where records cannot be read, the upload of each file shows why.
  const isClear = error !== null || areAllNamed
  const decide = useEffectEvent(() => onDecide([{ files, target }]))
  useEffect(() => {
    if (isClear) decide()
  }, [isClear])

  if (isClear) return null
  if (!named || !records) {
    return (
      <p role="status" className={styles['notice']}>
        {say.reading}
      </p>
    )
  }
  return <RecordsDialog files={files} target={target} named={named} records={records} onDecide={onDecide} />
}
