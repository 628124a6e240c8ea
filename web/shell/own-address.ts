/** An address of this desk, as a door was given it to lead on to; else undefined: a link must not lead out through the door. */
export const ownAddress = (given: unknown): string | undefined =>
  typeof given === 'string' && /^\/(?![/\\])/.test(given) ? given : undefined
