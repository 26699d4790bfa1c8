import type { ChineseProductName } from '../../product-name.ts'
import type { docxProblems } from '../../../../contract/problems/docx.ts'
import type { permissionProblems } from '../../../../contract/problems/permission.ts'
import type { wikiProblems } from '../../../../contract/problems/wiki.ts'
import type { ProblemMessages } from '../problem-messages.ts'
import type { Meanings } from './meanings.ts'

const docxMessages = (product: ChineseProductName, meanings: Meanings) =>
  ({
    1770001: meanings.badCall,
    1770002: meanings.documentOrBlockGone,
    1770003: meanings.documentOrBlockGone,
    1770004: {
      title: '文档内容已达上限',
      what: '这篇文档的内容块数量已满，不能再添加。',
      remedy: '请换一篇文档，或新建一篇再上传。',
    },
    1770005: {
      title: '文档层级过深',
      what: '这篇文档的内容嵌套太深，不能再往里添加。',
      remedy: '请换一篇文档再上传。',
    },
    1770006: meanings.badCall,
    1770007: {
      title: '文档同级内容过多',
      what: '这篇文档同一层的内容已满，不能再添加。',
      remedy: '请换一篇文档，或新建一篇再上传。',
    },
    1770008: {
      title: '文件超过文档允许的大小',
      what: `${product.first}不允许在文档中放入这么大的文件。`,
      remedy: '请压缩或拆分后再上传。',
    },
    1770013: meanings.sentToElsewhere,
    1770014: meanings.badCall,
    1770015: meanings.badCall,
    1770019: meanings.badCall,
    1770020: {
      title: '文档正在创建副本',
      what: `${product.first}正在复制这篇文档，期间不能修改。`,
      remedy: '请等副本创建好再试，或换一篇文档。',
    },
    1770021: {
      title: '文档刚有大量改动',
      what: `这篇文档在短时间内改动太多，${product.first}没有接受这次修改。`,
      remedy: '请复制详情反馈。',
    },
    1770022: meanings.badCall,
    1770024: meanings.badCall,
    1770025: meanings.badCall,
    1770028: meanings.notInsertable,
    1770029: meanings.notInsertable,
    1770030: meanings.notInsertable,
    1770031: meanings.badCall,
    1770032: meanings.noEditRight,
    1770033: meanings.batchTooBig,
    1770034: meanings.batchTooBig,
    1770035: meanings.batchTooBig,
    1770036: {
      title: '文件夹正忙',
      what: `同一个文件夹里正在创建别的文档，${product.first}要求依次进行。`,
      remedy: '请过几分钟再试。',
    },
    1770037: {
      title: '文件夹已满',
      what: '这个文件夹里的内容已达上限。',
      remedy: '请换一个文件夹。',
    },
    1770038: {
      title: `${product.first}找不到上传的文件`,
      what: `文件已上传，但放进文档时${product.amid}找不到它，或认为它不能用在这里。`,
      remedy: '请重试。',
    },
    1770039: {
      title: '文件夹不存在',
      what: `${product.first}找不到这个文件夹，它可能已被删除。`,
      remedy: '请换一个文件夹。',
    },
    1770040: {
      title: '没有文件夹的编辑权限',
      what: '你的账号不能在这个文件夹里新建文档。',
      remedy: '请向文件夹的所有者申请编辑权限，或换一个文件夹。',
    },
    1770041: meanings.badCall,
    1771001: meanings.internalError,
    1771002: meanings.internalError,
    1771003: meanings.internalError,
    1771004: meanings.internalError,
    1771005: {
      title: `${product.first}正在维护`,
      what: `${product.first}文档服务正在维护，暂时不能修改。`,
      remedy: '请等维护结束再试。',
    },
    1771006: {
      title: '无法把文档放进文件夹',
      what: `${product.first}没能把文档放进指定的文件夹，它可能其实是知识库页面。`,
      remedy: '请换一个文件夹。',
    },
  }) as const satisfies Record<keyof typeof docxProblems, ProblemMessages>

const wikiMessages = (product: ChineseProductName, meanings: Meanings) =>
  ({
    131001: meanings.busy,
    131002: meanings.badCall,
    131003: {
      title: '知识库已达上限',
      what: '这个知识库的页面数量或层级已达上限。',
      remedy: '请换一个知识库，或换一个上级页面。',
    },
    131004: {
      title: '知识库不认可当前账号',
      what: `${product.first}知识库无法识别你的账号。`,
      remedy: `请重新登录。如果还是不行，请复制详情，向${product.amid}技术支持反馈。`,
    },
    131005: {
      title: '知识库页面不存在',
      what: `${product.first}找不到链接指向的知识库页面，它可能已被删除或移走。`,
      remedy: '请检查链接是否完整，或换一个页面。',
    },
    131006: {
      title: '没有知识库页面的权限',
      what: '你的账号不能访问这个知识库页面。',
      remedy: '请向页面所有者或知识库管理员申请编辑权限，或换一篇文档。',
    },
    131007: {
      title: '知识库内部出错',
      what: `${product.first}知识库处理这次请求时出错，重试通常没有用。`,
      remedy: `请复制详情，向${product.amid}技术支持反馈，或先换一篇文档。`,
    },
    131009: meanings.busy,
    131010: meanings.badCall,
  }) as const satisfies Record<keyof typeof wikiProblems, ProblemMessages>

const permissionMessages = (product: ChineseProductName, meanings: Meanings) =>
  ({
    970002: {
      title: `${product.first}不支持查询这类文档`,
      what: '这类文档无法查询标题和权限，也不能放入文件。',
      remedy: '请换一篇新版文档。',
    },
    970003: meanings.noViewRight,
    970005: meanings.documentGone,
    1063001: {
      title: '链接与文档不符',
      what: '链接指向的文档不存在，或不是链接所写的类型。',
      remedy: `请在${product.amid}里打开文档，重新复制链接。`,
    },
    1063002: meanings.noViewRight,
    1063003: {
      title: '企业策略不允许',
      what: '企业的管理策略不允许对这篇文档进行此操作。',
      remedy: '请联系企业管理员，或换一篇文档。',
    },
    1063004: {
      title: '没有分享权限',
      what: '你的账号不能分享这篇文档。',
      remedy: '请向文档所有者申请权限，或换一篇文档。',
    },
    1063005: meanings.documentGone,
    1063006: meanings.busy,
    1066001: meanings.internalError,
    1066002: meanings.busy,
    1069701: meanings.staleToken,
    1069704: meanings.busy,
  }) as const satisfies Record<keyof typeof permissionProblems, ProblemMessages>

/** Documents, wiki pages, and looking them up. */
export const documentMessages = (product: ChineseProductName, meanings: Meanings) => ({
  ...docxMessages(product, meanings),
  ...wikiMessages(product, meanings),
  ...permissionMessages(product, meanings),
})
