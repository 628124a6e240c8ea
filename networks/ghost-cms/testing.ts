import type { PreparedContent } from '../contract.ts'

/** Every post needs a title. */
export const titled = async (content: PreparedContent): Promise<PreparedContent> => ({
  ...content,
  options: { title: 'Кения AA & друзі', ...content.options },
})
