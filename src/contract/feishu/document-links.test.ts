import { describe, expect, it } from 'vitest'
import { documentLinkOf, type LinkRules } from './document-links.ts'
import { explainDocumentLink as readDocumentLink } from './links/explain-link.ts'

const token = 'Pc9OpwAV4nLdU7lTy71t6Kabcef'
const feishu: LinkRules = { brand: 'feishu', documentOrigin: 'http://localhost:8081' }
const lark: LinkRules = { brand: 'lark' }

const document = `https://acme.feishu.cn/docx/${token}?from=copy`

const found = (kind: string | null, brand = 'feishu') => ({ ok: true, kind, token, brand })
const problem = (name: string) => ({ ok: false, problem: name })

describe('a pasted link that names a document', () => {
  it.each([
    ['a company', `https://acme.feishu.cn/docx/${token}`],
    ['a personal account', `https://my.feishu.cn/docx/${token}`],
    ['no company', `https://feishu.cn/docx/${token}`],
    ['a host below a host', `https://a.b.feishu.cn/docx/${token}`],
    ['larkoffice', `https://bytedance.larkoffice.com/docx/${token}`],
    ['the simulator', `http://localhost:8081/docx/${token}`],
    ['plain http', `http://acme.feishu.cn/docx/${token}`],
    ['capitals in scheme and host', `HTTPS://ACME.FEISHU.CN/docx/${token}`],
    ['a query', `https://acme.feishu.cn/docx/${token}?from=from_copylink&lang=zh`],
    ['a query with Chinese in it', `https://acme.feishu.cn/docx/${token}?q=周报`],
    ['a stray hash', `https://acme.feishu.cn/docx/${token}#`],
    ['a heading', `https://acme.feishu.cn/docx/${token}#part-LxTQdKzZ`],
    ['a trailing slash', `https://acme.feishu.cn/docx/${token}/`],
    ['spaces and line breaks around', `\n  https://acme.feishu.cn/docx/${token} \r\n`],
    ['the title before it', `产品周报 https://acme.feishu.cn/docx/${token}`],
    ['the title before and words after', `《产品周报》\nhttps://acme.feishu.cn/docx/${token}\n请大家查看`],
    ['Chinese right before it', `链接：https://acme.feishu.cn/docx/${token}`],
    ['a full stop after', `https://acme.feishu.cn/docx/${token}。`],
    ['a comma after', `https://acme.feishu.cn/docx/${token}，谢谢`],
    ['full-width punctuation after', `https://acme.feishu.cn/docx/${token}；`],
    ['an exclamation mark after', `https://acme.feishu.cn/docx/${token}！`],
    ['an English full stop after', `See https://acme.feishu.cn/docx/${token}.`],
    ['full-width brackets around', `（https://acme.feishu.cn/docx/${token}）`],
    ['book brackets around', `【https://acme.feishu.cn/docx/${token}】`],
    ['quotes around', `"https://acme.feishu.cn/docx/${token}"`],
    ['angle brackets around', `<https://acme.feishu.cn/docx/${token}>`],
    ['Markdown', `[产品周报](https://acme.feishu.cn/docx/${token})`],
    ['no scheme', `acme.feishu.cn/docx/${token}`],
    ['no scheme and a title', `产品周报 acme.feishu.cn/docx/${token}?from=copy`],
    ['an AppLink around', `https://applink.feishu.cn/client/docs/open?url=${encodeURIComponent(document)}`],
    [
      'an AppLink to a page',
      `https://applink.feishu.cn/client/web_url/open?mode=window&url=${encodeURIComponent(document)}`,
    ],
  ])('is read with %s', (_, pasted) => {
    expect(readDocumentLink(pasted, feishu)).toMatchObject(found('docx'))
  })

  it.each([
    ['docx', 'docx'],
    ['docs', 'doc'],
    ['doc', 'doc'],
    ['sheets', 'sheet'],
    ['base', 'bitable'],
    ['wiki', 'wiki'],
    ['file', 'file'],
    ['mindnotes', 'mindnote'],
    ['slides', 'slides'],
    ['drive/folder', 'folder'],
  ])('takes its kind from the path /%s', (path, kind) => {
    expect(readDocumentLink(`https://acme.feishu.cn/${path}/${token}`, feishu)).toMatchObject(found(kind))
  })

  it('keeps the kind of a base inside a wiki a wiki, whatever the query says', () => {
    expect(readDocumentLink(`https://acme.feishu.cn/wiki/${token}?table=tblabc&view=vew1`, feishu)).toMatchObject({
      ...found('wiki'),
      tableId: 'tblabc',
    })
  })

  it('keeps the tab of a sheet, and drops one that could not be an id', () => {
    const link = `https://acme.feishu.cn/sheets/${token}?sheet=`
    expect(readDocumentLink(`${link}Q7PlXT#x`, feishu)).toMatchObject({ ...found('sheet'), sheetId: 'Q7PlXT' })
    expect(readDocumentLink(`${link}../x`, feishu)).not.toHaveProperty('sheetId')
  })

  it('reads Lark links where the app is one of Lark', () => {
    expect(readDocumentLink(`https://acme.larksuite.com/docx/${token}`, lark)).toMatchObject(found('docx', 'lark'))
    expect(readDocumentLink(`https://acme.sg.larksuite.com/wiki/${token}`, lark)).toMatchObject(found('wiki', 'lark'))
  })

  it('reads old tokens with a prefix', () => {
    expect(readDocumentLink('https://acme.feishu.cn/docx/doxcnAbCdEf123', feishu)).toMatchObject({
      token: 'doxcnAbCdEf123',
    })
  })
})

describe('a pasted text that names no document', () => {
  it.each(['', '   ', '\n\t'])('is empty: %j', (pasted) => {
    expect(readDocumentLink(pasted, feishu)).toEqual(problem('link-empty'))
  })

  it.each([
    '你好',
    'report.docx',
    'feishu.cn',
    'https://',
    `javascript:alert(1)//acme.feishu.cn/docx/${token}`,
    `file:///acme.feishu.cn/docx/${token}`,
    'https://[::bad/docx/x',
  ])('is not a link: %s', (pasted) => {
    expect(readDocumentLink(pasted, feishu)).toEqual(problem('link-not-a-link'))
  })

  it.each([
    `https://example.com/docx/${token}`,
    `https://evilfeishu.cn/docx/${token}`,
    `https://feishu.cn.evil.com/docx/${token}`,
    `https://feishu.cn@evil.com/docx/${token}`,
    `https://acme.feishu.cn:x@evil.com/docx/${token}`,
    `https://evil.com\\@acme.feishu.cn/docx/${token}`,
    `http://localhost:8082/docx/${token}`,
    `https://localhost:8081/docx/${token}`,
  ])('is not of Feishu: %s', (pasted) => {
    expect(readDocumentLink(pasted, feishu)).toEqual(problem('link-not-feishu'))
  })

  it.each([
    'https://acme.feishu.cn/',
    'https://acme.feishu.cn/docx/',
    'https://acme.feishu.cn/docx/short',
    `https://acme.feishu.cn/unknown/${token}`,
    `https://acme.feishu.cn/base/workspace/${token}`,
    `https://acme.feishu.cn/constructor/${token}`,
    `https://acme.feishu.cn/__proto__/${token}`,
    `https://acme.feishu.cn/docx/${token}%2F..%2Fsecret`,
    `https://acme.feishu.cn/docx/${'A'.repeat(65)}`,
    `https://acme.feishu.cn/docx/../unknown/${token}`,
  ])('is of Feishu and no document: %s', (pasted) => {
    expect(readDocumentLink(pasted, feishu)).toEqual(problem('link-not-a-document'))
  })

  it('is of a place that Feishu has not opened', () => {
    const moments = 'https://applink.feishu.cn/client/moments/detail?postId=6934510454161014804'
    expect(readDocumentLink(moments, feishu)).toEqual(problem('target-not-open'))
  })

  it('leads elsewhere by way of Feishu', () => {
    const around = (address: string) =>
      `https://applink.feishu.cn/client/web_url/open?url=${encodeURIComponent(address)}`
    expect(readDocumentLink(around(`https://example.com/docx/${token}`), feishu)).toEqual(problem('link-not-feishu'))
    expect(readDocumentLink(around('nowhere'), feishu)).toEqual(problem('link-not-a-document'))
  })

  it('belongs to the other brand', () => {
    expect(readDocumentLink(`https://acme.larksuite.com/docx/${token}`, feishu)).toEqual(problem('link-other-brand'))
    expect(readDocumentLink(`https://acme.feishu.cn/docx/${token}`, lark)).toEqual(problem('link-other-brand'))
  })

  it('is not taken for the simulator where none is configured', () => {
    expect(readDocumentLink(`http://localhost:8081/docx/${token}`, lark)).toEqual(problem('link-not-feishu'))
  })
})

it.each(['docx', 'doc', 'sheet', 'bitable', 'wiki', 'folder', 'file', 'mindnote', 'slides'] as const)(
  'a link made for a %s reads back as one',
  (kind) => {
    for (const rules of [
      { brand: 'feishu' },
      { brand: 'lark' },
      { brand: 'lark', documentOrigin: 'http://localhost:8081' },
    ] as const) {
      const link = documentLinkOf(kind, 'AbCdEfGhIj12', rules)
      expect(readDocumentLink(link, rules)).toMatchObject({ ok: true, kind, token: 'AbCdEfGhIj12', brand: rules.brand })
    }
  },
)
