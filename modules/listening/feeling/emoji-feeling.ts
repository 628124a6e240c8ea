const warm = '😀😃😄😁😊🙂😍🥰😘❤♥💛💚💙💜🧡🤍🩷💕💖💗💞💓😻👍👌🙏🎉🥳🤗😋😎💪🔥✨🌟⭐🏆🤩☺😇🫶💯🌸🌹🍀💐💃🎊🤤'
const cold = '😡🤬😠👎💔😤🤮🤢😢😭😞😔😟😣😖😫😩💩😒🙄😑😓😰😱🥴☹🙁😕😬🤦🤨😾🚩🗑❌😷🤕💀'
const mocking = '👏🙃🤡🤣😂😏😅🙈🤷🍿🎪🥲'

const characters = (of: string) => new Set(Array.from(of))
const [warmOnes, coldOnes, mockingOnes] = [characters(warm), characters(cold), characters(mocking)]

export type EmojiFeeling = 'warm' | 'cold' | 'mocking' | 'none'

/** By its first character: what is joined to it says who, not what is felt. */
export function feelingOfEmoji(key: string): EmojiFeeling {
  const first = String.fromCodePoint(key.codePointAt(0) ?? 0)
  if (warmOnes.has(first)) return 'warm'
  if (coldOnes.has(first)) return 'cold'
  return mockingOnes.has(first) ? 'mocking' : 'none'
}
