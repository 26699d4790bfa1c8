import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readDocumentLinks, type LinkRules } from '../document-links.ts'
import { findAddresses } from './find-addresses.ts'
import { explainDocumentLink as readDocumentLink } from './explain-link.ts'

const token = 'Pc9OpwAV4nLdU7lTy71t6Kabcef'
const rules: LinkRules = { brand: 'feishu', customDomains: ['docs.example.com'] }
const enc = encodeURIComponent
const tokensIn = (text: string) => readDocumentLinks(text, rules).map((read) => (read.ok ? read.token : read.problem))

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
