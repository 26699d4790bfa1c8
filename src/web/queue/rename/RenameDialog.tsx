import { useId, useMemo, useRef, useState, type ReactNode } from 'react'
import type { JobId } from '../../../engine/job/job.ts'
import type { Movable } from '../order/orderable.ts'
import { useI18n, useQueueMessages } from '../../i18n/i18n.ts'
import { DialogButtons, ModalDialog } from '../../shell/ModalDialog.tsx'
import { cleanNameOf } from '../../names/hidden-characters.ts'
import { OutsideText } from '../../names/OutsideText.tsx'
import {
  placeholders,
  renameAll,
  splitSuffix,
  type Placeholder,
  type RenamePattern,
  type Renaming,
} from './rename-pattern.ts'
import styles from './RenameDialog.module.css'

interface RenameDialogProps {
  /** Jobs that can be renamed, in the queue's order. */
  readonly jobs: readonly Movable[]
  readonly onRename: (names: ReadonlyMap<JobId, string>) => void
  readonly onClose: () => void
}

/** Nobody reads more of them. */
const previewed = 100

const offered: readonly Placeholder[] = ['name', 'number', 'date']

/** Renames many files by one pattern, with a preview of every name. */
export function RenameDialog({ jobs, onRename, onClose }: RenameDialogProps) {
  const { language, formats } = useI18n()
  const { rename: say } = useQueueMessages()
  const field = useRef<HTMLInputElement>(null)
  const id = useId()
  const wordOf = (placeholder: Placeholder) => placeholders[placeholder][language === 'en' ? 1 : 0]
  const [only] = jobs.length === 1 ? jobs : []
  const [rules, setRules] = useState<RenamePattern>(() => ({
    pattern: only ? splitSuffix(cleanNameOf(only.name) ?? only.name)[0] : wordOf('name'),
    find: '',
    replacement: '',
    firstNumber: 1,
  }))
  const change = (part: Partial<RenamePattern>) => setRules({ ...rules, ...part })

  const renamings = useMemo(
    () =>
      renameAll(
        jobs.map(({ name, file }) => ({ name, lastModifiedMs: file.lastModifiedMs })),
        rules,
      ),
    [jobs, rules],
  )
  const changed = renamings.filter(({ from, to }) => from !== to).length
  const refused = renamings.filter(({ refusal }) => refusal !== null).length

  const insert = (placeholder: Placeholder) => {
    const { selectionStart, selectionEnd } = field.current ?? { selectionStart: null, selectionEnd: null }
    const from = selectionStart ?? rules.pattern.length
    const pattern = rules.pattern.slice(0, from) + wordOf(placeholder) + rules.pattern.slice(selectionEnd ?? from)
    change({ pattern })
    field.current?.focus()
  }

  return (
    <ModalDialog
      heading={only ? say.titleOne : say.title(formats.number(jobs.length))}
      description={<p>{say.what}</p>}
      size="wide"
      onDismiss={onClose}
    >
      <form
        className={styles['form']}
        onSubmit={(event) => {
          event.preventDefault()
          if (refused > 0 || changed === 0) return
          onRename(
            new Map(
              jobs.flatMap(({ id: job, name }, at) => {
                const to = renamings[at]?.to ?? name
                return to === name ? [] : [[job, to] as const]
              }),
            ),
          )
        }}
      >
        <Field id={`${id}-pattern`} label={say.pattern}>
          <input
            ref={field}
            id={`${id}-pattern`}
            type="text"
            value={rules.pattern}
            onChange={(event) => change({ pattern: event.target.value })}
          />
        </Field>
        {only ? null : <ManyFields rules={rules} onChange={change} onInsert={insert} id={id} />}
        <Preview jobs={jobs} renamings={renamings} />
        <p role="status" className={styles['count']}>
          {refused > 0 ? say.refused(formats.number(refused)) : say.changed(formats.number(changed))}
        </p>
        <DialogButtons>
          <button type="submit" className="button-primary" disabled={refused > 0 || changed === 0}>
            {say.rename}
          </button>
          <button type="button" className="button" onClick={onClose}>
            {say.cancel}
          </button>
        </DialogButtons>
      </form>
    </ModalDialog>
  )
}

interface ManyFieldsProps {
  readonly id: string
  readonly rules: RenamePattern
  readonly onChange: (part: Partial<RenamePattern>) => void
  readonly onInsert: (placeholder: Placeholder) => void
}

/** Fields that only several files need. */
function ManyFields({ id, rules, onChange, onInsert }: ManyFieldsProps) {
  const { rename: say } = useQueueMessages()
  return (
    <>
      <div className={styles['insert']} role="group" aria-label={say.insert}>
        <span aria-hidden>{say.insert}</span>
        {offered.map((placeholder) => (
          <button key={placeholder} type="button" className="button button-small" onClick={() => onInsert(placeholder)}>
            {say.placeholders[placeholder]}
          </button>
        ))}
      </div>
      <div className={styles['fields']}>
        <Field id={`${id}-find`} label={say.find}>
          <input
            id={`${id}-find`}
            type="text"
            value={rules.find}
            onChange={(event) => onChange({ find: event.target.value })}
          />
        </Field>
        <Field id={`${id}-replacement`} label={say.replacement}>
          <input
            id={`${id}-replacement`}
            type="text"
            value={rules.replacement}
            onChange={(event) => onChange({ replacement: event.target.value })}
          />
        </Field>
        <Field id={`${id}-first`} label={say.firstNumber}>
          <input
            id={`${id}-first`}
            type="number"
            min={0}
            max={99_999}
            value={rules.firstNumber}
            onChange={(event) => onChange({ firstNumber: clamped(event.target.valueAsNumber) })}
          />
        </Field>
      </div>
    </>
  )
}

interface PreviewProps {
  readonly jobs: readonly Movable[]
  readonly renamings: readonly Renaming[]
}

function Preview({ jobs, renamings }: PreviewProps) {
  const { rename: say } = useQueueMessages()
  return (
    <ol className={styles['preview']} aria-label={say.preview} tabIndex={0}>
      {renamings.slice(0, previewed).map(({ from, to, refusal }, at) => (
        <li key={jobs[at]?.id} data-is-refused={refusal !== null}>
          <OutsideText text={from} />
          <span aria-hidden>→</span>
          <span className="visually-hidden">{say.becomes}</span>
          <strong>
            <OutsideText text={to} />
          </strong>
          {refusal && <span className={styles['refusal']}>{say.refusals[refusal]}</span>}
        </li>
      ))}
    </ol>
  )
}

interface FieldProps {
  readonly id: string
  readonly label: string
  readonly children: ReactNode
}

function Field({ id, label, children }: FieldProps) {
  return (
    <div className={styles['field']}>
      <label htmlFor={id}>{label}</label>
      {children}
    </div>
  )
}

/** An empty field gives NaN. */
function clamped(value: number): number {
  return Number.isNaN(value) ? 0 : Math.min(99_999, Math.max(0, Math.trunc(value)))
}
