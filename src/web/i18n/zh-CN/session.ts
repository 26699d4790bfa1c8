import type { ChineseProductName } from '../product-name.ts'
import type { Read, Write } from '../../../contract/feishu/scope-uses.ts'

export const sessionMessages = (product: ChineseProductName) => ({
  signIn: `用${product.amid}登录`,
  signInAgain: '重新登录',
  fromPortal: '请从企业门户打开本页。',
  openPortal: '打开门户',
  signOut: '退出登录',
  signedInAs: (name: string) => `已登录：${name}`,
  loading: '正在打开…',
  unreachable: '暂时连不上服务',
  unreachableRemedy: '请检查网络后再试；如果一直如此，请联系管理员。',
  outOfOrder: '上传服务出了故障',
  outOfOrderRemedy: `不是${product.amid}的问题，也不是你的网络问题。请稍后再试；如果一直如此，请告诉上传服务的运维人员。`,
  tryAgain: '再试一次',
  access: {
    reads: '为了把文件放到你指定的地方，会读取：',
    read: {
      person: '你的姓名',
      names: '所选文档或知识库页面的标题和所有者',
      right: '你能不能编辑它',
      blocks: '所选文档的标题层级和内容块，用来确定位置、核对结果',
      cells: '所选电子表格的工作表名称，以及要放图片的单元格里有没有内容',
      records: '所选多维表格的数据表、列和记录',
      members: '所选文件夹共享给了谁',
      folders: '你翻看的文件夹里有哪些文档，以及它们的所有者',
      wikis: '你翻看的知识库有哪些页面',
      search: '你搜索到的和最近打开的文档的标题和所有者',
      media: '放进文档的文件',
    } satisfies Record<Read, string>,
    writes: '只会写入：',
    written: {
      files: '你放进所选文档、表格或多维表格的文件；上传失败时，把留下的空位取走',
      imports: '你导入到所选文件夹的文件，每个成为一篇在线文档',
      documents: '你让它新建的文档',
    } satisfies Record<Write, string>,
  },
  simulated: `这是演示环境，连接的是模拟${product.last}，不会影响真实文档。`,
  simulatedShort: '演示',
  simulatedLink: `去模拟${product.amid}挑一篇文档`,
  otherPerson: (name: string) => `现在登录的是 ${name}，与开始上传时不是同一人。`,
  continueAs: (name: string) => `以 ${name} 的身份继续`,
})
