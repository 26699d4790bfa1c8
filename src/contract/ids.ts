import * as v from 'valibot'

/**
 * Names that Feishu gave to things. Each is a branded string: only a reader of Feishu's answers, or of a link a person
 * pasted, makes one, so a block id can not be handed over where a document id is due.
 */
const id = <const Name extends string>(_name: Name) =>
  v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{1,128}$/, 'not an id of Feishu'), v.brand<string, Name>(_name))

export const DocumentId = id('DocumentId')
export const BlockId = id('BlockId')
export const FileToken = id('FileToken')
export const UploadId = id('UploadId')
export const WikiNodeToken = id('WikiNodeToken')

export type DocumentId = v.InferOutput<typeof DocumentId>
export type BlockId = v.InferOutput<typeof BlockId>
export type FileToken = v.InferOutput<typeof FileToken>
export type UploadId = v.InferOutput<typeof UploadId>
export type WikiNodeToken = v.InferOutput<typeof WikiNodeToken>
