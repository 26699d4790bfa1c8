import { Marked, type TokenizerAndRendererExtension } from 'marked'

/** `$E=mc^2$` is a formula, `$100` and `$100 to $200` are not (a program's measurement of 2026-09-23, docs/feishu.md, U50). */
const equation: TokenizerAndRendererExtension = {
  name: 'equation',
  level: 'inline',
  start: (source) => source.indexOf('$'),
  tokenizer(source) {
    const [raw, text] = /^\$([^\s$](?:[^$\n]*[^\s$])?)\$(?!\d)/.exec(source) ?? []
    return raw === undefined ? undefined : { type: 'equation', raw, text }
  },
  renderer: ({ text }) => `<equation>${String(text).replace(/&/g, '&amp;').replace(/</g, '&lt;')}</equation>`,
}

const marked = new Marked({ gfm: true }, { extensions: [equation] })

/** GitHub's Markdown as HTML. */
export function htmlOfMarkdown(markdown: string): string {
  return marked.parse(markdown, { async: false })
}
