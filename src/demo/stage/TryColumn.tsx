import type { LineState, StageState } from '../shared/protocol.ts'
import { PeopleChart } from './PeopleChart.tsx'
import type { Sighting } from './shares.ts'
import { TroublePanel } from './TroublePanel.tsx'
import type { StageActions } from './use-actions.ts'
import type { Language, Words } from './words/words.ts'

interface TryColumnProps {
  readonly words: Words
  readonly language: Language
  readonly state: StageState | null
  readonly seen: readonly Sighting[]
  readonly you: string | null
  readonly actions: StageActions
}

/** What can be tried: files, colleagues, a slow network, trouble. */
export function TryColumn({ words, language, state, seen, you, actions }: TryColumnProps) {
  return (
    <div className="column try">
      <Samples words={words} isSignedIn={you !== null} actions={actions} />
      <section aria-labelledby="colleagues" data-tour="colleagues">
        <h2 id="colleagues">{words.colleagues.title}</h2>
        <p className="hint">{words.colleagues.what}</p>
        <button type="button" className="button" onClick={actions.changeColleagues}>
          {state?.areColleaguesAtWork ? words.colleagues.stop : words.colleagues.start}
        </button>
        <PeopleChart seen={seen} you={you} words={words} language={language} />
      </section>
      <Network words={words} line={state?.line} onChange={actions.changeLine} />
      <TroublePanel
        words={words}
        state={state}
        onChoose={actions.choose}
        onMore={actions.addForTrouble}
        onEnd={actions.endTrouble}
      />
    </div>
  )
}

function Samples({
  words,
  isSignedIn,
  actions,
}: Pick<TryColumnProps, 'words' | 'actions'> & { readonly isSignedIn: boolean }) {
  const say = words.samples
  return (
    <section aria-labelledby="samples" data-tour="samples">
      <h2 id="samples">{say.title}</h2>
      <p className="hint">{say.what}</p>
      <div className="buttons">
        <button type="button" className="button primary" disabled={!isSignedIn} onClick={actions.addSamples}>
          {say.add}
        </button>
        <button type="button" className="button" disabled={!isSignedIn} onClick={actions.addLarge}>
          {say.large}
        </button>
      </div>
    </section>
  )
}

interface NetworkProps {
  readonly words: Words
  readonly line: LineState | undefined
  readonly onChange: (line: LineState) => void
}

function Network({ words, line, onChange }: NetworkProps) {
  return (
    <section aria-labelledby="network">
      <h2 id="network">{words.network.title}</h2>
      <p className="hint">{words.network.what}</p>
      <div className="choice" role="group" aria-labelledby="network">
        {(['fast', 'slow'] as const).map((each) => (
          <button key={each} type="button" aria-pressed={line === each} onClick={() => onChange(each)}>
            {words.network[each]}
          </button>
        ))}
      </div>
    </section>
  )
}
