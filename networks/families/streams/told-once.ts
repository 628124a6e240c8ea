/** What was told within the last stretch of a stream, so that what is read again after a break is not told again. */
export type ToldOnce = { knows: (name: string) => boolean; isNew: (name: string, place: number) => boolean }

/** `stretch` in the unit of `place`, which grows with the stream; a little more than is read again after a break. */
export function createToldOnce(stretch: number): ToldOnce {
  const told = new Map<string, number>()
  let newest = Number.NEGATIVE_INFINITY
  const forget = () => {
    for (const [name, place] of told) {
      if (place >= newest - stretch) return
      told.delete(name)
    }
  }
  return {
    knows: (name) => told.has(name),
    isNew: (name, place) => {
      if (told.has(name)) return false
      newest = Math.max(newest, place)
      told.set(name, Math.max(place, newest - stretch))
      forget()
      return true
    },
  }
}
