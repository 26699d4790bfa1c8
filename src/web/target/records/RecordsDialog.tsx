import { useId } from 'react'
import type { SourceFile } from '../../../engine/files/source-file.ts'
import { targetsOfAimed, type FilesFor, type MatchedTarget } from '../../../engine/targets/base/aim-files.ts'
import type { NamedRecord, RecordsByName } from '../../../engine/targets/base/records-by-name.ts'
import { useI18n, useQueueMessages } from '../../i18n/i18n.ts'
import { DialogButtons, ModalDialog } from '../../shell/ModalDialog.tsx'
import { RadioChoice } from '../options/RadioChoice.tsx'
import { RecordRow } from './RecordRow.tsx'
import { rests, useRecordPlan } from './use-record-plan.ts'
import styles from './RecordsDialog.module.css'

/** Rows and suggestions that are shown; a table may have thousands of records, and a folder thousands of files. */
const rowsShown = 200
const recordsSuggested = 1000

interface RecordsDialogProps {
  readonly files: readonly SourceFile[]
  readonly target: MatchedTarget
  readonly named: readonly NamedRecord[]
  readonly records: RecordsByName
  /** Called once with where the files go; dismissing the dialog adds none. */
  readonly onDecide: (groups: readonly FilesFor<SourceFile>[]) => void
}

/** Shows which file goes into which record before anything is sent, and asks about those without one. */
export function RecordsDialog({ files, target, named, records, onDecide }: RecordsDialogProps) {
  const { formats } = useI18n()
  const { records: say } = useQueueMessages()
  const id = useId()
  const { plan, setWithoutNumbers, setRest, pick } = useRecordPlan(files, records)
  const { withoutNumbers, rest, byHand, mayHaveNumbers, aimed, rows, lost } = plan
  const sent = rest === 'new' ? files.length : files.length - lost

  return (
    <ModalDialog heading={say.title} size="wide" onDismiss={() => onDecide([])}>
      {mayHaveNumbers && (
        <label className={styles['rule']}>
          <input
            type="checkbox"
            checked={withoutNumbers}
            onChange={(event) => setWithoutNumbers(event.target.checked)}
          />
          <span>{say.withoutNumbers}</span>
        </label>
      )}
      {lost > 0 && (
        <RadioChoice
          legend={say.rest(formats.number(lost))}
          values={rests}
          value={rest}
          labels={say.rests}
          onChange={setRest}
        />
      )}
      <ul aria-label={say.list} className={styles['rows']}>
        {rows.slice(0, rowsShown).map((each) => (
          <RecordRow
            key={each.file.path}
            aimed={each}
            rest={rest}
            suggestionsId={`${id}-records`}
            picked={byHand.get(each.file)}
            onPick={(text) => pick(each.file, text)}
          />
        ))}
      </ul>
      {rows.length > rowsShown && <p>{say.more(formats.number(rows.length - rowsShown))}</p>}
      <datalist id={`${id}-records`}>
        {named.slice(0, recordsSuggested).map(({ recordId, text }) => (
          <option key={recordId} value={text} />
        ))}
      </datalist>
      <DialogButtons>
        {sent > 0 && (
          <button
            type="button"
            className="button-primary"
            onClick={() => onDecide(targetsOfAimed(aimed, target, rest))}
          >
            {say.start(formats.number(sent))}
          </button>
        )}
        <button type="button" className="button" onClick={() => onDecide([])}>
          {say.none}
        </button>
      </DialogButtons>
    </ModalDialog>
  )
}
