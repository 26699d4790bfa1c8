import { useRef, useState } from 'react'
import type { FeishuUploaderElement } from '../../embed/types/index.d.ts'
import { wayToMeet } from '../shared/codes.ts'
import type { LineState, SampleFile, StageAnswer, StageTarget, Trouble } from '../shared/protocol.ts'
import { situationOf } from '../shared/situations.ts'
import { api } from './api.ts'
import { DocumentFrame, Product } from './Frames.tsx'
import { PeopleChart } from './PeopleChart.tsx'
import { fetchSamples, largeFile } from './sample-files.ts'
import { Tour, type TourStep } from './Tour.tsx'
import { describedTrouble, TroublePanel } from './TroublePanel.tsx'
import { useStateOfStage } from './use-state-of-stage.ts'
import { Welcome } from './Welcome.tsx'
import { words as allWords, type Language } from './words/words.ts'

interface StageProps {
  readonly stage: StageAnswer
  readonly language: Language
  readonly onLanguage: (language: Language) => void
}

type Tab = 'try' | 'product' | 'document'

const tabOfStep: Readonly<Record<TourStep, Tab>> = {
  product: 'product',
  samples: 'try',
  document: 'document',
  colleagues: 'try',
  troubles: 'try',
  end: 'product',
}

const tourKey = 'demo.toured'

/** Product and document side by side, and beside them what can be tried. On a phone: one of the three at a time. */
export function Stage({ stage, language, onLanguage }: StageProps) {
  const words = allWords[language]
  const uploader = useRef<FeishuUploaderElement>(null)
  const { state, setState, seen } = useStateOfStage(stage.productUrl)
  const [tab, setTab] = useState<Tab>('product')
  const [step, setStep] = useState<TourStep | null>(() =>
    stage.you === null || localStorage.getItem(tourKey) !== null ? null : 'product',
  )
  const [target, setTarget] = useState<StageTarget>('docx')
  const [docx] = useState<'docx-zh' | 'docx-en'>(() => (language === 'zh' ? 'docx-zh' : 'docx-en'))
  const link = stage.documents[target === 'docx' ? docx : target]
  const documentLanguage = docx === 'docx-zh' ? 'zh' : 'en'

  const leadTo = (next: TourStep | null) => {
    setStep(next)
    if (next) setTab(tabOfStep[next])
    else localStorage.setItem(tourKey, '1')
  }
  const add = (files: readonly File[]) => {
    uploader.current?.addFiles(files)
    setTab((now) => (now === 'try' ? 'product' : now))
  }
  const addSamples = async (samples: readonly SampleFile[]) => add(await fetchSamples(samples))
  const addFor = (trouble: Trouble) => {
    if (trouble.kind === 'situation' && situationOf(trouble.id).files === 'large') add([largeFile()])
    const isImport = targetOf(trouble) === 'folder'
    const fitting = stage.samples.filter(({ type }) => type === (isImport ? 'text/csv' : 'image/png'))
    void addSamples(fitting.slice(0, 3))
  }
  const choose = async (trouble: Trouble) => {
    setTarget(targetOf(trouble))
    const isOffline = trouble.kind === 'situation' && situationOf(trouble.id).line === 'offline'
    // Whoever is offline sees files wait that were there before.
    if (isOffline) addFor(trouble)
    setState(await api.changeTrouble(trouble, documentLanguage))
    if (!isOffline) addFor(trouble)
  }
  const end = async () => setState(await api.changeTrouble(null, documentLanguage))
  const changeLine = async (line: LineState) => setState(await api.changeLine(line))
  const begin = async () => {
    await api.reset()
    localStorage.removeItem(tourKey)
    location.reload()
  }

  return (
    <div className="stage">
      <header className="top">
        <p className="name">{words.title}</p>
        <p className="hint">{words.simulated}</p>
        <div className="buttons">
          {stage.you !== null && (
            <button type="button" className="button plain" onClick={() => leadTo('product')}>
              {words.tour.start}
            </button>
          )}
          {stage.room !== 'shared' && (
            <button type="button" className="button plain" onClick={() => void begin()}>
              {words.reset}
            </button>
          )}
          <button
            type="button"
            className="button plain"
            lang={language === 'zh' ? 'en' : 'zh-CN'}
            onClick={() => onLanguage(language === 'zh' ? 'en' : 'zh')}
          >
            {words.language}
          </button>
        </div>
      </header>
      <nav className="tabs" aria-label={words.tabs.label}>
        {(['try', 'product', 'document'] as const).map((each) => (
          <button key={each} type="button" aria-pressed={tab === each} onClick={() => setTab(each)}>
            {words.tabs[each]}
          </button>
        ))}
      </nav>
      <div className="columns" data-tab={tab}>
        <div className="column try" data-part="try">
          <section aria-labelledby="samples" data-tour="samples">
            <h2 id="samples">{words.samples.title}</h2>
            <p className="hint">{words.samples.what}</p>
            <div className="buttons">
              <button
                type="button"
                className="button primary"
                disabled={stage.you === null}
                onClick={() => void addSamples(stage.samples)}
              >
                {words.samples.add}
              </button>
              <button type="button" className="button" disabled={stage.you === null} onClick={() => add([largeFile()])}>
                {words.samples.large}
              </button>
            </div>
          </section>
          <section aria-labelledby="colleagues" data-tour="colleagues">
            <h2 id="colleagues">{words.colleagues.title}</h2>
            <p className="hint">{words.colleagues.what}</p>
            <button
              type="button"
              className="button"
              onClick={() =>
                void api.changeColleagues(state?.areColleaguesAtWork !== true, documentLanguage).then(setState)
              }
            >
              {state?.areColleaguesAtWork ? words.colleagues.stop : words.colleagues.start}
            </button>
            <PeopleChart seen={seen} you={stage.you} words={words} language={language} />
          </section>
          <section aria-labelledby="network">
            <h2 id="network">{words.network.title}</h2>
            <p className="hint">{words.network.what}</p>
            <div className="choice" role="group" aria-labelledby="network">
              {(['fast', 'slow'] as const).map((line) => (
                <button
                  key={line}
                  type="button"
                  aria-pressed={state?.line === line}
                  onClick={() => void changeLine(line)}
                >
                  {words.network[line]}
                </button>
              ))}
            </div>
          </section>
          <TroublePanel
            words={words}
            state={state}
            onChoose={(trouble) => void choose(trouble)}
            onMore={() => state?.trouble && addFor(state.trouble)}
            onEnd={() => void end()}
          />
        </div>
        <main className="column product" data-part="product" data-tour="product" aria-label={words.productTitle}>
          {state?.trouble && (
            <p className="running">
              <span>{describedTrouble(state.trouble, words).title}</span>
              <button type="button" className="button" onClick={() => void end()}>
                {words.troubles.end}
              </button>
            </p>
          )}
          {stage.you === null ? (
            <Welcome words={words} signInUrl={stage.signInUrl} />
          ) : (
            <Product productUrl={stage.productUrl} target={link} language={language} uploader={uploader} />
          )}
          {stage.you !== null && !isSecureContext && state?.trouble && isSignedOut(state.trouble) && (
            <a className="button primary" href={stage.signInUrl}>
              {words.welcome.again}
            </a>
          )}
        </main>
        <div className="column document" data-part="document" data-tour="document">
          <DocumentFrame url={link} language={language} words={words} />
        </div>
      </div>
      {step && <Tour words={words} step={step} onStep={leadTo} />}
    </div>
  )
}

function targetOf(trouble: Trouble): StageTarget {
  if (trouble.kind === 'situation') return 'docx'
  return wayToMeet(String(trouble.code) as Parameters<typeof wayToMeet>[0])?.target ?? 'docx'
}

function isSignedOut(trouble: Trouble): boolean {
  return trouble.kind === 'situation' && trouble.id === 'signed-out'
}
