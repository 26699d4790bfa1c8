import type { ChineseProductName } from '../product-name.ts'

/** Messages about a drop: what was left out, the order of the files, and what cannot be taken. */
export const drops = (product: ChineseProductName) => ({
  dismiss: '知道了',
  empty: '这里面没有可以上传的文件。',
  unreadable: (files: string) => `有 ${files} 项读不出来，其余文件不受影响：`,
  lost: (files: string) => `有 ${files} 项，浏览器没有把内容交给这一页。请先存到电脑上，再拖进来。`,
  order: {
    name: '这些文件按名称排列。',
    window: '这些文件按它们在文件窗口里的顺序排列。',
    given: '这些文件按放进来的顺序排列。',
  },
  changeOrder: {
    name: '改为按名称排列',
    window: '改为文件窗口里的顺序',
    given: '改为放进来的顺序',
  },
  leftOut: (files: string) => `${files} 个系统文件或临时文件没有放进来`,
  addLeftOut: '也放进来',
  packages: (name: string, more: string | null) =>
    more === null ? `“${name}”是一个文件包，拆开后就打不开了。` : `“${name}”等 ${more} 个是文件包，拆开后就打不开了。`,
  packagesHint: '打成的 .zip 如果较大，刷新页面后要把原来的文件包再拖进来一次。',
  zip: '打成 .zip 放进去',
  zipping: '正在打包…',
  notZipped: (name: string) =>
    `“${name}”打不成 .zip：超过 4 GB 或 65,535 个文件，或者其中有读不出来的。可以在电脑上压缩好，再拖进来。`,
  pieces: '拆开，逐个放进去',
  leave: '不放',
  text: `文字放不进来。要选文档，请粘贴${product.amid}文档的链接；要放文件，请拖入或粘贴文件。`,
  picture: '浏览器只交来了图片的地址，没有交来图片。请在那个网页上复制图片，再到这里粘贴；或者先存成文件，再拖进来。',
  shared: {
    title: (files: string) => `从其他应用分享来 ${files} 个文件`,
    hint: '放进来吗？如果不是你分享的，请选“不要”。',
    add: '放进来',
    leave: '不要',
    lostTitle: '分享的文件没有送到',
    lostHint: '请在这一页选择文件。',
  },
})

export type DropMessages = ReturnType<typeof drops>
