import type { SessionAnswer } from '../../contract/own-api/session.ts'

export type Brand = SessionAnswer['app']['brand']

/** What a company calls Feishu, in English. */
export const englishProductNames: Readonly<Record<Brand, string>> = { feishu: 'Feishu', lark: 'Lark' }

/** The same in Chinese text, which sets Latin letters apart from its own by a space. */
export interface ChineseProductName {
  /** No Chinese letter stands beside it. */
  readonly alone: string
  /** A Chinese letter follows. */
  readonly first: string
  /** A Chinese letter precedes. */
  readonly last: string
  /** Chinese letters stand on both sides. */
  readonly amid: string
}

export const chineseProductNames: Readonly<Record<Brand, ChineseProductName>> = {
  feishu: { alone: '飞书', first: '飞书', last: '飞书', amid: '飞书' },
  lark: { alone: 'Lark', first: 'Lark ', last: ' Lark', amid: ' Lark ' },
}
