/** A point on the map, or with both words a place that has a name there. */
export type Place = { latitude: number; longitude: number; title?: string; address?: string }
export type PlaceProblem = 'coordinates' | 'noAddress'

const decimal = String.raw`[+-]?\d{1,3}(?:\.\d+)?`
const point = new RegExp(`^(?<latitude>${decimal})\\s*[,;\\s]\\s*(?<longitude>${decimal})$`)

/** `42.6977, 23.3219`, or with the name and the address of the place: `42.6977, 23.3219 | Roastery | 5 Mill Street`. */
export function readPlace(written: unknown): Place | { problem: PlaceProblem } | undefined {
  if (typeof written !== 'string' || written.trim() === '') return undefined
  const [where = '', title = '', address = '', ...more] = written.split('|').map((one) => one.trim())
  const { latitude, longitude } = pointIn(where)
  if (!(Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180)) return { problem: 'coordinates' }
  if (title === '' && address === '') return { latitude, longitude }
  return title && address && more.length === 0 ? { latitude, longitude, title, address } : { problem: 'noAddress' }
}

function pointIn(written: string): { latitude: number; longitude: number } {
  const { latitude, longitude } = point.exec(written)?.groups ?? {}
  return { latitude: Number(latitude), longitude: Number(longitude) }
}

export function placeOf(written: unknown): Place | undefined {
  const place = readPlace(written)
  return place && 'latitude' in place ? place : undefined
}
