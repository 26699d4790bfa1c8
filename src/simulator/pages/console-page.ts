import { simulatedApp } from '../world/identity.ts'
import { enabledScopes } from '../world/scopes.ts'
import type { SimulatedWorld } from '../world/world.ts'
import { html, type Html } from './html.ts'
import type { Language } from './page.ts'
import { own } from '../../contract/own.ts'

const words = {
  zh: {
    title: '模拟开发者后台：权限管理',
    what: `“${simulatedApp.name}”可以申请的权限。开通后，成员在授权时才能同意。`,
    scope: '权限',
    state: '状态',
    enabled: '已开通',
    unknown: '没有这项权限',
    enable: (scope: string) => `开通 ${scope}`,
  },
  en: {
    title: 'Simulated developer console: permissions',
    what: `Permissions that “${simulatedApp.name}” can ask for. People can agree to those that are enabled here.`,
    scope: 'Permission',
    state: 'State',
    enabled: 'Enabled',
    unknown: 'There is no such permission',
    enable: (scope: string) => `Enable ${scope}`,
  },
} as const

export function consoleTitle(language: Language): string {
  return words[language].title
}

/** The named scopes, or all; those that are off have a button to switch them on. */
export function consoleBody(world: SimulatedWorld, language: Language, named: readonly string[]): Html {
  const say = words[language]
  const scopes = named.length > 0 ? named : Object.keys(enabledScopes)
  return html`<main class="sheet wide">
    <h1>${say.title}</h1>
    <p>${say.what}</p>
    <form method="post">
      <table>
        <thead>
          <tr>
            <th scope="col">${say.scope}</th>
            <th scope="col">${say.state}</th>
          </tr>
        </thead>
        <tbody>
          ${scopes.map((scope) => row(world, language, scope))}
        </tbody>
      </table>
    </form>
  </main>`
}

function row(world: SimulatedWorld, language: Language, scope: string): Html {
  const say = words[language]
  const meaning = own(enabledScopes, scope)?.[language]
  const state = world.enabledScopes.has(scope)
    ? say.enabled
    : html`<button name="scope" value="${scope}">${say.enable(scope)}</button>`
  return html`<tr>
    <td>${meaning ?? ''} <code>${scope}</code></td>
    <td>${meaning === undefined ? say.unknown : state}</td>
  </tr>`
}
