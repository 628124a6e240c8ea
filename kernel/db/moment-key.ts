/** Where a page of a list ordered by moment and id ends; the next one begins after it. */
export type MomentKey = { at: Date; id: string }

export const writtenKey = ({ at, id }: MomentKey): string => `${at.toISOString()} ${id}`

/** A key nobody gave out leads to the beginning. */
export function readKey(key: string): MomentKey | undefined {
  const [moment = '', id = ''] = key.split(' ')
  const at = new Date(moment)
  return Number.isNaN(at.getTime()) || id === '' ? undefined : { at, id }
}
