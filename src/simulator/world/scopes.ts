import type { EndpointName } from '../http/endpoints.ts'

/** Texts of a scope on the consent page. */
export interface ScopeWords {
  readonly zh: string
  readonly en: string
}

/** Scopes enabled for the simulated app; asking for another one shows 20027, as at Feishu. */
export const enabledScopes: Readonly<Record<string, ScopeWords>> = {
  offline_access: { zh: '在你离开后继续代表你访问', en: 'Keep access while you are away' },
  'auth:user.id:read': { zh: '获取你的用户 ID', en: 'Read your user ID' },
  'contact:user.base:readonly': { zh: '获取你的姓名和头像', en: 'Read your name and picture' },
  'contact:user.email:readonly': { zh: '获取你的邮箱', en: 'Read your email address' },
  'contact:user.employee_id:readonly': { zh: '获取你在企业内的用户 ID', en: 'Read your ID within the company' },
  'docs:document.media:upload': { zh: '上传图片和附件到云文档', en: 'Upload pictures and files into documents' },
  'docs:document.media:download': { zh: '下载云文档中的图片和附件', en: 'Download pictures and files from documents' },
  'docx:document': { zh: '查看、编辑和创建新版文档', en: 'View, edit and create documents' },
  'docx:document:readonly': { zh: '查看新版文档', en: 'View documents' },
  'docx:document:write_only': { zh: '编辑新版文档', en: 'Edit documents' },
  'docx:document:create': { zh: '创建新版文档', en: 'Create documents' },
  'docs:doc': { zh: '查看和编辑旧版文档', en: 'View and edit legacy documents' },
  'docs:doc:readonly': { zh: '查看旧版文档', en: 'View legacy documents' },
  'docs:permission.member:auth': { zh: '判断你对云文档的权限', en: 'See what you may do in a document' },
  'docs:permission.member:retrieve': { zh: '查看云文档的协作者', en: 'See whom a document is shared with' },
  'drive:drive': { zh: '查看和管理云空间中的文件', en: 'View and manage files in Drive' },
  'drive:drive:readonly': { zh: '查看云空间中的文件', en: 'View files in Drive' },
  'drive:drive.metadata:readonly': { zh: '查看云空间文件的标题等信息', en: 'See titles of files in Drive' },
  'space:folder:create': { zh: '在云空间新建文件夹', en: 'Create folders in Drive' },
  'space:document:delete': { zh: '删除云空间中的文档', en: 'Delete documents in Drive' },
  'space:document:retrieve': { zh: '列出云空间中的文档', en: 'List documents in Drive' },
  'docs:document:import': { zh: '将文件导入为云文档', en: 'Import files as documents' },
  'search:docs:read': { zh: '搜索云文档', en: 'Search documents' },
  'wiki:wiki': { zh: '查看和编辑知识库', en: 'View and edit wikis' },
  'wiki:wiki:readonly': { zh: '查看知识库', en: 'View wikis' },
  'wiki:node:read': { zh: '查看知识库节点', en: 'View wiki pages' },
  'wiki:node:retrieve': { zh: '列出知识库节点', en: 'List wiki pages' },
  'wiki:node:create': { zh: '创建知识库节点', en: 'Create wiki pages' },
  'wiki:space:retrieve': { zh: '列出知识空间', en: 'List wiki spaces' },
  'sheets:spreadsheet': { zh: '查看和编辑电子表格', en: 'View and edit sheets' },
  'sheets:spreadsheet:readonly': { zh: '查看电子表格', en: 'View sheets' },
  'sheets:spreadsheet:write_only': { zh: '编辑电子表格', en: 'Edit sheets' },
  'bitable:app': { zh: '查看和编辑多维表格', en: 'View and edit bases' },
  'bitable:app:readonly': { zh: '查看多维表格', en: 'View bases' },
  'base:app:read': { zh: '获取多维表格信息', en: 'See what a base is called' },
  'base:table:read': { zh: '获取数据表信息', en: 'List tables of bases' },
  'base:field:read': { zh: '获取字段信息', en: 'List columns of bases' },
  'base:record:read': { zh: '读取记录', en: 'Read records of bases' },
  'base:record:retrieve': { zh: '按条件查询记录', en: 'Search records of bases' },
  'base:record:create': { zh: '新增记录', en: 'Create records in bases' },
  'base:record:update': { zh: '更新记录', en: 'Update records in bases' },
  'base:record:delete': { zh: '删除记录', en: 'Delete records in bases' },
}

/** Tokens that a call takes, and scopes of which any one is enough. */
export interface Access {
  readonly tokens: 'user' | 'user-or-tenant'
  readonly anyScope: readonly string[]
}

const upload = ['docs:document.media:upload', 'drive:drive', 'docs:doc', 'sheets:spreadsheet', 'bitable:app'] as const
const docxWrite = ['docx:document', 'docx:document:write_only'] as const
const docxRead = ['docx:document', 'docx:document:readonly'] as const
const sheetsWrite = ['drive:drive', 'sheets:spreadsheet'] as const
const baseRead = ['bitable:app', 'bitable:app:readonly'] as const
const driveRead = ['drive:drive', 'drive:drive:readonly'] as const
const wikiRead = ['wiki:wiki', 'wiki:wiki:readonly'] as const
const both = (anyScope: readonly string[]): Access => ({ tokens: 'user-or-tenant', anyScope })

/** Official pages of each call, 2026-05-24. `null`: called without a token. */
export const accessOf: Readonly<Record<EndpointName, Access | null>> = {
  uploadAll: both(upload),
  uploadPrepare: both(upload),
  uploadPart: both(upload),
  uploadFinish: both(upload),
  downloadMedia: both([
    'docs:document.media:download',
    'drive:drive',
    'drive:drive:readonly',
    'docs:doc',
    'docs:doc:readonly',
    'bitable:app',
    'bitable:app:readonly',
    'sheets:spreadsheet',
    'sheets:spreadsheet:readonly',
  ]),
  createDocument: both(['docx:document', 'docx:document:create']),
  createBlocks: both(docxWrite),
  batchUpdateBlocks: both(docxWrite),
  updateBlock: both(docxWrite),
  deleteBlocks: both(['docx:document']),
  /** UNCONFIRMED (docs/feishu.md, U32). */
  updateDocument: both(docxWrite),
  getDocument: both(docxRead),
  listBlocks: both(docxRead),
  getBlock: both(docxRead),
  listChildren: both(docxRead),
  getWikiNode: both(['wiki:node:read', 'wiki:wiki', 'wiki:wiki:readonly']),
  queryMetas: both(['drive:drive', 'drive:drive.metadata:readonly']),
  checkPermission: both([
    'docs:permission.member:auth',
    'drive:drive',
    'docs:doc',
    'wiki:wiki',
    'bitable:app',
    'sheets:spreadsheet',
  ]),
  listMembers: both([
    'docs:permission.member:retrieve',
    'drive:drive',
    'docs:doc',
    'wiki:wiki',
    'bitable:app',
    'sheets:spreadsheet',
  ]),
  querySheets: both([...driveRead, 'sheets:spreadsheet', 'sheets:spreadsheet:readonly']),
  readCells: both([...driveRead, 'sheets:spreadsheet', 'sheets:spreadsheet:readonly']),
  writeCellImage: both(sheetsWrite),
  createFloatImage: both([...sheetsWrite, 'sheets:spreadsheet:write_only']),
  writeCells: both(sheetsWrite),
  queryFloatImages: both([...driveRead, 'sheets:spreadsheet', 'sheets:spreadsheet:readonly']),
  deleteFloatImage: both([...sheetsWrite, 'sheets:spreadsheet:write_only']),
  getBase: both([...baseRead, 'base:app:read']),
  listTables: both([...baseRead, 'base:table:read']),
  listFields: both([...baseRead, 'base:field:read']),
  searchRecords: both([...baseRead, 'base:record:retrieve']),
  batchGetRecords: both([...baseRead, 'base:record:read']),
  createRecord: both(['bitable:app', 'base:record:create']),
  batchCreateRecords: both(['bitable:app', 'base:record:create']),
  updateRecord: both(['bitable:app', 'base:record:update']),
  batchUpdateRecords: both(['bitable:app', 'base:record:update']),
  batchDeleteRecords: both(['bitable:app', 'base:record:delete']),
  createImportTask: both(['drive:drive', 'docs:document:import']),
  getImportTask: both([...driveRead, 'docs:document:import']),
  listFiles: both([...driveRead, 'space:document:retrieve']),
  getRootFolder: both(['drive:drive', 'drive:drive.metadata:readonly']),
  createFolder: both(['drive:drive', 'space:folder:create']),
  deleteFile: both(['drive:drive', 'space:document:delete']),
  listSpaces: both([...wikiRead, 'wiki:space:retrieve']),
  listNodes: both([...wikiRead, 'wiki:node:retrieve']),
  createNode: both(['wiki:wiki', 'wiki:node:create']),
  searchDocuments: { tokens: 'user', anyScope: ['search:docs:read'] },
  searchObjects: { tokens: 'user', anyScope: [...driveRead, 'search:docs:read'] },
  getUserInfo: { tokens: 'user', anyScope: [] },
  exchangeToken: null,
  exchangeTokenV3: null,
  resendAppTicket: null,
  getStoreAppToken: null,
  getStoreTenantToken: null,
  getTenantToken: null,
  getAppToken: null,
}
