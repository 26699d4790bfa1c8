// The same page in Vue 3, for a portal of your own; in a template the element has the same attributes and events. `embed.js` is loaded
// once in the portal's index.html: <script type="module" src="https://uploader.example/embed.js"></script>
import { defineComponent, h, onMounted, onUnmounted, ref, type GlobalComponents } from 'vue'
import type { FeishuUploaderElement } from '@feishu-uploader/embed-types'
import type {} from '@feishu-uploader/embed-types/vue'

/** What a template takes for `<feishu-uploader>`. */
type UploaderProps = InstanceType<GlobalComponents['feishu-uploader']>['$props']

export const PortalPage = defineComponent({
  props: { target: { type: String, required: true } },
  setup({ target }) {
    const uploader = ref<FeishuUploaderElement>()
    const shelf = ref<HTMLElement>()
    const arrived = ref<string[]>([])
    let stop: (() => void) | undefined
    onMounted(async () => {
      await customElements.whenDefined('feishu-uploader')
      if (shelf.value) stop = uploader.value?.acceptDrops(shelf.value)
    })
    onUnmounted(() => stop?.())
    const props = {
      target,
      lang: 'zh-CN',
      accent: '#0b7f8c',
      radius: 6,
      'max-height': 600,
      onFiledone: ({ detail }) => arrived.value.push(detail.link ?? detail.name),
      onFilefailed: ({ detail }) => console.warn(detail.name, detail.code, detail.guidance),
    } satisfies UploaderProps
    return () => [
      h('p', { ref: shelf }, '把文件拖到这里'),
      h('feishu-uploader', { ref: uploader, ...props }),
      h(
        'ul',
        arrived.value.map((each) => h('li', each)),
      ),
    ]
  },
})

// What the types refuse.
// @ts-expect-error -- There are two languages.
export const language: UploaderProps = { lang: 'fr' }
// @ts-expect-error -- A number.
export const height: UploaderProps = { 'max-height': {} }
// @ts-expect-error -- There is no such event.
export const listener: UploaderProps = { onFileDone: () => undefined }
