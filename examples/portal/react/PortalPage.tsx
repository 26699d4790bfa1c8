// The same page in React 19, for a portal of your own. `embed.js` is loaded once in the portal's index.html:
// <script type="module" src="https://uploader.example/embed.js"></script>
import { useEffect, useRef, useState } from 'react'
import type { FeishuUploaderElement } from '@feishu-uploader/embed-types'
import type {} from '@feishu-uploader/embed-types/react'

interface Arrived {
  readonly id: string
  readonly name: string
  readonly link: string | null
}

export function PortalPage({ target }: { readonly target: string }) {
  const uploader = useRef<FeishuUploaderElement>(null)
  const shelf = useRef<HTMLParagraphElement>(null)
  const [arrived, setArrived] = useState<readonly Arrived[]>([])

  useEffect(() => {
    let stop: (() => void) | undefined
    let isGone = false
    void customElements.whenDefined('feishu-uploader').then(() => {
      if (!isGone && shelf.current) stop = uploader.current?.acceptDrops(shelf.current)
    })
    return () => {
      isGone = true
      stop?.()
    }
  }, [])

  return (
    <main>
      <p ref={shelf}>把文件拖到这里</p>
      <feishu-uploader
        ref={uploader}
        target={target}
        lang="zh-CN"
        theme="auto"
        accent="#0b7f8c"
        radius={6}
        onfiledone={({ detail }) => setArrived((all) => [...all, detail])}
        onfilefailed={({ detail }) => console.warn(detail.name, detail.code, detail.guidance)}
      />
      <ul>
        {arrived.map(({ id, name, link }) => (
          <li key={id}>{link === null ? name : <a href={link}>{name}</a>}</li>
        ))}
      </ul>
    </main>
  )
}
