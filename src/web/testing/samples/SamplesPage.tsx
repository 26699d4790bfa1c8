import { useEffect, useState } from 'react'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { FilePlus, Pause, Trash2 } from 'lucide-react'
import { WorkspaceContext } from '../../app/workspace-context.ts'
import { I18nContext } from '../../i18n/i18n.ts'
import { languages, type Language } from '../../i18n/language.ts'
import { ModalDialog, DialogButtons } from '../../shell/ModalDialog.tsx'
import { MoreMenu } from '../../shell/menu/MoreMenu.tsx'
import { TooltipArea } from '../../shell/overlays/TooltipArea.tsx'
import { showTheme, themes, type Theme } from '../../shell/theme.ts'
import { ShortcutsDialog } from '../../shortcuts/ShortcutsDialog.tsx'
import { app, fakeGateway, zhang } from '../fake-gateway.ts'
import { chinese, english } from '../languages.ts'
import { Guidances, Queues } from './QueueSamples.tsx'
import { Sample } from './Sample.tsx'
import { TokenSamples } from './TokenSamples.tsx'
import styles from './samples.module.css'

const i18ns = { 'zh-CN': chinese, en: english } as const
const queries = new QueryClient()
const nothing = () => undefined
const facts = {
  owner: zhang,
  present: zhang,
  app,
  ask: fakeGateway(zhang).ask,
  actions: {
    pickDocument: nothing,
    pickFolder: nothing,
    signIn: nothing,
    grant: nothing,
    chooseFile: nothing,
    chooseFiles: nothing,
    chooseFolder: nothing,
  },
}

/** Whatever the page is made of, in all its states: `?language=en&theme=dark`. Forced colours come from the browser's tools. */
export function SamplesPage({ address: { searchParams } }: { readonly address: URL }) {
  const [language, setLanguage] = useState<Language>(() => oneOf(languages, searchParams.get('language')))
  const [theme, setTheme] = useState<Theme>(() => oneOf(themes, searchParams.get('theme')))
  useEffect(() => {
    showTheme(theme, document.documentElement)
    document.documentElement.lang = language
  }, [theme, language])
  return (
    <QueryClientProvider client={queries}>
      <I18nContext value={i18ns[language]} key={language}>
        <WorkspaceContext value={facts}>
          <main className={styles['page']}>
            <h1>Samples</h1>
            <div className={styles['line']}>
              <Choice label="Language" of={languages} value={language} onValue={setLanguage} />
              <Choice label="Theme" of={themes} value={theme} onValue={setTheme} />
            </div>
            <Sample title="Tokens">
              <TokenSamples />
            </Sample>
            <Sample title="Buttons">
              <Buttons />
            </Sample>
            <Sample title="Menu and tooltip">
              <Menus />
            </Sample>
            <Sample title="Dialogs">
              <Dialogs />
            </Sample>
            <Sample title="Banners and guidance">
              <Guidances />
            </Sample>
            <Queues />
          </main>
          <TooltipArea />
        </WorkspaceContext>
      </I18nContext>
    </QueryClientProvider>
  )
}

interface ChoiceProps<T extends string> {
  readonly label: string
  readonly of: readonly T[]
  readonly value: T
  readonly onValue: (value: T) => void
}

function Choice<T extends string>({ label, of, value, onValue }: ChoiceProps<T>) {
  return (
    <label>
      <span>{label}</span>{' '}
      <select value={value} onChange={(event) => onValue(oneOf(of, event.target.value))}>
        {of.map((each) => (
          <option key={each}>{each}</option>
        ))}
      </select>
    </label>
  )
}

function Buttons() {
  return ['', ' button-small'].map((size) => (
    <div key={size} className={styles['line']}>
      {['button-primary', 'button', 'button-quiet'].map((look) => (
        <button key={look} type="button" className={look + size}>
          <FilePlus aria-hidden size={15} />
          <span>{`${look}${size}`}</span>
        </button>
      ))}
      <button type="button" className={`button${size}`} aria-pressed>
        pressed
      </button>
      <button type="button" className={`button${size}`} disabled>
        disabled
      </button>
      <button type="button" className="button-icon" aria-label="Pause" data-tip="Pause">
        <Pause aria-hidden size={17} />
      </button>
    </div>
  ))
}

function Menus() {
  const items = [
    { icon: Pause, label: 'Pause all', onClick: nothing },
    { icon: FilePlus, label: 'Open the document', href: 'https://example.com', onClick: nothing },
    { icon: Trash2, label: 'Remove from the list', onClick: nothing },
  ]
  return (
    <div className={styles['line']}>
      <MoreMenu label="More" items={items} />
      <button type="button" className="button" data-tip="What this button does, in a few more words">
        Tooltip
      </button>
    </div>
  )
}

function Dialogs() {
  const [open, setOpen] = useState<'question' | 'shortcuts' | null>(null)
  const close = () => setOpen(null)
  return (
    <div className={styles['line']}>
      <button type="button" className="button" onClick={() => setOpen('question')}>
        Question
      </button>
      <button type="button" className="button" onClick={() => setOpen('shortcuts')}>
        Shortcuts
      </button>
      {open === 'question' && (
        <ModalDialog heading="Heading" description={<p>What is asked.</p>} size="narrow" onDismiss={close}>
          <DialogButtons>
            <button type="button" className="button-primary" onClick={close}>
              Yes
            </button>
            <button type="button" className="button" data-tip="A tooltip in a dialog" onClick={close}>
              No
            </button>
          </DialogButtons>
        </ModalDialog>
      )}
      {open === 'shortcuts' && <ShortcutsDialog isSingleKeyOn onSingleKey={nothing} onClose={close} />}
    </div>
  )
}

function oneOf<T extends string>(all: readonly T[], wanted: string | null): T {
  const [first] = all
  const found = all.find((each) => each === wanted) ?? first
  if (found === undefined) throw new Error('Nothing to choose from')
  return found
}
