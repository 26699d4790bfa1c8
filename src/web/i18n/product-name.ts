import type { SessionAnswer } from '../../contract/own-api/session.ts'

export type Brand = SessionAnswer['app']['brand']

/** What a company calls Feishu, in English. */
export const englishProductNames: Readonly<Record<Brand, string>> = { feishu: 'Feishu', lark: 'Lark' }

/** The same in Chinese text, which puts a space between Chinese and Latin letters. */
export interface ChineseProductName {
  /** Without a Chinese letter on either side. */
  readonly alone: string
  /** Followed by a Chinese letter. */
  readonly first: string
  /** Preceded by a Chinese letter. */
  readonly last: string
  /** Between Chinese letters. */
  readonly amid: string
}

export const chineseProductNames: Readonly<Record<Brand, ChineseProductName>> = {
  feishu: { alone: '飞书', first: '飞书', last: '飞书', amid: '飞书' },
  lark: { alone: 'Lark', first: 'Lark ', last: ' Lark', amid: ' Lark ' },
}
