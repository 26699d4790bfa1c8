import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readDocumentLinks, type LinkRules } from './document-links.ts'
import { findAddresses } from './links/find-addresses.ts'
import { explainDocumentLink as readDocumentLink } from './links/explain-link.ts'

const token = 'Pc9OpwAV4nLdU7lTy71t6Kabcef'
const other = 'XyZ0pwAV4nLdU7lTy71t6Kabc12'
const rules: LinkRules = { brand: 'feishu', customDomains: ['docs.example.com'] }
const link = `https://acme.feishu.cn/docx/${token}`
const enc = encodeURIComponent
const base64 = (text: string) => btoa(text)

const tokensIn = (text: string) => readDocumentLinks(text, rules).map((read) => (read.ok ? read.token : read.problem))

describe('a document is found', () => {
  it.each([
    ['percent-encoded as a whole', enc(link)],
    ['percent-encoded twice', enc(enc(link))],
    ['percent-encoded without its scheme', enc(`acme.feishu.cn/docx/${token}`)],
    ['in italics', `_${link}_`],
    ['in italics without a scheme', `_acme.feishu.cn/docx/${token}_`],
    ['in bold', `**${link}**`],
    ['struck through', `~~${link}~~`],
    ['with a tilde behind it', `${link}~`],
    ['with a full-width tilde behind it', `${link}～`],
    ['with a Chinese full stop that was encoded', `${link}%E3%80%82`],
    ['in Markdown with its own address as its text', `[${link}](${link})`],
    ['in HTML', `<a href="https://acme.feishu.cn/docx/${token}?from=a&amp;lang=zh">周报</a>`],
    ['in HTML with encoded slashes', `https:&#x2F;&#47;acme.feishu.cn&#x2F;docx&#x2F;${token}`],
    ['in JSON', `{"url":"https:\\/\\/acme.feishu.cn\\/docx\\/${token}"}`],
    ['typed with a Chinese keyboard', `https：//acme.feishu.cn／docx／${token}`],
    [
      'with invisible characters in it',
      `https://acme.feishu.cn/\u200Bdocx/${token.slice(0, 9)}\u200B${token.slice(9)}`,
    ],
    ['right behind Chinese, without a scheme', `链接：acme.feishu.cn/docx/${token}，请看`],
    ['behind a colon, without a scheme', `link:acme.feishu.cn/docx/${token}`],
    ['broken by a mail program', `见 https://acme.feishu.cn/docx/${token.slice(0, 12)}\n${token.slice(12)}\n谢谢`],
    [
      'broken, with a space of a text field in the break’s place',
      `见 https://acme.feishu.cn/docx/${token.slice(0, 12)} ${token.slice(12)} 谢谢`,
    ],
    ['broken behind its path', `https://acme.feishu.cn/docx/\r\n${token}`],
    ['broken in quoted-printable', `https://acme.feishu.cn/docx/${token.slice(0, 20)}=\n${token.slice(20)} thanks`],
    ['broken in a reply', `> https://acme.feishu.cn/docx/${token.slice(0, 20)}\n> ${token.slice(20)}\n> ok`],
    ['in a link of the app', `lark://applink.feishu.cn/client/docs/open?url=${enc(link)}`],
    ['in a link that opens a page in the app', `lark://client/web?url=${enc(link)}`],
    ['by the scheme of the app', `feishu://acme.feishu.cn/docx/${token}`],
    ['by the scheme of the app, without a host', `feishu://docx/${token}`],
    ['behind a login page', `https://accounts.feishu.cn/accounts/page/login?app_id=2&redirect_uri=${enc(link)}`],
    [
      'behind an older login page',
      `https://login.feishu.cn/suite/passport/page/login/?continue=${enc(`${link}?from=x`)}`,
    ],
    [
      'behind a login page inside an AppLink',
      `https://applink.feishu.cn/client/web_url/open?url=${enc(`https://accounts.feishu.cn/login?redirect_uri=${enc(link)}`)}`,
    ],
    ['behind Outlook', `https://apc01.safelinks.protection.outlook.com/?url=${enc(link)}&data=05%7C02&reserved=0`],
    ['behind Proofpoint', `https://urldefense.com/v3/__${link}__;!!Abc123!xyz$`],
    [
      'behind older Proofpoint',
      `https://urldefense.proofpoint.com/v2/url?u=https-3A__acme.feishu.cn_docx_${token}&d=DwMFaQ`,
    ],
    [
      'behind Proofpoint in Teams, with one slash',
      `https://urldefense.com/v3/__https:/acme.feishu.cn/docx/${token}__;!!x$`,
    ],
    ['behind Sophos', `https://eu-central-1.protection.sophos.com/?d=feishu.cn&u=${base64(link)}&i=abc`],
    ['behind Bing', `https://www.bing.com/ck/a?!&&p=abc&ptn=3&u=a1${base64(link).replace(/=+$/, '')}&ntb=1`],
    [
      'behind Barracuda',
      `https://linkprotect.cudasvc.com/url?a=${enc(link).toLowerCase().replace(token.toLowerCase(), token)}&c=E`,
    ],
    ['behind Avanan', `https://url.avanan.click/v2/___${link}___.YXAzOmFjbWU6YTpv`],
    ['behind QQ', `https://c.pc.qq.com/middlem.html?pfurl=${enc(link)}&pfuin=1&pfto=qq.msg&type=0`],
    ['behind QQ, without a scheme', `https://c.pc.qq.com/pc.html?pfurl=${enc(`acme.feishu.cn/docx/${token}`)}`],
    ['behind WeCom', `https://open.work.weixin.qq.com/wwopen/uriconfirm?uri=${enc(link)}&from=msg`],
    ['behind LinkedIn', `https://www.linkedin.com/safety/go?url=${enc(link)}&trk=x`],
    ['behind Feishu’s own warning', `https://security.feishu.cn/link/safety?target=${enc(link)}&lang=zh-CN`],
    [
      'behind Outlook, in quoted-printable on three lines',
      `https://nam02.safelinks.protection.outlook.com/?url=3Dhttps%3A%2F%2Facme.feis=\nhu.cn%2Fdocx%2F${token.slice(0, 9)}=\n${token.slice(9)}&data=3D05%7C02`,
    ],
    ['selected without its first letter', `看 ttps://acme.feishu.cn/docx/${token}`],
    ['selected without its scheme', `//acme.feishu.cn/docx/${token}`],
    ['typed without the colon', `https//acme.feishu.cn/docx/${token}`],
    ['in the markup of a chat', `<${link}|产品周报>`],
    ['in the markup of a wiki', `[[${link}][产品周报]]`],
    ['in a shared mail', `mailto:?body=${enc(`看 ${link} 谢谢`)}`],
    ['behind another program’s scheme', `microsoft-edge:${link}`],
    ['made harmless', `hxxps://acme[.]feishu[.]cn/docx/${token}`],
    ['in JSON with escaped slashes', `"https:\\u002F\\u002Facme.feishu.cn\\u002Fdocx\\u002F${token}"`],
    ['typed with Chinese full stops', `acme。feishu。cn/docx/${token}`],
    ['with its query encoded', `${link}%3Ffrom%3Dx`],
    ['with a space that was encoded', `${link}%20`],
    ['with a path in capitals', `HTTPS://ACME.FEISHU.CN/DOCX/${token}`],
    ['behind Cisco', `https://secure-web.cisco.com/1aB2c-D/${enc(link)}`],
    ['behind Google', `https://www.google.com/url?q=${link}&sa=D&source=docs`],
    ['behind DingTalk', `dingtalk://dingtalkclient/page/link?url=${enc(link)}&pc_slide=true`],
    [
      'behind WeChat',
      `https://weixin110.qq.com/cgi-bin/mmspamsupport-bin/newredirectconfirmcgi?main_type=2&url=${enc(link)}`,
    ],
    ['behind Zhihu', `https://link.zhihu.com/?target=${enc(link)}`],
    ['behind a page’s hash', `https://portal.example.com/#/go?to=${enc(link)}`],
    ['at a company’s own address', `https://docs.example.com/docx/${token}`],
    ['below a company’s own address', `https://a.docs.example.com/docx/${token}`],
  ])('%s', (_, pasted) => {
    expect(readDocumentLinks(pasted, rules)).toMatchObject([{ ok: true, kind: 'docx', token }])
  })

  it('with a clean address, whatever text was around it', () => {
    const wrapped = `https://apc01.safelinks.protection.outlook.com/?url=${enc(`https://acme.feishu.cn/base/${token}?table=tblA1&view=vewB#x`)}&data=05`
    expect(readDocumentLink(wrapped, rules)).toMatchObject({
      address: `https://acme.feishu.cn/base/${token}?table=tblA1`,
      tableId: 'tblA1',
    })
  })

  it.each([
    ['folder', 'folder'],
    ['space/folder', 'folder'],
    ['space/sheet', 'sheet'],
    ['space/doc', 'doc'],
  ])('by a path of earlier years: /%s', (path, kind) => {
    expect(readDocumentLink(`https://acme.feishu.cn/${path}/${token}`, rules)).toMatchObject({ ok: true, kind, token })
  })

  it('in the folder that the app’s address bar names behind a hash', () => {
    expect(readDocumentLink(`https://acme.feishu.cn/drive/home#/folder/${token}`, rules)).toMatchObject({
      kind: 'folder',
      token,
    })
  })
})

describe('several documents', () => {
  it.each([
    ['in sentences', `先看 https://acme.feishu.cn/docx/${token}，再看 https://acme.feishu.cn/wiki/${other}。`],
    ['on lines', `- ${link}\n- https://acme.feishu.cn/sheets/${other}?sheet=abc\n`],
    ['with a comma between them', `${link},https://acme.feishu.cn/base/${other}`],
    ['with nothing between them', `${link}https://acme.feishu.cn/docx/${other}`],
    [
      'each in a link of another program',
      [token, other].map((each) => `https://x.io/?u=${enc(link.replace(token, each))}`).join(' '),
    ],
  ])('are all found: %s', (_, pasted) => {
    expect(tokensIn(pasted)).toEqual([token, other])
  })

  it('are each listed once', () => {
    expect(tokensIn(`${link}?from=a ${link}#b acme.feishu.cn/docx/${token}`)).toEqual([token])
  })

  it('do not come from the query of a document’s own link', () => {
    expect(tokensIn(`${link}?from=${enc(`https://acme.feishu.cn/docx/${other}`)}`)).toEqual([token])
    expect(tokensIn(`${link}?from=https://acme.feishu.cn/docx/${other}`)).toEqual([token])
  })

  it('come after those that take files', () => {
    const text = `会议 https://vc.feishu.cn/j/1 纪要 https://acme.feishu.cn/minutes/obcn123456 https://example.com/x ${link} https://acme.larksuite.com/docx/${other}`
    expect(tokensIn(text)).toEqual([token])
  })

  it('are not joined from a link and the word on the next line', () => {
    expect(tokensIn(`https://acme.feishu.cn/docx/doxcnAbCdEf123\nthanks`)).toEqual(['doxcnAbCdEf123'])
    expect(tokensIn(`${link}\n${other}`)).toEqual([token])
    expect(tokensIn(`https://acme.feishu.cn/docx/doxcnAbCdEf123 thanks`)).toEqual(['doxcnAbCdEf123'])
    expect(tokensIn(`https://acme.feishu.cn/minutes/obcnAbCdEf acme.feishu.cn/docx/${token}`)).toEqual([token])
  })
})

describe('a token alone', () => {
  it.each([
    ['doxcnAbCdEfGhIjKlMnOpQrStUv', 'docx'],
    ['shtcnmBA1b2c3yGehy8d4e5f6g7', 'sheet'],
    ['bascnCMII2ORej2RItqpZZUNMIe', 'bitable'],
    ['wikcnKQ1k3p0Vba0eMHA8y1YsJg', 'wiki'],
    ['fldcnBVSrd4t7Zn8MqGOvt7eXYz', 'folder'],
    ['doccnByeTzGZGzXtWkqCeTOPtib', 'doc'],
    [token, null],
    ['appbcbWCzen6D8dezhoCH2RpMAh', null],
  ])('is read: %s', (text, kind) => {
    expect(readDocumentLink(`「${text}」`, rules)).toMatchObject({ ok: true, kind, token: text, address: text })
  })

  it('of a base or sheet inside a document names its table or tab', () => {
    expect(readDocumentLink(`${token}_tblAbC12`, rules)).toMatchObject({ kind: 'bitable', token, tableId: 'tblAbC12' })
    expect(readDocumentLink(`${token}_Q7PlXT`, rules)).toMatchObject({ kind: 'sheet', token, sheetId: 'Q7PlXT' })
  })

  it.each([
    `token=${token}`,
    `"document_id": "${token}"`,
    `doc token：${token}`,
    `docx/${token}`,
    `/wiki/${token}?from=x#y`,
    `drive/folder/${token}`,
  ])('is read with its name: %s', (text) => {
    expect(readDocumentLink(text, rules)).toMatchObject({ ok: true, token })
  })

  it('of a shortcut leads on to the document’s own link', () => {
    expect(readDocumentLink('nodcnAbCdEfGhIjKlMnOpQrStUv', rules)).toEqual({ ok: false, problem: 'link-shortcut' })
  })

  it.each([
    'doxcn',
    'internationalization',
    'aaaaaaaaaaaaaaaaaaaaaaaaaaa',
    `${token}x`,
    `${token} ${token}`,
    'product_review_2026_final',
  ])('is not any other word: %s', (text) => {
    expect(readDocumentLink(text, rules)).toEqual({ ok: false, problem: 'link-not-a-link' })
  })
})

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

describe('whatever is pasted', () => {
  const paths = ['docx', 'sheets', 'base', 'wiki', 'drive/folder'] as const
  const tokens = fc.string({ unit: fc.constantFrom(...'ABCXYZabcxyz0189'.split('')), minLength: 27, maxLength: 27 })
  const links = fc
    .tuple(fc.constantFrom('acme.feishu.cn', 'my.feishu.cn', 'a.larkoffice.com'), fc.constantFrom(...paths), tokens)
    .map(([host, path, each]) => ({ token: each, address: `https://${host}/${path}/${each}` }))

  const wrappings: readonly ((address: string) => string)[] = [
    (address) => address,
    (address) => encodeURIComponent(address),
    (address) => `https://portal.example.com/go?a=1&target=${encodeURIComponent(address)}&b=2`,
    (address) => `https://accounts.feishu.cn/accounts/page/login?redirect_uri=${encodeURIComponent(address)}`,
    (address) => `lark://client/web?url=${encodeURIComponent(address)}`,
    (address) => `[文档](${address})`,
    (address) => `_${address}_`,
    (address) => `<${address}>`,
    (address) => `${address}~`,
  ]
  const around = fc.constantFrom('', ' ', '，', '。', '\n', '、请看 ', ' see: ', '（', '）', '“', '! ')

  it('each document in it is found, in order, through two wrappings of any kind', () => {
    const wrapped = fc.tuple(links, fc.constantFrom(...wrappings), fc.constantFrom(...wrappings), around)
    fc.assert(
      fc.property(
        fc.uniqueArray(wrapped, { minLength: 1, maxLength: 5, selector: ([each]) => each.token }),
        (parts) => {
          const text = parts
            .map(([{ address }, inner, outer, mark]) => `${outer(inner(address)).replaceAll(' ', '%20')}${mark} `)
            .join('')
          expect(tokensIn(text)).toEqual(parts.map(([each]) => each.token))
        },
      ),
    )
  })

  it('a link that is broken into lines anywhere behind its host is whole again', () => {
    fc.assert(
      fc.property(
        links,
        fc.array(fc.nat(60), { maxLength: 3 }),
        fc.constantFrom('\n', '\r\n', '=\n', '\n> '),
        (each, cuts, end) => {
          const from = each.address.indexOf('/', 8) + 1
          const places = [...new Set(cuts.map((cut) => from + (cut % (each.address.length - from))))].toSorted(
            (a, b) => b - a,
          )
          const broken = places.reduce((text, at) => text.slice(0, at) + end + text.slice(at), each.address)
          expect(tokensIn(`${broken}\n谢谢`)).toEqual([each.token])
        },
      ),
    )
  })

  it('a link that another program wrapped and a mail broke into lines is whole again', () => {
    const wraps: readonly ((address: string) => string)[] = [
      (address) => `https://apc01.safelinks.protection.outlook.com/?url=${enc(address)}&data=05%7C02`,
      (address) => `https://linkprotect.cudasvc.com/url?a=${enc(address)}&c=E`,
      (address) => `https://portal.example.com/go?a=1&target=${enc(enc(address))}`,
    ]
    fc.assert(
      fc.property(
        links,
        fc.constantFrom(...wraps),
        fc.integer({ min: 40, max: 76 }),
        fc.constantFrom('\n', '\r\n', '=\n', '\n> ', ' '),
        ({ token: wanted, address }, wrap, width, end) => {
          const lines = wrap(address).match(new RegExp(`.{1,${width}}`, 'g')) ?? []
          expect(tokensIn(`见：${lines.join(end)}\n\n谢谢`)).toEqual([wanted])
        },
      ),
    )
  })

  it('takes no longer for many addresses that any line might complete', () => {
    let looks = 0
    const text = 'https://example.com/?u=https%3A%2F%2Fexample.org%2F word word word\n'.repeat(200)
    findAddresses(text, () => {
      looks += 1
      return false
    })
    expect(looks).toBeLessThan(150)
  })

  it('reading never fails, and gives targets alone or one reason', () => {
    const odd = fc.constantFrom(
      'https://',
      'lark://',
      '%3A%2F%2F',
      'acme.feishu.cn/',
      'docx/',
      token,
      '\n',
      '=',
      '&#x2F;',
      '?url=',
      '%',
      '_',
      '~',
    )
    const texts = fc.array(fc.oneof(odd, fc.string()), { maxLength: 30 }).map((parts) => parts.join(''))
    fc.assert(
      fc.property(texts, (text) => {
        const read = readDocumentLinks(text, rules)
        if (read.length > 1) expect(read.every(({ ok }) => ok)).toBe(true)
        for (const each of read) {
          if (each.ok && each.address !== each.token) expect(readDocumentLink(each.address, rules)).toEqual(each)
        }
      }),
    )
  })
})
