/**
 * What an installation was told of Feishu by a report of `npm run verify` (`FEISHU_FACTS`), as far as the page acts by it. Each spares a
 * try: without it the page finds out by itself, or takes the stricter reading (docs/feishu.md, by the numbers here).
 */
export type FeishuFact =
  /** U8: the checksum of a part is compared with something else than the part. */
  | 'no-part-checksums'
  /** U9: parts of a file may be in flight together, or not. */
  | 'parts-side-by-side'
  | 'parts-one-by-one'
  /** U13: the same of whole files. */
  | 'uploads-side-by-side'
  | 'uploads-one-by-one'
  /** U24 */
  | 'no-empty-search'
  /** U32, U34: blocks are taken out by their index. */
  | 'no-edits-by-id'
  /** U58: a document takes no file blocks. */
  | 'no-file-blocks'
