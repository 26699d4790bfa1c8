import '../../web/shell/tokens.css'
import './stage.css'
import { StrictMode, useEffect, useState } from 'react'
import { createRoot } from 'react-dom/client'
import type { StageAnswer } from '../shared/protocol.ts'
import { api } from './api.ts'
import { Stage } from './Stage.tsx'
import { firstLanguage, rememberLanguage, words, type Language } from './words/words.ts'

function Page() {
  const [language, setLanguage] = useState(() => firstLanguage(navigator.languages, localStorage))
  const [stage, setStage] = useState<StageAnswer | 'full' | null>(null)
  useEffect(() => {
    api.stage().then(setStage, () => setStage('full'))
  }, [])
  useEffect(() => {
    document.documentElement.lang = language === 'zh' ? 'zh-CN' : 'en'
    document.title = words[language].title
  }, [language])
  const choose = (next: Language) => {
    rememberLanguage(next, localStorage)
    setLanguage(next)
  }
  if (stage === null) return null
  if (stage === 'full') return <p className="full">{words[language].full}</p>
  return <Stage stage={stage} language={language} onLanguage={choose} />
}

const root = document.getElementById('root')
if (root) {
  createRoot(root).render(
    <StrictMode>
      <Page />
    </StrictMode>,
  )
}
