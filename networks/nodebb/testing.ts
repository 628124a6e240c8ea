import type { PreparedContent } from '../contract.ts'

/** Every topic needs a title. */
export const titled = async (content: PreparedContent): Promise<PreparedContent> => ({
  ...content,
  options: { title: 'Кения AA & друзі: what do you taste?', ...content.options },
})
