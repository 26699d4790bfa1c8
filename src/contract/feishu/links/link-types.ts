/** Kinds of document that a link can name, as drive/v1/metas calls them. */
export type DocumentKind = 'docx' | 'doc' | 'sheet' | 'bitable' | 'wiki' | 'folder' | 'file' | 'mindnote' | 'slides'

/** Feishu (feishu.cn, larkoffice.com) or Lark (larksuite.com): the hosts in `document-links.ts` are by brand. */
export type Brand = 'feishu' | 'lark'

/** Keys of the catalogue (problems/own.ts, problems/links.ts). */
export type LinkProblem =
  | 'link-empty'
  | 'link-not-a-link'
  | 'link-not-feishu'
  | 'link-not-a-document'
  | 'link-other-brand'
  | 'target-not-open'
  | 'link-base-form'
  | 'link-base-share'
  | 'link-minutes'
  | 'link-whiteboard'
  | 'link-wiki-home'
  | 'link-drive-home'
  | 'link-message'
  | 'link-calendar'
  | 'link-sign-in'
  | 'link-shortcut'
  | 'link-synced-block'
  | 'link-mail'
  | 'link-task'
  | 'link-approval'
  | 'link-meeting'
  | 'link-contact'
  | 'link-app'
  | 'link-website'
  | 'link-redirect'
  | 'link-cut-off'
  | 'target-file'

/** Why an address is no document. */
export interface Explanation {
  readonly problem: LinkProblem
  /** The site that a link leads over, where that is the problem. */
  readonly host?: string
  /** It only opens the address that it has as a parameter. */
  readonly leadsOn?: boolean
}
