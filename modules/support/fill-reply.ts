/** What a saved reply may name in braces, and what stands there in the end. */
export const variables = [
  ...(['person.name', 'person.firstName', 'person.handle', 'agent.name', 'agent.firstName'] as const),
  ...(['account.name', 'account.handle', 'brand.name'] as const),
] as const
export type Variable = (typeof variables)[number]
export type Values = Partial<Record<Variable, string>>

/** `{person.firstName}`, or with what to say where it is not known: `{person.firstName|there}`. Other braces are text. */
const place = /\{([a-z]+\.[a-zA-Z]+)(?:\|([^{}\n]{0,80}))?\}/g

/** Those it names that we do not know. */
export const unknownVariables = (text: string): string[] =>
  [...new Set([...text.matchAll(place)].map(([, name = '']) => name))].filter((name) => !isVariable(name))

/**
 * The text with everything filled in, and the names of what nobody knows. Values are put in once and as plain words: what
 * people are called is never read as a variable, has no line ends, no hidden or direction-turning signs, and at most 80 of them.
 */
export function fillReply(text: string, values: Values): { text: string; missing: Variable[] } {
  const missing = new Set<Variable>()
  const filled = text.replace(place, (written, name: string, otherwise?: string) => {
    if (!isVariable(name)) return written
    const value = plain(values[name] ?? '')
    if (value === '' && otherwise === undefined) missing.add(name)
    return value || (otherwise ?? '')
  })
  return { text: filled, missing: [...missing] }
}

const isVariable = (name: string): name is Variable => (variables as readonly string[]).includes(name)

const plain = (value: string) => [...value.replace(/\s+/gu, ' ').replace(/\p{C}/gu, '')].slice(0, 80).join('').trim()

/** The first word of a name, as one speaks to people. */
export const firstNameOf = (name: string): string => name.trim().split(/\s+/u)[0] ?? ''
