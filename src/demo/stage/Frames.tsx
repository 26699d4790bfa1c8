import { useEffect, useRef, useState, type RefObject } from 'react'
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
  const [place, height] = useHeight()
  return (
    <div ref={place} className="product-frame">
      <feishu-uploader ref={uploader} target={target} lang={lang} max-height={height} theme="auto" />
    </div>
  )
}

/** As high as there is room: the product scrolls by itself then. */
function useHeight() {
  const place = useRef<HTMLDivElement>(null)
  const [height, setHeight] = useState(600)
  useEffect(() => {
    const watching = new ResizeObserver(([entry]) => {
      if (entry && entry.contentRect.height > 0) setHeight(Math.floor(entry.contentRect.height))
    })
    if (place.current) watching.observe(place.current)
    return () => watching.disconnect()
  }, [])
  return [place, height] as const
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
