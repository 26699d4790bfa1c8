/**
 * For Vue 3: `import type {} from '@feishu-uploader/embed-types/vue'`, and in the Vue plugin of Vite
 * `template: { compilerOptions: { isCustomElement: (tag) => tag === 'feishu-uploader' } }`.
 */
import type { DefineComponent } from 'vue'
import type { FeishuUploaderAttributes, FeishuUploaderEventMap } from './index.d.ts'

type Listeners = {
  readonly [Name in keyof FeishuUploaderEventMap as `on${Capitalize<Name>}`]?: (
    event: FeishuUploaderEventMap[Name],
  ) => void
}

declare module 'vue' {
  interface GlobalComponents {
    'feishu-uploader': DefineComponent<FeishuUploaderAttributes & Listeners>
  }
}
