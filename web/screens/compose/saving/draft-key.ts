const prefix = 'new-'

/** The name of a post until the server gives it one. */
export const newDraftKey = (): string => `${prefix}${crypto.randomUUID()}`
export const isDraftKey = (text: string): boolean => text.startsWith(prefix)
