import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { temporaryDirectory } from './temporary-directory.ts'

/** Host name in the certificate; nothing resolves it but `startConnectProxy`. */
export const secureHost = 'feishu.test'

export interface Certificate {
  readonly key: string
  readonly cert: string
}

export interface PrivateCa {
  /** File with the authority's own certificate, for NODE_EXTRA_CA_CERTS. */
  readonly file: string
  /** Signed by it, for `secureHost`, localhost and 127.0.0.1. */
  readonly certificate: Certificate
  /** Signed by it, for localhost and no address. */
  readonly certificateByName: Certificate
}

export const hasOpenssl = (() => {
  try {
    return execFileSync('openssl', ['version'], { encoding: 'utf8' }).startsWith('OpenSSL 3')
  } catch {
    return false
  }
})()

interface Made {
  /** The authority's own certificate, PEM. */
  readonly authority: string
  readonly certificate: Certificate
  readonly certificateByName: Certificate
}

let made: Made | undefined

/** An authority as companies have one of their own. The tests of a process share it, since openssl takes longer than most of them. */
export async function privateCa(): Promise<PrivateCa> {
  const { authority, ...certificates } = (made ??= makeCertificates())
  const file = join(await temporaryDirectory(), 'company.pem')
  await writeFile(file, authority)
  return { file, ...certificates }
}

function makeCertificates(): Made {
  const directory = mkdtempSync(join(tmpdir(), 'private-ca-'))
  try {
    const path = (name: string) => join(directory, name)
    const make = (name: string, ...more: readonly string[]) => {
      const key = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-keyout', path(`${name}.key`)]
      const args = ['req', '-x509', ...key, '-out', path(`${name}.pem`), '-days', '2', '-subj', `/CN=${name}`, ...more]
      execFileSync('openssl', args, { stdio: 'ignore' })
    }
    make('company')
    const read = (name: string) => readFileSync(path(name), 'utf8')
    const sign = (name: string, names: string): Certificate => {
      const signed = ['-CA', path('company.pem'), '-CAkey', path('company.key')]
      make(name, ...signed, '-addext', 'basicConstraints=critical,CA:FALSE', '-addext', `subjectAltName=${names}`)
      return { key: read(`${name}.key`), cert: read(`${name}.pem`) }
    }
    return {
      authority: read('company.pem'),
      certificate: sign('server', `DNS:${secureHost},DNS:localhost,IP:127.0.0.1`),
      certificateByName: sign('server-by-name', 'DNS:localhost'),
    }
  } finally {
    rmSync(directory, { recursive: true, force: true })
  }
}
