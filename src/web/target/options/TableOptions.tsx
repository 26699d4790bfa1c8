import { useState } from 'react'
import { useQuery } from '@tanstack/react-query'
import { listFieldsRequest, readFieldPage, type Field } from '../../../contract/feishu/base/base.ts'
import type { TableId } from '../../../contract/feishu/ids.ts'
import type { BaseRows } from '../../../engine/targets/target.ts'
import { retryOfCalls } from '../../gateway/call-failed.ts'
import { useI18n } from '../../i18n/i18n.ts'
import type { BodyOf } from '../document-body.ts'
import { useChoice, useReported, type OptionsProps } from './choice.ts'
import { useDoors } from './options-context.ts'
import { RadioChoice } from './RadioChoice.tsx'
import { RecordChoice, type ChosenRecord } from './RecordChoice.tsx'
import { readAll } from './read-all.ts'
import { SelectChoice } from './SelectChoice.tsx'
import styles from './options.module.css'

const rowWays = ['new', 'matched', 'record'] as const
const noColumn = ''

interface TableOptionsProps extends OptionsProps<BodyOf<'base'>> {
  readonly tableId: TableId
}

/** Choice of the attachment column and of the records. */
export function TableOptions(props: TableOptionsProps) {
  const { document, tableId } = props
  const { wire, openId } = useDoors()
  const { messages } = useI18n()
  const { appToken } = document.body
  const { data: fields, error } = useQuery({
    queryKey: ['fields', openId, appToken, tableId],
    queryFn: ({ signal }) => readAll(wire, (page) => listFieldsRequest(appToken, tableId, page), readFieldPage, signal),
    ...retryOfCalls,
  })
  if (error) return <p className={styles['problem']}>{messages.options.tablesUnknown}</p>
  if (!fields) return null
  const attachments = fields.filter(({ kind }) => kind === 'attachment')
  if (attachments.length === 0) return <p className={styles['problem']}>{messages.options.noAttachmentColumn}</p>
  return <ColumnOptions {...props} fields={fields} attachments={attachments} />
}

interface ColumnOptionsProps extends TableOptionsProps {
  readonly fields: readonly Field[]
  readonly attachments: readonly Field[]
}

function ColumnOptions({ document, linkOptions, onTarget, tableId, fields, attachments }: ColumnOptionsProps) {
  const { messages } = useI18n()
  const { appToken } = document.body
  const texts = fields.filter(({ kind }) => kind === 'text')
  const [field, setField] = useState(() => nameAmong(attachments, linkOptions.get('field')))
  const [way, setWay] = useChoice(rowWays, linkOptions.get('rows'), 'new')
  const [nameField, setNameField] = useState(() => nameAmong(texts, linkOptions.get('name')))
  const [byField, setByField] = useState(() => nameAmong(texts, linkOptions.get('match')))
  const [record, setRecord] = useState<ChosenRecord | null>(null)

  const into = rowsOf(way, { nameField, byField, record })
  const titleField = fields.find(({ isPrimary }) => isPrimary)?.name ?? ''
  const { title, url } = document
  useReported(into && { is: 'base', appToken, tableId, attachmentField: field, into, title, url }, onTarget)

  const textOptions = texts.map(({ name }) => ({ value: name, label: name }))
  return (
    <>
      <SelectChoice
        label={messages.options.attachmentColumn}
        value={field}
        options={attachments.map(({ name }) => ({ value: name, label: name }))}
        onChange={setField}
      />
      <RadioChoice
        legend={messages.options.rows}
        values={rowWays}
        value={way}
        labels={messages.options.rowWays}
        onChange={setWay}
      />
      {way === 'new' && (
        <SelectChoice
          label={messages.options.nameColumn}
          value={nameField}
          options={[...textOptions, { value: noColumn, label: messages.options.nameNowhere }]}
          onChange={setNameField}
        />
      )}
      {way === 'matched' && (
        <SelectChoice
          label={messages.options.matchColumn}
          value={byField}
          options={textOptions}
          onChange={setByField}
          hint={messages.options.matchHint}
        />
      )}
      {way === 'record' && (
        <RecordChoice table={{ appToken, tableId }} titleField={titleField} record={record} onRecord={setRecord} />
      )}
    </>
  )
}

function rowsOf(
  way: (typeof rowWays)[number],
  { nameField, byField, record }: { nameField: string; byField: string; record: ChosenRecord | null },
): BaseRows | null {
  switch (way) {
    case 'new':
      return { is: 'new', nameField: nameField === noColumn ? null : nameField }
    case 'matched':
      return byField === noColumn ? null : { is: 'matched', byField }
    case 'record':
      return record && { is: 'record', ...record }
  }
}

/** Column named in the address if it exists, else the primary one, else the first. */
function nameAmong(fields: readonly Field[], wish: string | null): string {
  const wished = fields.find(({ name }) => name === wish)
  return (wished ?? fields.find(({ isPrimary }) => isPrimary) ?? fields[0])?.name ?? noColumn
}
