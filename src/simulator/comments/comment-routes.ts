import { rates } from '../../contract/feishu/route.ts'
import type { Endpoint } from '../http/endpoint.ts'

const comments = '/open-apis/drive/v1/files/:file_token/comments'
const reference = 'https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/drive-v1'

/** Calls about comments on documents, which only other programs make. */
export const commentRoutes = {
  listComments: {
    method: 'GET',
    path: comments,
    rate: rates.unpublished,
    body: 'none',
    caller: 'gateway',
    docs: `${reference}/file-comment/list`,
  },
  queryComments: {
    method: 'POST',
    path: `${comments}/batch_query`,
    rate: rates.tier3,
    body: 'json',
    caller: 'gateway',
    docs: 'https://open.feishu.cn/document/server-docs/docs/CommentAPI/batch_query',
  },
  createComment: {
    method: 'POST',
    path: comments,
    rate: rates.tier4,
    body: 'json',
    caller: 'gateway',
    docs: `${reference}/file-comment/create`,
  },
  getComment: {
    method: 'GET',
    path: `${comments}/:comment_id`,
    rate: rates.tier4,
    body: 'none',
    caller: 'gateway',
    docs: `${reference}/file-comment/get`,
  },
  solveComment: {
    method: 'PATCH',
    path: `${comments}/:comment_id`,
    rate: rates.unpublished,
    body: 'json',
    caller: 'gateway',
    docs: `${reference}/file-comment/patch`,
  },
  listReplies: {
    method: 'GET',
    path: `${comments}/:comment_id/replies`,
    rate: rates.unpublished,
    body: 'none',
    caller: 'gateway',
    docs: `${reference}/file-comment-reply/list`,
  },
  createReply: {
    method: 'POST',
    path: `${comments}/:comment_id/replies`,
    rate: rates.unpublished,
    body: 'json',
    caller: 'gateway',
    docs: `${reference}/file-comment-reply/create`,
  },
} as const satisfies Record<string, Endpoint>
