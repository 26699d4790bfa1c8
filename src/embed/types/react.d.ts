/** For React 19: `import type {} from '@feishu-uploader/embed-types/react'`. */
import type { DetailedHTMLProps, HTMLAttributes } from 'react'
import type { FeishuUploaderAttributes, FeishuUploaderElement, FeishuUploaderEventMap } from './index.d.ts'

/** React 19 listens to `on` and the event's name. */
type Listeners = {
  readonly [Name in keyof FeishuUploaderEventMap as `on${Name}`]?: (event: FeishuUploaderEventMap[Name]) => void
}

type Props = Omit<
  DetailedHTMLProps<HTMLAttributes<FeishuUploaderElement>, FeishuUploaderElement>,
  keyof FeishuUploaderAttributes | keyof Listeners
> &
  FeishuUploaderAttributes &
  Listeners

declare module 'react' {
  namespace JSX {
    interface IntrinsicElements {
      'feishu-uploader': Props
    }
  }
}
