import { createPublicKey, type KeyObject } from 'node:crypto'
import { readDocumentLink, type DocumentKind, type LinkRules } from '../../contract/feishu/document-links.ts'
import { list, text, type Reader } from '../config/environment.ts'
import { isSecretOrLoopback, readOrigin } from '../config/origins.ts'

/** In whose name this gateway calls Feishu: that of each person, or that of the app itself. */
export type IdentityConfiguration = PersonIdentity | AppIdentity

/** The usual identity: each person signs in at Feishu. */
export interface PersonIdentity {
  readonly as: 'person'
  /** An app of Feishu's store; people sign in as usual. */
  readonly isStoreApp: boolean
}

/** The app's own identity: for people whom a portal signs in, and for the documents listed here. */
export interface AppIdentity {
  readonly as: 'app'
  /** An app of Feishu's store: the portal's tokens name the visitor's company, and each company has a token of its own. */
  readonly isStoreApp: boolean
  /** Origin of the portal: issuer of its tokens, and the only site that may post them. */
  readonly portalOrigin: string
  /** Ed25519; a token may be signed by any of them. */
  readonly portalKeys: readonly KeyObject[]
  /** The only documents that files may go into; at least one. */
  readonly documents: readonly ListedDocument[]
}

/** A document of APP_DOCUMENTS. */
export interface ListedDocument {
  /** The document's token; for a wiki page its node's, whose document has another token. */
  readonly token: string
  /** Whether `token` is that of a wiki node. */
  readonly isWikiPage: boolean
}

/** Kinds of document that take files. */
const targetKinds: ReadonlySet<DocumentKind> = new Set<DocumentKind>(['docx', 'sheet', 'bitable', 'wiki'])

/** Official, "how to get document tokens": letters and digits; 27 of them today, fewer in old documents. */
const bareToken = /^[A-Za-z0-9_-]{10,128}$/

/** Reads IDENTITY and the variables that it requires. */
export function readIdentity(reader: Reader, rules: LinkRules): IdentityConfiguration {
  const { env, report } = reader
  const as = text(env, 'IDENTITY') ?? 'person'
  if (as !== 'person' && as !== 'app') {
    report('IDENTITY', `is "${as}"`, 'Write person (each person signs in) or app (a portal vouches for its visitors).')
  }
  const type = text(env, 'FEISHU_APP_TYPE') ?? 'custom'
  if (type !== 'custom' && type !== 'store') report('FEISHU_APP_TYPE', `is "${type}"`, 'Write custom or store.')
  if (as !== 'app') return { as: 'person', isStoreApp: type === 'store' }
  return {
    as: 'app',
    isStoreApp: type === 'store',
    portalOrigin: readPortal(reader),
    portalKeys: readPortalKeys(reader),
    documents: readDocuments(reader, rules),
  }
}

function readPortal({ env, report }: Reader): string {
  const given = text(env, 'PORTAL_URL')
  const origin = given === undefined ? undefined : readOrigin(given)
  if (origin !== undefined && isSecretOrLoopback(origin)) return origin
  const wrong = given === undefined ? 'is not set, but IDENTITY is app' : `is "${given}"`
  report('PORTAL_URL', wrong, 'Write the https origin of the portal, without a path: https://portal.example.com')
  return ''
}

function readPortalKeys({ env, report }: Reader): readonly KeyObject[] {
  const remedy =
    'Write the public half of the key that the portal signs with: openssl pkey -in portal.pem -pubout -outform DER | base64 -w 0. To change keys, write both: NEW,OLD.'
  const given = list(env, 'PORTAL_KEY')
  if (given.length === 0) report('PORTAL_KEY', 'is not set, but IDENTITY is app', remedy)
  return given.flatMap((entry, index) => {
    const key = publicKeyOf(entry)
    if (key?.asymmetricKeyType === 'ed25519') return [key]
    report('PORTAL_KEY', `entry ${index + 1} is no Ed25519 public key in base64`, remedy)
    return []
  })
}

function publicKeyOf(entry: string): KeyObject | undefined {
  try {
    return createPublicKey({ key: Buffer.from(entry, 'base64'), format: 'der', type: 'spki' })
  } catch {
    return undefined
  }
}

function readDocuments({ env, report }: Reader, rules: LinkRules): readonly ListedDocument[] {
  const remedy = 'Write links or tokens of the documents, with commas between them.'
  const given = list(env, 'APP_DOCUMENTS')
  if (given.length === 0) report('APP_DOCUMENTS', 'is not set, but IDENTITY is app', remedy)
  return given.flatMap((entry) => {
    if (bareToken.test(entry)) return [{ token: entry, isWikiPage: false }]
    const link = readDocumentLink(entry, rules)
    if (link.ok && link.kind !== null && targetKinds.has(link.kind))
      return [{ token: link.token, isWikiPage: link.kind === 'wiki' }]
    report('APP_DOCUMENTS', `names "${entry}", which takes no files here`, remedy)
    return []
  })
}
