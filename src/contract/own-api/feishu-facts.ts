/**
 * What an installation was told of Feishu by the report of `npm run verify` (`FEISHU_FACTS`), as far as the page acts by it. Each spares
 * a try; without it the page finds out by itself, or takes the stricter reading (docs/feishu.md).
 */
export type FeishuFact =
  /** U58: a document takes no file blocks. */
  'no-file-blocks'
