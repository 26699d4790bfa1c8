import { rootFolderOf, type SimulatedDocument } from '../world/document.ts'
import { documentsIn, shortcutsIn } from '../finding/folder.ts'
import type { Person } from '../world/people.ts'
import type { SimulatedWorld } from '../world/world.ts'
import { html, type Html } from './html.ts'
import type { Language } from './page.ts'

const words = {
  zh: { nothing: '文件夹是空的', shortcut: '快捷方式', root: (name: string) => `${name}的空间` },
  en: { nothing: 'The folder is empty', shortcut: 'shortcut', root: (name: string) => `${name}’s space` },
} as const

/** A person's root folder, which is not among the world's documents. */
export function rootFolderBody(world: SimulatedWorld, owner: Person, language: Language): Html {
  return html`<main class="document">
    <h1>${rootFolderTitle(owner, language)}</h1>
    ${folderMarkup(world, { token: rootFolderOf(owner.openId) }, language)}
  </main>`
}

export function rootFolderTitle({ name, englishName }: Person, language: Language): string {
  return words[language].root(language === 'zh' ? name : englishName)
}

/** The contents of a folder, with links. */
export function folderMarkup(
  world: SimulatedWorld,
  { token }: Pick<SimulatedDocument, 'token'>,
  language: Language,
): Html {
  const say = words[language]
  const documents = documentsIn(world, token).map(({ path, title }) => html`<li><a href="${path}">${title}</a></li>`)
  const shortcuts = shortcutsIn(world, token).flatMap(({ targetToken }) => {
    const target = world.documents.get(targetToken)
    return target ? [html`<li><a href="${target.path}">${target.title}</a> (${say.shortcut})</li>`] : []
  })
  const entries = [...documents, ...shortcuts]
  return entries.length > 0
    ? html`<ul>
        ${entries}
      </ul>`
    : html`<p class="hint">${say.nothing}</p>`
}
