import { describe, expect, it } from 'vitest'
import { readDocumentLinks, type LinkRules } from './document-links.ts'
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
    ['typed in full width', Array.from(link, (each) => String.fromCodePoint(each.charCodeAt(0) + 0xfee0)).join('')],
    [
      'as Android hands it over',
      `intent://acme.feishu.cn/docx/${token}#Intent;scheme=https;package=com.ss.android.lark;end`,
    ],
    ['at an address that ByteDance has', `https://acme.feishu.net/docx/${token}`],
    ['in JSON in Base64', `https://news.example.com/e/c/${base64(JSON.stringify({ a: 1, href: link }))}/x`],
    [
      'in JSON in JSON in Base64',
      `https://mandrillapp.com/track/click/1/acme.feishu.cn?p=${base64(JSON.stringify({ p: `{"url":"${link.replaceAll('/', String.raw`\/`)}"}` }))}`,
    ],
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
    ['with a full stop that ends its host', `https://acme.feishu.cn./docx/${token}`],
    ['with a full stop that ends the host of a company', `https://docs.example.com./docx/${token}`],
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
    ['shtusAbCdEfGhIjKlMnOpQrStUv', 'sheet'],
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
    'docusaurusinstallation',
    'internationalization',
    'aaaaaaaaaaaaaaaaaaaaaaaaaaa',
    `${token}x`,
    `${token} ${token}`,
    'product_review_2026_final',
  ])('is not any other word: %s', (text) => {
    expect(readDocumentLink(text, rules)).toEqual({ ok: false, problem: 'link-not-a-link' })
  })
})
