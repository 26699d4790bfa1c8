import { importFormats } from '../../../contract/feishu/import/import.ts'
import { useI18n } from '../../i18n/i18n.ts'
import type { BodyOf } from '../document-body.ts'
import { useChoice, useReported, type OptionsProps } from './choice.ts'
import { RadioChoice } from './RadioChoice.tsx'
import styles from './options.module.css'

const tableKinds = ['sheet', 'bitable'] as const
const extensions = [...new Set(importFormats.map(({ extension }) => extension))]

/** Options of a folder, in which files are imported as online documents. */
export function ImportOptions({ document, linkOptions, onTarget }: OptionsProps<BodyOf<'import'>>) {
  const { messages } = useI18n()
  const [tablesAs, setTablesAs] = useChoice(tableKinds, linkOptions.get('tables'), 'sheet')
  const { title, url, body } = document
  useReported({ is: 'import', folderToken: body.folderToken, tablesAs, title, url }, onTarget)
  return (
    <>
      <p>{messages.options.importWhat}</p>
      <p className={styles['hint']}>{messages.options.importKinds(extensions)}</p>
      <RadioChoice
        legend={messages.options.tablesAs}
        values={tableKinds}
        value={tablesAs}
        labels={messages.options.tableKinds}
        onChange={setTablesAs}
      />
    </>
  )
}
