import { use, useState } from 'react'
import { Languages, Monitor, Moon, Sun } from 'lucide-react'
import { browserStorage } from '../platform/browser-storage.ts'
import { LanguageChoiceContext } from '../i18n/language-choice.ts'
import { languages } from '../i18n/language.ts'
import { useI18n } from '../i18n/i18n.ts'
import { rememberedTheme, rememberTheme, showTheme, themes } from './theme.ts'
import styles from './AppearanceSwitches.module.css'

/** Each language in its own language, for those who read only that one. */
const languageNames = { 'zh-CN': '中文', en: 'English' } as const
const themeIcons = { system: Monitor, light: Sun, dark: Moon } as const

export function AppearanceSwitches() {
  const { messages, language } = useI18n()
  const { choose: chooseLanguage, notCome } = use(LanguageChoiceContext)
  const [theme, setTheme] = useState(() => rememberedTheme(browserStorage))
  const ThemeIcon = themeIcons[theme]

  return (
    <div className={styles['switches']}>
      {notCome && (
        <p role="alert" className={styles['notCome']}>
          {messages.appearance.notSwitched(languageNames[notCome])}
        </p>
      )}
      <span className={styles['switch']}>
        <Languages aria-hidden size={16} />
        <select
          aria-label={messages.appearance.language}
          title={messages.appearance.language}
          value={language}
          onChange={(event) => {
            const chosen = languages.find((candidate) => candidate === event.target.value)
            if (chosen) chooseLanguage(chosen)
          }}
        >
          {languages.map((each) => (
            <option key={each} value={each} lang={each}>
              {languageNames[each]}
            </option>
          ))}
        </select>
      </span>
      <span className={styles['switch']}>
        <ThemeIcon aria-hidden size={16} />
        <select
          aria-label={messages.appearance.theme}
          title={messages.appearance.theme}
          value={theme}
          onChange={(event) => {
            const chosen = themes.find((candidate) => candidate === event.target.value)
            if (!chosen) return
            setTheme(chosen)
            showTheme(chosen, document.documentElement)
            rememberTheme(chosen, browserStorage)
          }}
        >
          {themes.map((each) => (
            <option key={each} value={each}>
              {messages.appearance[each]}
            </option>
          ))}
        </select>
      </span>
    </div>
  )
}
