/** A press as the inbox calls it: a Latin letter wherever it is on the keyboard, or the place of the letter where another script is typed. */
export function letterOf(event: Pick<KeyboardEvent, 'key' | 'code' | 'shiftKey'>): string {
  const { key, code, shiftKey } = event
  if (/^[a-z]$/i.test(key)) return key.toLowerCase()
  if (key === '/' || key === '?' || key === '!') return key
  if (key.length > 1) return key
  if (code.startsWith('Key') && /\p{L}/u.test(key)) return code.slice(3).toLowerCase()
  if (code === 'Digit1' && shiftKey) return '!'
  if (code === 'Slash') return shiftKey ? '?' : '/'
  return key
}
