import { useMemo, useState } from 'react'
import type { SourceFile } from '../../../engine/files/source-file.ts'
import { aimFiles, inOrderToShow } from '../../../engine/targets/base/aim-files.ts'
import type { RecordsByName } from '../../../engine/targets/base/records-by-name.ts'

/** What can happen to files without a record. */
export const rests = ['left-out', 'new'] as const

/** Which file goes into which record, by what a person has chosen so far. */
export function useRecordPlan(files: readonly SourceFile[], records: RecordsByName) {
  const [withoutNumbers, setWithoutNumbers] = useState(true)
  const [rest, setRest] = useState<(typeof rests)[number]>('left-out')
  const [byHand, setByHand] = useState<ReadonlyMap<SourceFile, string>>(new Map())

  const mayHaveNumbers = useMemo(
    () => files.some(({ name }) => !records.find(name) && records.findNumbered(name)),
    [files, records],
  )
  const aimed = useMemo(
    () => aimFiles(files, records, { withoutNumbers, byHand }),
    [files, records, withoutNumbers, byHand],
  )
  const rows = useMemo(() => inOrderToShow(aimed), [aimed])
  return {
    plan: {
      withoutNumbers,
      rest,
      byHand,
      /** Whether any file could go to a record without the number at its end. */
      mayHaveNumbers,
      aimed,
      /** The same, in the order to show. */
      rows,
      /** Files without a record. */
      lost: aimed.filter(({ by }) => by === null).length,
    },
    setWithoutNumbers,
    setRest,
    pick: (file: SourceFile, text: string) => setByHand((picked) => new Map([...picked, [file, text]])),
  }
}
