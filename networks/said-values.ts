import type { Finding } from './compose.ts'

/** The values of a finding's sentence, those that are words of the catalogues said. */
export const saidValues = (
  { values, says }: Finding,
  say: (key: string) => string,
): Record<string, string | number> => ({
  ...values,
  ...Object.fromEntries(Object.entries(says ?? {}).map(([name, key]) => [name, say(key)])),
})
