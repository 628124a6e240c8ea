/** One thing that may be set: how its text is read, what holds without it, and a line of help. */
export type Setting<T> = { read: (given: string) => T; otherwise?: string; also?: string; help: string }

export type Kinds<C> = { [Name in keyof C]-?: Setting<C[Name]> }

/** What was found for each name, and where, for the words of an error. */
export type Given = Map<string, { value: string; from: string }>

export const text = (given: string) => given.trim()

export function port(given: string): number {
  const number = Number(given)
  if (!/^\d+$/.test(given.trim()) || number > 65_535) throw new Error(`is "${given}", not a port between 0 and 65535`)
  return number
}

/** A whole number, such as of days. */
export function count(given: string): number {
  const number = Number(given)
  if (!/^\d+$/.test(given.trim()) || number > 100_000) throw new Error(`is "${given}", not a whole number up to 100000`)
  return number
}

/** Whole seconds, at most an hour. */
export function seconds(given: string): number {
  const number = Number(given)
  if (!/^\d+$/.test(given.trim()) || number > 3_600) throw new Error(`is "${given}", not seconds between 0 and 3600`)
  return number
}

export function switched(given: string): boolean {
  const word = given.trim().toLowerCase()
  if (['on', 'true', 'yes', '1'].includes(word)) return true
  if (['off', 'false', 'no', '0'].includes(word)) return false
  throw new Error(`is "${given}", neither on nor off`)
}

export const oneOf =
  <const T extends string>(words: readonly T[]) =>
  (given: string): T => {
    const word = words.find((one) => one === given.trim())
    if (!word) throw new Error(`is "${given}", not one of ${words.join(', ')}`)
    return word
  }

const roleOf = oneOf(['web', 'worker'])

export function roles(given: string): ('web' | 'worker')[] {
  const found = listOf(given).map(roleOf)
  if (!found.length) throw new Error('is empty')
  return [...new Set(found)]
}

/** Passwords may stand in it, so it is never repeated in an error. */
export const urlOf =
  (...schemes: string[]) =>
  (given: string): string => {
    const scheme = URL.canParse(given) ? new URL(given).protocol : given.slice(0, given.indexOf(':') + 1)
    if (!schemes.includes(scheme)) throw new Error(`should begin with ${schemes.map((one) => `${one}//`).join(' or ')}`)
    return given
  }

export function origin(given: string): string {
  if (!given) return ''
  if (!URL.canParse(given)) throw new Error(`is "${given}", not an address such as https://desk.example.com`)
  const url = new URL(given)
  if (url.protocol !== 'https:' && url.protocol !== 'http:') throw new Error(`should begin with https:// or http://`)
  if (url.pathname !== '/' || url.search)
    throw new Error(`is "${given}"; Rialto stands at the root of its host, so leave the path out`)
  return url.origin
}

export const origins = (given: string): string[] => listOf(given).map(origin)

export function masterKey(given: string): Buffer {
  if (!/^[0-9a-f]{64}$/i.test(given.trim())) throw new Error('should be 64 hexadecimal digits (openssl rand -hex 32)')
  return Buffer.from(given.trim(), 'hex')
}

export const masterKeys = (given: string): Buffer[] => listOf(given).map(masterKey)

/** Secrets stand in it, so it is never repeated in an error. */
export function keyRings(given: string): Record<string, Record<string, string>> {
  const rings = parsed(given)
  if (!isRecord(rings) || !Object.values(rings).every(isRing))
    throw new Error('should be JSON such as {"network":{"clientId":"…","clientSecret":"…"}}')
  return rings as Record<string, Record<string, string>>
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
const isRing = (value: unknown) => isRecord(value) && Object.values(value).every((one) => typeof one === 'string')

function parsed(given: string): unknown {
  try {
    return JSON.parse(given)
  } catch {
    return undefined
  }
}

const listOf = (given: string) =>
  given
    .split(',')
    .map((one) => one.trim())
    .filter(Boolean)
