import './tokens.css'
import './base.css'
import { lazy, StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { App } from './App.tsx'
import { rememberedTheme, showTheme } from './appearance/theme.ts'
import { addressWithoutProblem, isSpentSignInWindow, signInProblemIn } from './session/sign-in-address.ts'
import { browserChance } from './wire/browser-chance.ts'
import { browserClock } from './wire/browser-clock.ts'
import { browserConnectivity } from './wire/browser-connectivity.ts'
import { browserStorage } from './wire/browser-storage.ts'
import { createGatewayClient } from './wire/gateway-client.ts'
import { createGatewayWire } from './wire/gateway-wire.ts'
import { preferredLanguage } from './words/language.ts'
import { loadLanguage } from './words/load-language.ts'
import { SpeechProvider } from './words/SpeechProvider.tsx'

showTheme(rememberedTheme(browserStorage), document.documentElement)
if (isSpentSignInWindow(location)) window.close()

const signInProblem = signInProblemIn(location)
if (signInProblem) history.replaceState(null, '', addressWithoutProblem(location))

const client = createGatewayClient(location.origin)
const doors = {
  wire: createGatewayWire(client),
  clock: browserClock,
  chance: browserChance,
  connectivity: browserConnectivity,
}
const Workspace = lazy(async () => {
  const { openWorkspace } = await import('./open-workspace.tsx')
  return { default: openWorkspace(client, doors) }
})
const queryClient = new QueryClient()

const language = preferredLanguage(navigator.languages, browserStorage)
document.documentElement.lang = language
const initial = await loadLanguage(language)

const root = document.getElementById('root')
if (!root) throw new Error('index.html has no #root')
createRoot(root).render(
  <StrictMode>
    <QueryClientProvider client={queryClient}>
      <SpeechProvider initial={initial}>
        <App client={client} signInProblem={signInProblem} Workspace={Workspace} />
      </SpeechProvider>
    </QueryClientProvider>
  </StrictMode>,
)
