/**
 * What PostgreSQL takes: it can keep neither the character 0 nor, in JSON, half a surrogate pair, and refuses the whole
 * statement for one of them. Each becomes U+FFFD, in texts, lists and plain objects with their keys.
 * For what others wrote, such as a network's answer cut at a length.
 */
export function storable<T>(value: T): T
export function storable(value: unknown): unknown {
  if (typeof value === 'string') return value.toWellFormed().replaceAll('\0', '\uFFFD')
  if (Array.isArray(value)) return value.map((one) => storable(one))
  if (typeof value !== 'object' || value === null || Object.getPrototypeOf(value) !== Object.prototype) return value
  return Object.fromEntries(Object.entries(value).map((entry) => storable(entry)))
}

export function storableJson(value: unknown): string {
  const text = JSON.stringify(value)
  return mayBeUnstorable.test(text) ? JSON.stringify(storable(JSON.parse(text))) : text
}

const mayBeUnstorable = /\\u(?:0000|d[89a-f])/i
