import { useEffect, type RefObject } from 'react'
import type {} from '../../embed/types/react.d.ts'
import type { FeishuUploaderElement } from '../../embed/types/index.d.ts'
import type { Language, Words } from './words/words.ts'

export interface ProductProps {
  readonly productUrl: string
  readonly target: string
  readonly language: Language
  readonly uploader: RefObject<FeishuUploaderElement | null>
}

/** The product, as any portal embeds it. */
export function Product({ productUrl, target, language, uploader }: ProductProps) {
  useEffect(() => {
    const script = document.createElement('script')
    script.type = 'module'
    script.src = `${productUrl}/embed.js`
    document.head.append(script)
    return () => script.remove()
  }, [productUrl])
  const lang = language === 'zh' ? 'zh-CN' : 'en'
  return <feishu-uploader ref={uploader} target={target} lang={lang} max-height="4000" theme="auto" />
}

/** The document, which follows its changes by itself. */
export function DocumentFrame({
  url,
  language,
  words,
}: {
  readonly url: string
  readonly language: Language
  readonly words: Words
}) {
  const address = `${url}?lang=${language === 'zh' ? 'zh-CN' : 'en'}&follow=1`
  return <iframe key={address} className="document-frame" title={words.documentTitle} src={address} />
}
