import { useRef, useState } from 'react'
import type { FeishuUploaderElement } from '../../embed/types/index.d.ts'
import type { StageAnswer, StageState, StageTarget } from '../shared/protocol.ts'
import { api } from './api.ts'
import { DocumentFrame, Product } from './Frames.tsx'
import { TopBar } from './TopBar.tsx'
import { Tour, type TourStep } from './Tour.tsx'
import { describedTrouble } from './TroublePanel.tsx'
import { TryColumn } from './TryColumn.tsx'
import { useActions } from './use-actions.ts'
import { useStateOfStage } from './use-state-of-stage.ts'
import { Welcome } from './Welcome.tsx'
import { words as allWords, type Language, type Words } from './words/words.ts'

interface StageProps {
  readonly stage: StageAnswer
  readonly language: Language
  readonly onLanguage: (language: Language) => void
}

const tabs = ['try', 'product', 'document'] as const
type Tab = (typeof tabs)[number]

const tabOfStep: Readonly<Record<TourStep, Tab>> = {
  product: 'product',
  samples: 'try',
  document: 'document',
  colleagues: 'try',
  troubles: 'try',
  end: 'product',
}

const touredKey = 'demo.toured'

/** Product and document side by side, and beside them what can be tried. On a phone: one of the three at a time. */
export function Stage({ stage, language, onLanguage }: StageProps) {
  const words = allWords[language]
  const isSignedIn = stage.you !== null
  const uploader = useRef<FeishuUploaderElement>(null)
  const { state, setState, seen } = useStateOfStage(stage.productUrl)
  const [tab, setTab] = useState<Tab>('product')
  const [step, setStep] = useState<TourStep | null>(() =>
    isSignedIn && localStorage.getItem(touredKey) === null ? 'product' : null,
  )
  const [target, setTarget] = useState<StageTarget>('docx')
  // Another language of the page does not take the document away.
  const [documentLanguage] = useState(language)
  const link = stage.documents[target === 'docx' ? (`docx-${documentLanguage}` as const) : target]
  const actions = useActions({
    stage,
    state,
    setState,
    uploader,
    documentLanguage,
    show: setTarget,
    onAdded: () => setTab((now) => (now === 'try' ? 'product' : now)),
  })
  const leadTo = (next: TourStep | null) => {
    setStep(next)
    if (next) setTab(tabOfStep[next])
    else localStorage.setItem(touredKey, '1')
  }
  return (
    <div className="stage">
      <TopBar
        words={words}
        language={language}
        onLanguage={onLanguage}
        onTour={isSignedIn ? () => leadTo('product') : null}
        onReset={stage.room === 'shared' ? null : () => void begin()}
      />
      <nav className="tabs" aria-label={words.tabs.label}>
        {tabs.map((each) => (
          <button key={each} type="button" aria-pressed={tab === each} onClick={() => setTab(each)}>
            {words.tabs[each]}
          </button>
        ))}
      </nav>
      <div className="columns" data-tab={tab}>
        <TryColumn words={words} language={language} state={state} seen={seen} you={stage.you} actions={actions} />
        <main className="column product" data-tour="product" aria-label={words.productTitle}>
          <Running words={words} state={state} onEnd={actions.endTrouble} />
          {isSignedIn ? (
            <Product productUrl={stage.productUrl} target={link} language={language} uploader={uploader} />
          ) : (
            <Welcome words={words} signInUrl={stage.signInUrl} />
          )}
        </main>
        <div className="column document" data-tour="document">
          <DocumentFrame url={link} language={language} words={words} />
        </div>
      </div>
      {step && <Tour words={words} step={step} onStep={leadTo} />}
    </div>
  )
}

/** Closes this world; the next one has other addresses, so that nothing of it is left in the browser. */
async function begin(): Promise<void> {
  await api.reset()
  localStorage.removeItem(touredKey)
  location.reload()
}

interface RunningProps {
  readonly words: Words
  readonly state: StageState | null
  readonly onEnd: () => void
}

/** On a phone, where the panel is behind another tab: what is wrong now. */
function Running({ words, state, onEnd }: RunningProps) {
  if (!state?.trouble) return null
  return (
    <p className="running">
      <span>{describedTrouble(state.trouble, words).title}</span>
      <button type="button" className="button" onClick={onEnd}>
        {words.troubles.end}
      </button>
    </p>
  )
}
