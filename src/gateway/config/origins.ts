import { isIP } from 'node:net'
import type { Brand } from '../../contract/feishu/document-links.ts'

/** Feishu's origins, by brand. larksuite/cli internal/core/types.go; official, authentication/obtain-oauth-code. */
export const origins: Readonly<Record<Brand, { readonly open: string; readonly accounts: string }>> = {
  feishu: { open: 'https://open.feishu.cn', accounts: 'https://accounts.feishu.cn' },
  lark: { open: 'https://open.larksuite.com', accounts: 'https://accounts.larksuite.com' },
}

/** Reads a URL that is only an origin; `undefined` when it has a path, query or credentials. */
export function readOrigin(given: string): string | undefined {
  if (!URL.canParse(given)) return undefined
  const url = new URL(given)
  const plain =
    url.pathname === '/' && url.search === '' && url.hash === '' && url.username === '' && url.password === ''
  return plain && (url.protocol === 'https:' || url.protocol === 'http:') ? url.origin : undefined
}

/** Whether nobody on the way can read what is sent there: https, or this machine. */
export function isSecretOrLoopback(address: string): boolean {
  if (!URL.canParse(address)) return false
  const url = new URL(address)
  return url.protocol === 'https:' || (url.protocol === 'http:' && isLoopbackHost(url.hostname))
}

/** Includes `*.localhost`, as in browsers (RFC 6761, section 6.3). */
export function isLoopbackHost(hostname: string): boolean {
  return (
    hostname === 'localhost' ||
    hostname.endsWith('.localhost') ||
    /^127(\.\d{1,3}){3}$/.test(hostname) ||
    hostname === '[::1]'
  )
}

/** Whether it is an IP address or a CIDR block. */
export function isAddressBlock(entry: string): boolean {
  const [address = '', prefix, ...rest] = entry.split('/')
  const version = isIP(address)
  if (version === 0 || rest.length > 0) return false
  return prefix === undefined || (/^\d{1,3}$/.test(prefix) && Number(prefix) <= (version === 4 ? 32 : 128))
}
