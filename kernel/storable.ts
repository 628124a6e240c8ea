/**
 * JSON as PostgreSQL takes it: it can keep neither the character 0 nor half a surrogate pair, and refuses the whole statement
 * for one of them. Each becomes U+FFFD. For what others wrote, such as a network's answer cut at a length.
 */
export function storableJson(value: unknown): string {
  const text = JSON.stringify(value)
  return mayBeUnstorable.test(text) ? JSON.stringify(value, (_key, one: unknown) => storable(one)) : text
}

const mayBeUnstorable = /\\u(?:0000|d[89a-f])/i
const storable = (one: unknown) => (typeof one === 'string' ? one.toWellFormed().replaceAll('\0', '\uFFFD') : one)
