import type { ApiBody } from '../../contract/feishu/api.ts'

/** Bytes of the file in a call's body, or of its JSON; what stands around a file comes to a few hundred more. */
export function bytesOf(body: ApiBody): number {
  switch (body.kind) {
    case 'none':
      return 0
    case 'json':
      return new TextEncoder().encode(JSON.stringify(body.value)).length
    case 'large-json':
      return body.large.text.size
    case 'multipart':
      return body.file.bytes.size
  }
}
