import { importFormats } from '../../../contract/feishu/import/import.ts'
import { useSpeech } from '../../i18n/speech.ts'
import { useChoice, useTelling, type BodyOf, type OptionsProps } from './choice.ts'
import { RadioChoice } from './RadioChoice.tsx'
import styles from './options.module.css'

const tableKinds = ['sheet', 'bitable'] as const
const extensions = [...new Set(importFormats.map(({ extension }) => extension))]

/** A folder: files become online documents in it. */
export function ImportOptions({ document, wishes, onTarget }: OptionsProps<BodyOf<'folder'>>) {
  const { words } = useSpeech()
  const [tablesAs, setTablesAs] = useChoice(tableKinds, wishes.get('tables'), 'sheet')
  const { title, url, body } = document
  useTelling({ is: 'import', folderToken: body.folderToken, tablesAs, title, url }, onTarget)
  return (
    <>
      <p>{words.options.importWhat}</p>
      <p className={styles['hint']}>{words.options.importKinds(extensions)}</p>
      <RadioChoice
        legend={words.options.tablesAs}
        values={tableKinds}
        value={tablesAs}
        labels={words.options.tableKinds}
        onChange={setTablesAs}
      />
    </>
  )
}
