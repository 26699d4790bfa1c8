import './shell/tokens.css'
import './shell/base.css'
import { askEarly, firstLanguage } from './early.ts'
import { StrictMode } from 'react'
import { flushSync } from 'react-dom'
import { createRoot } from 'react-dom/client'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { App } from './app/App.tsx'
import { SignInWindowPage } from './app/SignInWindowPage.tsx'
import { showTheme } from './shell/theme.ts'
import { PageDrops } from './drop/page-drops.ts'
import { Boundary } from './boundary/Boundary.tsx'
import { BrokenPage } from './boundary/BrokenPage.tsx'
import { tolerateForeignNodes } from './boundary/foreign-nodes.ts'
import { LazyModule } from './lazy/lazy-module.ts'
import { openWorkspace } from './app/open-workspace.tsx'
import {
  addressWithoutProblem,
  framedSignInStep,
  isSignInWindow,
  isSpentSignInWindow,
  signInProblemIn,
} from './session/sign-in-address.ts'
import { isFramed } from './session/framed/is-framed.ts'
import { sessionQuery } from './session/use-session.ts'
import { askGateway } from './gateway/ask-gateway.ts'
import { browserStorage, tabStorage } from './platform/browser-storage.ts'
import { deleteDatabases, historyName, journalName } from './platform/databases.ts'
import { signOut } from './session/read-session.ts'
import { isPseudoLanguageChosen } from './i18n/language.ts'
import { loadLanguage } from './i18n/load-language.ts'
import { LanguageChoiceContext } from './i18n/language-choice.ts'
import { I18nContext } from './i18n/i18n.ts'
import { I18nProvider } from './i18n/I18nProvider.tsx'

// First, so that the browser does not open a file that is dropped while the page loads.
const drops = new PageDrops(document)

const framedStep = framedSignInStep(location)
if (isSpentSignInWindow(location)) window.close()

const signInProblem = signInProblemIn(location)
if (signInProblem) history.replaceState(null, '', addressWithoutProblem(location))

// Every open page listens for another tab that deletes everything; loaded after the first paint.
const leaving = new LazyModule(async () =>
  (await import('./app/leaving-bundle.ts')).openLeaving({
    endSession: (isForgetting) => signOut(askGateway, isForgetting),
    storages: [browserStorage, tabStorage],
    deleteDatabase: () => deleteDatabases(journalName, historyName),
  }),
)
const embedded = new LazyModule(async () => (await import('./embed/open-embedding.tsx')).openEmbedding)
const queryClient = new QueryClient()
// Started while the language loads, so that the two do not wait for each other. `App` shows a failure.
queryClient.query(sessionQuery(askEarly)).catch(() => undefined)

// A portal that shows the page in a frame may also say how it looks.
const embedding = isFramed()
  ? (await embedded.load())({
      readSession: () => queryClient.query(sessionQuery(askGateway)),
      drops,
      flushSync,
      showTheme,
      LanguageChoice: LanguageChoiceContext,
    })
  : null
const Workspace = openWorkspace(askGateway, drops, leaving, embedding)

const language = embedding?.language ?? firstLanguage
document.documentElement.lang = language
// Until it has loaded, the content of index.html is shown.
const loaded = await new LazyModule(() => loadLanguage(language)).load()
const initial = isPseudoLanguageChosen(browserStorage)
  ? (await import('./i18n/pseudo-language.ts')).pseudoLanguage(loaded)
  : loaded

tolerateForeignNodes()
const root = document.getElementById('root')
if (!root) throw new Error('index.html has no #root')
createRoot(root).render(
  <StrictMode>
    <I18nContext value={initial}>
      <Boundary fallback={(breakage) => <BrokenPage {...breakage} bundle={null} leaving={leaving} isShared={false} />}>
        <QueryClientProvider client={queryClient}>
          <I18nProvider initial={initial}>
            {embedding && <embedding.LanguageFollower />}
            {framedStep ? (
              <SignInWindowPage ask={askGateway} step={framedStep} problem={signInProblem} />
            ) : (
              <App
                ask={askGateway}
                drops={drops}
                signInProblem={signInProblem}
                isSignInWindow={isSignInWindow(location)}
                Workspace={Workspace}
              />
            )}
          </I18nProvider>
        </QueryClientProvider>
      </Boundary>
    </I18nContext>
  </StrictMode>,
)
void leaving.load()
