import { describe, expect, it } from 'vitest'
import { readDocumentLinks, type LinkRules } from '../document-links.ts'
import { explainDocumentLink as readDocumentLink } from './explain-link.ts'

const token = 'Pc9OpwAV4nLdU7lTy71t6Kabcef'
const rules: LinkRules = { brand: 'feishu', customDomains: ['docs.example.com'] }
const link = `https://acme.feishu.cn/docx/${token}`
const enc = encodeURIComponent
const tokensIn = (text: string) => readDocumentLinks(text, rules).map((read) => (read.ok ? read.token : read.problem))

describe('an address of Feishu that takes no files', () => {
  it.each([
    ['https://acme.feishu.cn/share/base/form/shrcn1lAANF659o7EpWnxlR1VOh', 'link-base-form'],
    [`https://acme.feishu.cn/base/form/${token}`, 'link-base-form'],
    ['https://acme.feishu.cn/record/Qbjfr1wk6e377McWdS2cIq6WnzG', 'link-base-share'],
    ['https://acme.feishu.cn/share/base/view/shrcnv2iqnRsNJM6Y3hN5VhTJvg', 'link-base-share'],
    ['https://acme.feishu.cn/minutes/obcnAbCdEfGhIjKlMn', 'link-minutes'],
    ['https://acme.feishu.cn/board/wbcnAABBCC', 'link-whiteboard'],
    ['https://acme.feishu.cn/wiki/', 'link-wiki-home'],
    ['https://acme.feishu.cn/wiki/space/7467382510423506963?ccm_open_type=lark_wiki_spaceLink', 'link-wiki-home'],
    ['https://acme.feishu.cn/wiki/settings/7123456789012345678', 'link-wiki-home'],
    ['https://acme.feishu.cn/drive/home/', 'link-drive-home'],
    ['https://acme.feishu.cn/drive/folder/', 'link-drive-home'],
    ['https://acme.feishu.cn/messenger/', 'link-message'],
    ['https://applink.feishu.cn/client/chat/open?openChatId=oc_abc', 'link-message'],
    ['https://applink.feishu.cn/client/message/link/open?token=AmDj', 'link-message'],
    ['lark://client/chat/open?openChatId=oc_abc', 'link-message'],
    ['https://applink.feishu.cn/client/calendar/event/detail?calendarId=1', 'link-calendar'],
    ['https://acme.feishu.cn/calendar/week', 'link-calendar'],
    ['https://accounts.feishu.cn/accounts/page/login?app_id=7', 'link-sign-in'],
    ['https://accounts.feishu.cn/accounts/page/login?redirect_uri=https%3A%2F%2Fwww.feishu.cn%2F', 'link-sign-in'],
    ['https://vc.feishu.cn/j/337736498', 'link-meeting'],
    ['https://applink.feishu.cn/client/vctab/open?source=chat&action=detail&meetingId=1', 'link-meeting'],
    ['https://acme.feishu.cn/next/messenger', 'link-message'],
    ['https://applink.feishu.cn/client/helpdesk/open?id=6626260912531570952', 'link-message'],
    ['https://acme.feishu.cn/mail/inbox/7', 'link-mail'],
    ['https://mail.feishu.cn/', 'link-mail'],
    ['lark://applink.feishu.cn/client/mail/forward/card?cardId=1', 'link-mail'],
    ['https://applink.feishu.cn/client/todo/detail?guid=83912691-2e43-47fc-94a4-d512e03984fa', 'link-task'],
    ['https://applink.feishu.cn/client/todo/task_list?guid=aee23437', 'link-task'],
    ['https://www.feishu.cn/approval/admin/approvalList', 'link-approval'],
    [
      'https://applink.feishu.cn/client/mini_program/open?appId=cli_9cb844403dbb9108&path=pc%2Fpages%2Fin-process%2Findex%3FinstanceId%3D1',
      'link-approval',
    ],
    [`https://applink.feishu.cn/client/web_url/open?url=${enc('https://approval.feishu.cn/x?id=1')}`, 'link-approval'],
    ['https://applink.feishu.cn/client/mini_program/open?appId=cli_other', 'link-app'],
    ['https://applink.feishu.cn/client/web_app/open?appId=cli_other', 'link-app'],
    ['https://project.feishu.cn/abc/story/detail/1', 'link-app'],
    ['https://project.feishu.cn/space/story/detail/1', 'link-app'],
    ['https://www.feishu.cn/invitation/page/add_contact/?token=abc', 'link-contact'],
    ['https://www.feishu.cn/hc/zh-CN/articles/360040931334', 'link-website'],
    ['https://open.feishu.cn/document/server-docs/docs/docs-overview', 'link-website'],
    ['https://my.feishu.cn/sync/Al7fdhQBqssP3Fb7uNkczV3Cnse', 'link-synced-block'],
    [
      'https://internal-api-drive-stream.feishu.cn/space/api/box/stream/download/all/boxcnAbCdEfGhIjKlMnOpQr',
      'target-file',
    ],
    [`https://acme.feishu.cn/docx/${token.slice(0, 12)}...`, 'link-cut-off'],
    [`https://acme.feishu.cn/docx/${token.slice(0, 12)}…`, 'link-cut-off'],
    ['https://security.feishu.cn/link/safety?target=https%3A%2F%2Fexample.com%2Fx&scene=ccm', 'link-not-feishu'],
  ])('is named by its kind: %s', (pasted, problem) => {
    expect(readDocumentLink(`看这个 ${pasted} 谢谢`, rules)).toEqual({ ok: false, problem })
  })

  it('is a document where its path is one, whatever its host is called', () => {
    expect(tokensIn(`https://mail.feishu.cn/docx/${token}`)).toEqual([token])
  })

  it('is reported rather than an address that is not of Feishu', () => {
    const text = `https://example.com/a https://acme.feishu.cn/minutes/obcnAbCdEf https://www.feishu.cn/`
    expect(readDocumentLink(text, rules)).toEqual({ ok: false, problem: 'link-minutes' })
  })
})

describe('a link that leads over a site which alone knows where to', () => {
  it.each([
    ['https://protect-us.mimecast.com/s/abcdCOYEXyUx2Y5hx1234', 'protect-us.mimecast.com'],
    ['https://url.uk.m.mimecastprotect.com/s/abcdC0y?domain=acme.feishu.cn', 'url.uk.m.mimecastprotect.com'],
    ['https://t.cn/A6xyz123', 't.cn'],
    ['t.cn/A6xyz123', 't.cn'],
    ['https://url.emailprotection.link/?bABCdef123', 'url.emailprotection.link'],
    ['https://shared.outlook.inky.com/link?domain=acme.feishu.cn&t=h.abc', 'shared.outlook.inky.com'],
    ['https://d2abc.eu1.hubspotlinks.com/Ctc/abc', 'd2abc.eu1.hubspotlinks.com'],
    ['http://url.cn/5abc', 'url.cn'],
    ['https://bit.ly/3xyzAbc', 'bit.ly'],
    ['https://www.baidu.com/link?url=abcDEF123-_xyz&wd=&eqid=1', 'www.baidu.com'],
    ['https://applink.feishu.cn/TLJpeNdW', 'applink.feishu.cn'],
    ['https://go.feishu.cn/s/65AbCdEf', 'go.feishu.cn'],
  ])('names it: %s', (pasted, host) => {
    expect(readDocumentLink(`看这个 ${pasted} 谢谢`, rules)).toEqual({ ok: false, problem: 'link-redirect', host })
  })

  it('is no problem where the document’s own link is beside it', () => {
    expect(tokensIn(`https://t.cn/A6xyz123 ${link}`)).toEqual([token])
  })

  it('is not any other site', () => {
    const read = readDocumentLink('https://alidocs.dingtalk.com/i/nodes/abc', rules)
    expect(read).toEqual({ ok: false, problem: 'link-not-feishu' })
  })
})
