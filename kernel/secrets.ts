import { createCipheriv, createDecipheriv, createHash, hkdfSync, randomBytes } from 'node:crypto'

/**
 * Sealed secrets. A record's own key encrypts it, the master key wraps that one, and the owner (such as an account's id)
 * is bound in: what was sealed for one owner never opens for another.
 */
export type Secrets = {
  seal: (plain: string, owner: string) => string
  /** Throws `SecretsUnreadable` when altered, of another owner, or sealed by a key we do not have. */
  open: (sealed: string, owner: string) => string
  /** The same secret wrapped by today's master key; the very same text if it already is. */
  rotate: (sealed: string, owner: string) => string
  /** 32 bytes for one purpose, the same on every machine that has today's master key. */
  derive: (purpose: string) => Buffer
}

export class SecretsUnreadable extends Error {
  constructor(why: string, cause?: unknown) {
    super(`a secret cannot be opened: ${why}`, { cause })
    this.name = 'SecretsUnreadable'
  }
}

const format = 'r1'

/** The first key seals; the others only open. Each has 32 bytes. */
export function createSecrets(masterKeys: [Buffer, ...Buffer[]]): Secrets {
  for (const key of masterKeys) if (key.length !== 32) throw new Error('a master key has 32 bytes')
  const today = masterKeys[0]
  const byId = new Map(masterKeys.map((key) => [keyId(key), key]))

  const unwrap = (sealed: string, owner: string) => {
    const [version, id = '', wrapped = '', content = ''] = sealed.split('.')
    if (version !== format || !content) throw new SecretsUnreadable('it is not in our form')
    const master = byId.get(id)
    if (!master)
      throw new SecretsUnreadable(`its master key (${id}) is not here; give it in RIALTO_RETIRED_MASTER_KEYS`)
    return { id, dataKey: decrypt(master, wrapped, owner), content }
  }
  const wrap = (dataKey: Buffer, owner: string, content: string) =>
    [format, keyId(today), encrypt(today, dataKey, owner), content].join('.')

  return {
    seal: (plain, owner) => {
      const dataKey = randomBytes(32)
      return wrap(dataKey, owner, encrypt(dataKey, Buffer.from(plain, 'utf8'), owner))
    },
    open: (sealed, owner) => {
      const { dataKey, content } = unwrap(sealed, owner)
      return decrypt(dataKey, content, owner).toString('utf8')
    },
    rotate: (sealed, owner) => {
      const { id, dataKey, content } = unwrap(sealed, owner)
      return id === keyId(today) ? sealed : wrap(dataKey, owner, content)
    },
    derive: (purpose) => Buffer.from(hkdfSync('sha256', today, 'rialto', purpose, 32)),
  }
}

const keyId = (key: Buffer) => createHash('sha256').update('rialto master key').update(key).digest('hex').slice(0, 8)

function encrypt(key: Buffer, plain: Buffer, owner: string): string {
  const nonce = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(owner))
  return Buffer.concat([nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()]).toString('base64url')
}

function decrypt(key: Buffer, sealed: string, owner: string): Buffer {
  const bytes = Buffer.from(sealed, 'base64url')
  try {
    const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, 12), { authTagLength: 16 })
    decipher.setAAD(Buffer.from(owner)).setAuthTag(bytes.subarray(-16))
    return Buffer.concat([decipher.update(bytes.subarray(12, -16)), decipher.final()])
  } catch (cause) {
    throw new SecretsUnreadable('it was altered, or belongs to another owner', cause)
  }
}
