import type { ChineseProductName } from '../product-name.ts'
/** Messages about a target, by its kind. The only folder without a title is a person's root. */
export const families = {
  docx: {
    heading: '目标文档',
    untitled: '未命名文档',
    open: '打开文档',
    change: '更换文档',
    sent: '等待放入',
    binding: '正在放入',
    done: '已在文档中',
    leftover: '文档里可能留下了这个文件的痕迹，可以打开文档看一看。',
  },
  sheet: {
    heading: '目标表格',
    untitled: '未命名表格',
    open: '打开表格',
    change: '更换表格',
    sent: '等待放入',
    binding: '正在放入',
    done: '已在表格中',
    leftover: '这张图片可能已经在表格里，可以打开表格看一看；不需要的话，请在表格里删除。',
  },
  base: {
    heading: '目标多维表格',
    untitled: '未命名多维表格',
    open: '打开多维表格',
    change: '更换多维表格',
    sent: '等待放入',
    binding: '正在放入',
    done: '已在多维表格中',
    leftover: '这个文件的记录可能已经在多维表格里，可以打开看一看；不需要的话，请在那里删除。',
  },
  import: {
    heading: '导入到文件夹',
    untitled: '我的空间',
    open: '打开文件夹',
    change: '更换文件夹',
    sent: '等待导入',
    binding: '导入中',
    done: '已导入',
    leftover: '文件夹里可能已经有这个文件导入的文档，可以打开文件夹看一看；不需要的话，请在那里删除。',
  },
}

/** Messages about a whole queue: by the kind of its only target, or for several. */
export const queueFamilyMessages = (product: ChineseProductName) => ({
  docx: {
    allDone: (files: string) => `${files} 个文件都已在文档中`,
    someDone: (done: string) => `${done} 个已在文档中`,
    doneWithFailures: (done: string, failed: string) => `${done} 个已在文档中，${failed} 个需要处理`,
    finished: (done: string, total: string) => `上传结束，${done} / ${total} 已在文档中`,
    allConfirmed: `${product.first}已全部收到，正在写入文档`,
  },
  sheet: {
    allDone: (files: string) => `${files} 个文件都已在表格中`,
    someDone: (done: string) => `${done} 个已在表格中`,
    doneWithFailures: (done: string, failed: string) => `${done} 个已在表格中，${failed} 个需要处理`,
    finished: (done: string, total: string) => `上传结束，${done} / ${total} 已在表格中`,
    allConfirmed: `${product.first}已全部收到，正在写入表格`,
  },
  base: {
    allDone: (files: string) => `${files} 个文件都已在多维表格中`,
    someDone: (done: string) => `${done} 个已在多维表格中`,
    doneWithFailures: (done: string, failed: string) => `${done} 个已在多维表格中，${failed} 个需要处理`,
    finished: (done: string, total: string) => `上传结束，${done} / ${total} 已在多维表格中`,
    allConfirmed: `${product.first}已全部收到，正在写入多维表格`,
  },
  import: {
    allDone: (files: string) => `${files} 个文件都已导入为在线文档`,
    someDone: (done: string) => `${done} 个已导入为在线文档`,
    doneWithFailures: (done: string, failed: string) => `${done} 个已导入为在线文档，${failed} 个需要处理`,
    finished: (done: string, total: string) => `导入结束，${done} / ${total} 已成为在线文档`,
    allConfirmed: `${product.first}已全部收到，正在导入`,
  },
  several: {
    allDone: (files: string) => `${files} 个文件都已放好`,
    someDone: (done: string) => `${done} 个已放好`,
    doneWithFailures: (done: string, failed: string) => `${done} 个已放好，${failed} 个需要处理`,
    finished: (done: string, total: string) => `上传结束，${done} / ${total} 已放好`,
    allConfirmed: `${product.first}已全部收到，正在写入`,
  },
})

export type FamilyMessages = typeof families
export type QueueFamilyMessages = ReturnType<typeof queueFamilyMessages>
