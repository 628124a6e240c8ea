const alphabet = 'abcdefghijklmnopqrstuvwxyz234567'

export function base32(bytes: Buffer): string {
  let text = ''
  let value = 0
  let bits = 0
  for (const byte of bytes) {
    value = ((value << 8) | byte) & 0xffff
    bits += 8
    while (bits >= 5) {
      bits -= 5
      text += alphabet[(value >> bits) & 31]
    }
  }
  return bits > 0 ? text + alphabet[(value << (5 - bits)) & 31] : text
}

const inOrder = '234567abcdefghijklmnopqrstuvwxyz'

/** Thirteen signs that sort as their numbers do: the form of a TID. */
export function sortable(value: bigint): string {
  let rest = value
  let text = ''
  for (let place = 0; place < 13; place++) {
    text = `${inOrder[Number(rest & 31n)]}${text}`
    rest >>= 5n
  }
  return text
}
