import type { Limits } from '../../../../networks/compose.ts'

const documents = ['.pdf', '.docx', '.xlsx', '.pptx', '.odt', '.ods', '.odp']
const kinds = { image: ['image/*'], gif: ['image/gif'], video: ['video/*'], audio: ['audio/*'], document: documents }

/** Everything the library takes, as a file chooser asks for it. */
export const takenFiles = Object.values(kinds).flat().join(',')

/** What at least one of these accounts can publish; before any is chosen, everything. */
export function filesFor(limits: readonly Limits[]): string {
  const taken = (Object.keys(kinds) as (keyof typeof kinds)[]).filter((kind) =>
    limits.some(({ media }) => media[kind] !== undefined),
  )
  return taken.length === 0 ? takenFiles : taken.flatMap((kind) => kinds[kind]).join(',')
}
