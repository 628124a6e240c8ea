/** The same numbers with room for at least `length`. */
export function grown<T extends Int32Array | Uint16Array | Uint8Array>(old: T, length: number): T {
  if (length <= old.length) return old
  const fresh = new (old.constructor as new (length: number) => T)(Math.max(length, Math.ceil(old.length * 1.5), 16))
  fresh.set(old)
  return fresh
}
