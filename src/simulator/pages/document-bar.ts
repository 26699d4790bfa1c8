import type { SimulatedDocument } from '../world/document.ts'
import { everyone, personOf, type Person } from '../world/people.ts'
import { html, type Html } from './html.ts'
import { ribbon, type Language } from './page.ts'

const words = {
  zh: {
    simulated: '模拟飞书',
    saved: '已保存到云端',
    edited: (who: string, when: string) => `${who}修改于 ${when}`,
    app: '应用',
    people: '能编辑的成员',
    space: (name: string) => `${name}的空间`,
  },
  en: {
    simulated: 'Simulated Feishu',
    saved: 'Saved to cloud',
    edited: (who: string, when: string) => `Edited by ${who} at ${when}`,
    app: 'the app',
    people: 'People who can edit',
    space: (name: string) => `${name}’s space`,
  },
} as const

/** The bar over a document: where it is, whether it is saved, who edits it, and that all of this is simulated. */
export function documentBar(document: SimulatedDocument, title: string, language: Language): Html {
  const say = words[language]
  const owner = personOf(document.ownerId)
  const editors = everyone.filter((person) => document.mayEdit({ id: person.openId }))
  return html`<header class="bar">
    <span class="kind kind-${document.kind}" aria-hidden="true"></span>
    <div class="where">
      <p class="path">${owner ? say.space(nameOf(owner, language)) : ''} <span aria-hidden="true">›</span></p>
      <p class="title">${title}</p>
      <p class="saved" data-live="saved">${say.saved} · ${lastEdit(document, language)}</p>
    </div>
    <ul class="people" aria-label="${say.people}">
      ${editors.map(
        (person) =>
          html`<li>
            <img
              src="/_simulator/people/${person.key}.svg"
              alt="${nameOf(person, language)}"
              title="${nameOf(person, language)}"
            />
          </li>`,
      )}
    </ul>
    <p class="simulated" title="${ribbon[language]}">${say.simulated}</p>
  </header>`
}

function lastEdit({ editedBy, editedAtMs }: SimulatedDocument, language: Language): string {
  const who = personOf(editedBy)
  const when = new Date(editedAtMs).toLocaleTimeString(language === 'zh' ? 'zh-CN' : 'en', { hour12: false })
  return words[language].edited(who ? nameOf(who, language) : words[language].app, when)
}

function nameOf({ name, englishName }: Person, language: Language): string {
  return language === 'zh' ? name : englishName
}
