// The key by which a host is known on the network: made once, kept beside the workspace, readable by its owner only, never in
// a backup. Whoever joins pins its fingerprint, so a workspace that moves to another address stays the same host.
import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { X509Certificate } from 'node:crypto'
import path from 'node:path'

const FILE = 'host-identity.pem'
/** Name in the certificate; clients compare the fingerprint and not the name, so addresses may change. */
const NAME = 'pearl-host'
const YEARS = 20

export interface Identity {
  /** Private key and certificate, PEM. */
  key: string
  cert: string
  /** SHA-256 of the certificate (DER): 64 hexadecimal digits in small letters. */
  fingerprint: string
}

/** The identity of the workspace in that folder; undefined before it was first hosted. */
export function readIdentity(directory: string): Identity | undefined {
  const file = path.join(directory, FILE)
  return existsSync(file) ? identityOf(readFileSync(file, 'utf8')) : undefined
}

/** Reads the identity, and makes it at the first hosting. */
export async function ensureIdentity(directory: string): Promise<Identity> {
  return readIdentity(directory) ?? renewIdentity(directory)
}

/** Makes a new identity in place of the one there, which nobody has from then on. */
export async function renewIdentity(directory: string): Promise<Identity> {
  const pem = await makePem()
  const file = path.join(directory, FILE)
  const temporary = `${file}.new`
  rmSync(temporary, { force: true })
  writeFileSync(temporary, pem, { mode: 0o600, flush: true })
  renameSync(temporary, file)
  return identityOf(pem)
}

async function makePem(): Promise<string> {
  // Loaded when it is needed: most workspaces are never hosted.
  const { generate } = await import('selfsigned')
  const notBeforeDate = new Date()
  const notAfterDate = new Date(notBeforeDate)
  notAfterDate.setUTCFullYear(notAfterDate.getUTCFullYear() + YEARS)
  const made = await generate([{ name: 'commonName', value: NAME }], {
    keyType: 'ec',
    curve: 'P-256',
    algorithm: 'sha256',
    notBeforeDate,
    notAfterDate,
    extensions: [
      { name: 'basicConstraints', cA: false, critical: true },
      { name: 'keyUsage', digitalSignature: true, critical: true },
      { name: 'extKeyUsage', serverAuth: true },
      { name: 'subjectAltName', altNames: [{ type: 2, value: NAME }] },
    ],
  })
  return `${made.private.trim()}\n${made.cert.trim()}\n`
}

function identityOf(pem: string): Identity {
  const [key = '', cert = ''] = pem.split(/(?=-----BEGIN CERTIFICATE-----)/)
  const fingerprint = new X509Certificate(cert).fingerprint256.replaceAll(':', '').toLowerCase()
  return { key, cert, fingerprint }
}
