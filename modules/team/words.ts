import { loadWords } from '../../kernel/i18n.ts'

/** The words of the catalogues in one of the six languages; English for any other. */
export const wordsIn = loadWords()
