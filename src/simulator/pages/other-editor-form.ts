import { Base } from '../base/base.ts'
import type { SimulatedDocument } from '../world/document.ts'
import { DocxDocument } from '../docx/docx-document.ts'
import { Spreadsheet } from '../sheets/spreadsheet.ts'
import { foreignEditKinds } from '../other-editor/foreign-edit.ts'
import type { SimulatedWorld } from '../world/world.ts'
import { html, type Html } from './html.ts'
import type { Language } from './page.ts'

const words = {
  zh: {
    title: '另一位编辑（李四）',
    what: '在文档里随机插入、删除或移动内容，看看上传时别人也在编辑会怎样。',
    once: '改一处',
    start: '每秒改一处',
    stop: '停下',
  },
  en: {
    title: 'Another editor (Li Si)',
    what: 'Inserts, removes or moves something by chance: see how uploads get on while somebody else edits.',
    once: 'Edit once',
    start: 'Edit every second',
    stop: 'Stop',
  },
} as const

/** Buttons that let somebody else edit the document; null for kinds whose contents are not simulated. */
export function otherEditorForm(world: SimulatedWorld, document: SimulatedDocument, language: Language): Html | null {
  const isEdited = [DocxDocument, Spreadsheet, Base].some((kind) => document instanceof kind)
  if (!isEdited) return null
  const say = words[language]
  const goingOn = world.otherEditors.isAtWorkIn(document)
    ? html`<button name="editor" value="stop">${say.stop}</button>`
    : html`<button name="editor" value="start">${say.start}</button>`
  return html`<form class="editor" method="post" aria-label="${say.title}">
    <h2>${say.title}</h2>
    <p class="hint">${say.what}</p>
    <button name="editor" value="once">${say.once}</button>
    ${goingOn}
  </form>`
}

/** Does what a button of the form says. */
export function pressOtherEditor(world: SimulatedWorld, document: SimulatedDocument, button: string): void {
  const { otherEditors } = world
  if (button === 'once') otherEditors.editOnce(world, document)
  if (button === 'stop') otherEditors.stop(document)
  if (button === 'start') otherEditors.start(world, document, { everyMs: 1000, seed: 1, kinds: [...foreignEditKinds] })
}
