import type { EmbedLanguage } from '../contract/embed/protocol.ts'

/** Why the uploader is not shown. */
export type WhyNot = 'late' | 'sandbox' | 'version'

interface Texts extends Readonly<Record<WhyNot, string>> {
  readonly title: string
  readonly link: string
}

/** What the element itself says, where the page cannot. */
export const texts: Readonly<Record<EmbedLanguage, Texts>> = {
  'zh-CN': {
    title: '上传到飞书文档',
    late: '上传页没有打开：服务器没有回应，或者没有允许这个网站嵌入它（EMBED_ORIGINS）。',
    sandbox: '上传页没有打开：框架的 sandbox 要有 allow-scripts 和 allow-same-origin。',
    version: '上传页已经更新，请刷新这个网页。',
    link: '在新标签页中打开上传页',
  },
  en: {
    title: 'Upload to Feishu documents',
    late: 'The uploader did not open: the server does not answer, or does not allow this site to embed it (EMBED_ORIGINS).',
    sandbox: 'The uploader did not open: the frame’s sandbox needs allow-scripts and allow-same-origin.',
    version: 'The uploader was updated. Please reload this page.',
    link: 'Open the uploader in a new tab',
  },
}

export function languageOf(given: string | null, preferred: string): EmbedLanguage {
  return /^zh\b/i.test(given ?? preferred) ? 'zh-CN' : 'en'
}
