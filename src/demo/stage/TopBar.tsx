import type { Language, Words } from './words/words.ts'

interface TopBarProps {
  readonly words: Words
  readonly language: Language
  readonly onLanguage: (language: Language) => void
  /** Null where there is nothing to lead through yet. */
  readonly onTour: (() => void) | null
  /** Null in a room that shares one world. */
  readonly onReset: (() => void) | null
}

export function TopBar({ words, language, onLanguage, onTour, onReset }: TopBarProps) {
  const other = language === 'zh' ? 'en' : 'zh'
  return (
    <header className="top">
      <p className="name">{words.title}</p>
      <p className="hint">{words.simulated}</p>
      <div className="buttons">
        {onTour && (
          <button type="button" className="button plain" onClick={onTour}>
            {words.tour.start}
          </button>
        )}
        {onReset && (
          <button type="button" className="button plain" onClick={onReset}>
            {words.reset}
          </button>
        )}
        <button
          type="button"
          className="button plain"
          lang={other === 'zh' ? 'zh-CN' : 'en'}
          onClick={() => onLanguage(other)}
        >
          {words.language}
        </button>
      </div>
    </header>
  )
}
