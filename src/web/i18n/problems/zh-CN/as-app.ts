import type { ProblemMessages } from '../problem-messages.ts'
import type { ChineseProductName } from '../../product-name.ts'

const forDocument = '请文档所有者在文档右上角菜单的“更多”里选“添加文档应用”，加上这个应用并允许编辑。'

/** What is said otherwise where calls are made in the app's own name (IDENTITY=app), by the title of the person's message. */
export const asAppMessages = (product: ChineseProductName) =>
  ({
    没有编辑权限: {
      title: '应用没有编辑权限',
      what: '这里以应用的身份上传，而应用不能编辑这篇文档。',
      remedy: forDocument,
    },
    没有查看权限: {
      title: '应用没有查看权限',
      what: '这里以应用的身份上传，而应用看不到这篇文档。',
      remedy: forDocument,
    },
    你只能阅读这篇文档: {
      title: '应用只能阅读这篇文档',
      what: '这里以应用的身份上传，而应用只能查看这篇文档，不能修改。',
      remedy: forDocument,
    },
    你可能只能查看这个文件夹: {
      title: '应用可能只能查看文件夹',
      what: '成员列表中，应用只能阅读这个文件夹，导入很可能会被拒绝。',
      remedy: '请文件夹的所有者允许应用编辑，或换一个文件夹。',
    },
    没有文件夹的编辑权限: {
      title: '应用没有文件夹的编辑权限',
      what: '这里以应用的身份上传，而应用不能在这个文件夹里新建文档。',
      remedy: '请文件夹的所有者允许应用编辑，或换一个文件夹。',
    },
    不能导入到这个文件夹: {
      title: '应用不能导入到这个文件夹',
      what: '文件夹不存在，或应用不能在里面新建文档。',
      remedy: '请文件夹的所有者允许应用编辑，或换一个文件夹。',
    },
    知识库不认可当前账号: {
      title: '知识库不认可这个应用',
      what: `${product.first}知识库无法识别这里上传所用的应用。`,
      remedy: '请知识库管理员把应用加为知识库成员。',
    },
    没有知识库页面的权限: {
      title: '应用没有知识库页面的权限',
      what: '这里以应用的身份上传，而应用不能访问这个知识库页面。',
      remedy: '请页面所有者或知识库管理员加上这个应用并允许编辑，或换一篇文档。',
    },
    没有分享权限: {
      title: '应用没有分享权限',
      what: '这里以应用的身份上传，而应用不能分享这篇文档。',
      remedy: '请文档所有者允许应用管理这篇文档，或换一篇文档。',
    },
    单元格受保护: {
      title: '单元格对应用受保护',
      what: '这个单元格在保护范围内，上传所用的应用不能修改。',
      remedy: '请表格所有者允许应用修改，或换一个起始单元格。',
    },
    尚未登录: {
      title: '尚未从门户登录',
      what: '需要先从门户登录，才能把文件放进文档。',
      remedy: '请登录后继续。',
    },
  }) as const satisfies Readonly<Record<string, ProblemMessages>>
