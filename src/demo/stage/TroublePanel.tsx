import { useMemo, useState } from 'react'
import { monthUsedUp } from '../../contract/problems/feishu-codes.ts'
import { problems } from '../../contract/problems/catalogue.ts'
import type { StageState, Trouble } from '../shared/protocol.ts'
import { catalogueCases, matching, situationCases, type Case } from './cases.ts'
import type { Words } from './words/words.ts'

interface TroublePanelProps {
  readonly words: Words
  readonly state: StageState | null
  readonly onChoose: (trouble: Trouble) => void
  readonly onMore: () => void
  readonly onEnd: () => void
}

/** Any situation and any code: chosen here, met by the product. */
export function TroublePanel({ words, state, onChoose, onMore, onEnd }: TroublePanelProps) {
  const [search, setSearch] = useState('')
  const say = words.troubles
  const situations = useMemo(() => situationCases(words, isSecureContext), [words])
  const catalogue = useMemo(() => catalogueCases(words), [words])
  const found = [matching(situations, search), matching(catalogue, search)] as const
  const isSearching = search.trim() !== ''
  return (
    <section aria-labelledby="troubles" data-tour="troubles">
      <h2 id="troubles">{say.title}</h2>
      <p className="hint">{say.what}</p>
      {state?.trouble && <Present {...{ words, state, onMore, onEnd }} trouble={state.trouble} />}
      <input
        type="search"
        value={search}
        placeholder={say.search}
        aria-label={say.search}
        onChange={({ target }) => setSearch(target.value)}
      />
      {isSearching && found.every((cases) => cases.length === 0) && <p className="hint">{say.nothing}</p>}
      <CaseList cases={found[0]} present={state?.trouble ?? null} words={words} onChoose={onChoose} />
      <details open={isSearching}>
        <summary>{say.codes(found[1].length)}</summary>
        <CaseList cases={found[1]} present={state?.trouble ?? null} words={words} onChoose={onChoose} />
      </details>
    </section>
  )
}

interface CaseListProps {
  readonly cases: readonly Case[]
  readonly present: Trouble | null
  readonly words: Words
  readonly onChoose: (trouble: Trouble) => void
}

function CaseList({ cases, present, words, onChoose }: CaseListProps) {
  return (
    <ul className="cases">
      {cases.map(({ id, title, detail, trouble }) => (
        <li key={id}>
          {trouble ? (
            <button
              type="button"
              aria-pressed={idOf(present) === id}
              title={detail}
              onClick={() => {
                onChoose(trouble)
              }}
            >
              <span>{title}</span>
              {trouble.kind === 'code' && <code>{id}</code>}
            </button>
          ) : (
            <p className="not-here" title={words.troubles.notHere}>
              <span>{title}</span>
              <span className="hint">{words.troubles.notHere}</span>
            </p>
          )}
        </li>
      ))}
    </ul>
  )
}

function idOf(trouble: Trouble | null): string | null {
  if (!trouble) return null
  return trouble.kind === 'code' ? String(trouble.code) : trouble.id
}

interface PresentProps extends Pick<TroublePanelProps, 'words' | 'onMore' | 'onEnd'> {
  readonly state: StageState
  readonly trouble: Trouble
}

/** What is wrong now, how it heals, and the two things to do about it. */
function Present({ words, state, trouble, onMore, onEnd }: PresentProps) {
  const say = words.troubles
  const { title, now, heals } = describedTrouble(trouble, words)
  return (
    <div className="present" role="status">
      <h3>{title}</h3>
      <dl>
        <dt>{say.now}</dt>
        <dd>{now}</dd>
        <dt>{say.heals}</dt>
        <dd>{heals}</dd>
      </dl>
      {state.met > 0 && <p className="hint">{say.met(state.met)}</p>}
      <div className="buttons">
        <button type="button" className="button primary" onClick={onEnd}>
          {say.end}
        </button>
        <button type="button" className="button" onClick={onMore}>
          {say.more}
        </button>
      </div>
    </div>
  )
}

/** What a trouble is called, what is wrong, and what heals it. */
export function describedTrouble(trouble: Trouble, words: Words) {
  if (trouble.kind === 'situation') return words.situations[trouble.id]
  const key = String(trouble.code)
  if (!isKey(key)) return { title: key, now: key, heals: '' }
  const { title, what } = words.problems[key]
  const { healing, lasts } = words.troubles
  const heals = [healing[problems[key].healing], ...(trouble.code === monthUsedUp ? [lasts] : [])].join(' ')
  return { title: `${title} · ${key}`, now: what, heals }
}

function isKey(key: string): key is keyof typeof problems {
  return Object.hasOwn(problems, key)
}
