import { blockKeys } from '../../contract/feishu/docx/block-types.ts'
import { wordsOfElement } from '../docx/export/mentions.ts'
import type { Block } from '../docx/block.ts'
import { elementsOf, type ElementStyle, type TextContent } from '../docx/text.ts'
import type { SimulatedWorld } from '../world/world.ts'
import { html, type Html } from './html.ts'

/** A block of text. `number` is that of an item in an ordered list. */
export function textMarkup(world: SimulatedWorld, block: Extract<Block, { kind: 'text' }>, number: number): Html {
  const { id, text, type } = block
  const words = runsMarkup(world, text)
  const key = blockKeys.get(type) ?? ''
  if (key === 'heading1' || key === 'heading2') return html`<h2 id="${id}">${words}</h2>`
  if (key.startsWith('heading')) return html`<h3 id="${id}">${words}</h3>`
  switch (key) {
    case 'code':
      return html`<pre>${words}</pre>`
    case 'quote':
      return html`<blockquote>${words}</blockquote>`
    case 'bullet':
      return html`<p class="item" data-sign="•"><span>${words}</span></p>`
    case 'ordered':
      return html`<p class="item" data-sign="${number}."><span>${words}</span></p>`
    case 'todo':
      return html`<p class="item" data-sign="${text.style['done'] === true ? '☑' : '☐'}"><span>${words}</span></p>`
    default:
      return html`<p>${words}</p>`
  }
}

function runsMarkup(world: SimulatedWorld, text: TextContent): readonly Html[] {
  return elementsOf(text).map((element) => styled(element.style, wordsOfElement(world, element, 'default')))
}

function styled(style: ElementStyle, words: string): Html {
  let markup = html`${words}`
  if (style.inline_code) markup = html`<code>${markup}</code>`
  if (style.bold) markup = html`<strong>${markup}</strong>`
  if (style.italic) markup = html`<em>${markup}</em>`
  if (style.strikethrough) markup = html`<s>${markup}</s>`
  if (style.underline || style.link) markup = html`<u>${markup}</u>`
  return markup
}
